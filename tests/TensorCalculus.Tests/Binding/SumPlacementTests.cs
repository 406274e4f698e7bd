namespace TensorCalculus.Tests.Binding;

public class SumPlacementTests
{
    [Theory]
    [InlineData("y_{ij} = a_{ik} b_{kj}", "y_{ij} = sum_{k}(a_{ik} b_{kj})")]
    [InlineData("y = a_i b_i c_i", "y = sum_{i}(a_i b_i c_i)")]
    [InlineData("y = sqrt(x_i x_i)", "y = sqrt(sum_{i}(x_i x_i))")]
    [InlineData("y = 1_j exp(x_j)", "y = sum_{j}(exp(x_j))")]
    [InlineData("y_i = exp(x_i) / (1_j exp(x_j))", "y_i = exp(x_i) / sum_{j}(exp(x_j))")]
    [InlineData("y = a_k / b_k", "y = sum_{k}(a_k / b_k)")]
    [InlineData("y = a_k (b_k c_k + d)", "y = sum_{k}(a_k (b_k c_k + d))")]
    [InlineData("y_i = a_i (b_k c_k + d)", "y_i = a_i (sum_{k}(b_k c_k) + d)")]
    [InlineData("y = a_k b_k + c_k d_k", "y = sum_{k}(a_k b_k) + sum_{k}(c_k d_k)")]
    [InlineData("y = (a_k b_k)(c_k d_k)", "y = sum_{k}(a_k b_k c_k d_k)")]
    [InlineData("y = (a_k b_k)^2", "y = sum_{k}(a_k b_k) sum_{k}(a_k b_k)")]
    [InlineData("y = (x_{kk})^2", "y = sum_{k}(x_{kk})^2")]
    [InlineData("y = x_{kk}^2", "y = sum_{k}(x_{kk}^2)")]
    [InlineData("y = p_i log(p_i / q_i)", "y = sum_{i}(p_i log(p_i / q_i))")]
    [InlineData("y = pow(a_n b_n, c_n)", "y = sum_{n}(pow(a_n b_n, c_n))")]
    [InlineData("y = 2 pow(a_n b_n, c)", "y = 2 pow(sum_{n}(a_n b_n), c)")]
    [InlineData("y = 1_i (x_i - z_i)^2", "y = sum_{i}((x_i - z_i)^2)")]
    [InlineData("d_{pq} = g_{ph} (1_q / s_p + m_{ph} m_{pq})", "d_{pq} = sum_{h}(g_{ph} (1_q / s_p + m_{ph} m_{pq}))")]
    [InlineData("y = \\sum_i (x_i - z_i)^2 + c", "y = sum_{i}((x_i - z_i)^2) + c")]
    [InlineData("y_j = \\sum_i a_{jk} b_{ki}", "y_j = sum_{i}(sum_{k}(a_{jk} b_{ki}))")]
    [InlineData("y = 1_j softmax_{j}(x_j) c_j", "y = sum_{j}(softmax_{j}(x_j) c_j)")]
    [InlineData("y = e^{a_i b_i}", "y = exp(sum_{i}(a_i b_i))")]
    [InlineData("y = 2^{x_i z_i}", "y = 2^{sum_{i}(x_i z_i)}")]
    [InlineData("y_i = x_{ij} sum_{i}(z_{ij})", "y_i = sum_{j}(x_{ij} sum_{k}(z_{kj}))")]
    public void A_sum_stands_where_the_explicit_one_would(string program, string spelt) =>
        Bound.Body(program).Should().Be(Bound.Body(spelt));

    [Theory]
    [InlineData("y_i = 1_j x_i + 1_k 1_k x_i z_j 1_j", "TC0203 1:7")]
    public void A_dummy_is_local_to_its_addend(string program, string expected) => Bound.Codes(program).Should().Equal(expected);

    [Theory]
    [InlineData("y_{ij} = x_{ij} delta_{ij}", "x[i,j]*delta[i,j]")]
    [InlineData("y = -log(s_T)", "-1*log(s[T])")]
    [InlineData("y = s_0 x_{T}", "s[0]*x[T]")]
    [InlineData("y_i = f'(x_i)", "f'(x[i])")]
    [InlineData("y = 2 pi x", "2*pi*x")]
    [InlineData("y_i = x_i^2^3", "x[i]^8")]
    [InlineData("y = a / b c", "a*c*b^-1")]
    [InlineData("y_i = mean_{k}(x_i)", "x[i]")]
    [InlineData("size k = 4; y_i = logsumexp_{k}(x_i)", "(x[i] + log(|k|))")]
    [InlineData("size k = 4; y_{ik} = softmax_{k}(x_i) 1_k", "|k|^-1")]
    public void Every_part_of_an_expression_has_its_node(string program, string body) => Bound.Body(program).Should().Be(body);

    [Fact]
    public void A_large_program_binds()
    {
        string program = string.Join('\n', Enumerable.Range(0, 2000).Select(i => $"t{i + 1}_i = tanh(w_{{ik}} t{i}_k)"));
        Bound.Program(program).Equations.Should().HaveCount(2000);
        Bound.Program("y_i = " + string.Join(" + ", Enumerable.Range(0, 5000).Select(i => $"a_{{ik}} x{i}_k"))).Inputs.Should().HaveCount(5001);
    }
}

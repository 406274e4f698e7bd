namespace TensorCalculus.Tests.Binding;

public class ErrorTests
{
    [Theory]
    [InlineData("y_{ii} = x_i", "TC0201 1:5")]
    [InlineData("y = a; y = b", "TC0202 1:8")]
    [InlineData("y_i = x_{ik} + b_i", "TC0203 1:7")]
    [InlineData("y_i = exp(x_{ij})", "TC0203 1:11")]
    [InlineData("y_i = \\frac{a_{ij}}{b_i}", "TC0203 1:13")]
    [InlineData("y = (x_i - z_i)^2", "TC0203 1:6")]
    [InlineData("y = x_i^2", "TC0203 1:5")]
    [InlineData("y_i = 1_k x_i", "TC0203 1:7")]
    [InlineData("y = softmax_{j}(x_j)", "TC0203 1:5")]
    [InlineData("y_i = a_i sum_{j}(b_j) c_j", "TC0203 1:24")]
    [InlineData("y_{bk} = silu(x_{bi} w_{ik}) (x_{bi} v_{ik})", "TC0204 1:10")]
    [InlineData("c = x_i z_i / (sqrt(x_i x_i) sqrt(z_i z_i))", "TC0204 1:5")]
    [InlineData("g_p = y_n x_{np} / (1 + exp(y_n z_n))", "TC0204 1:7")]
    [InlineData("g_{rs} = a_{ir} (p_{ic} v_{rc} - 1_r p_{ic} o_{ic}) q_{is}", "TC0204 1:10")]
    [InlineData("y = (a_i b_i + c)^2 d_i e_i", "TC0204 1:5")]
    [InlineData("y = \\sum_j (a_i b_i + c_j) d_i e_i", "TC0204 1:12")]
    [InlineData("o_{id} = e_{ij} v_{jd} / (1_j e_{ij})", "TC0205 1:27")]
    [InlineData("y_{ij} = e_{ij} / (1_j e_{ij})", "TC0205 1:20")]
    [InlineData("y_{ij} = (1_j e_{ij}) / c_{ij}", "TC0205 1:11")]
    [InlineData("y_{ij} = \\frac{1_j e_{ij}}{c_{ij}}", "TC0205 1:16")]
    [InlineData("y_i = log(1_i p_i)", "TC0205 1:11")]
    [InlineData("y_i = (1_i p_i)^2", "TC0205 1:8")]
    [InlineData("y_{bh} = x_{bh} - m_b", "TC0206 1:19")]
    [InlineData("y_i = a_k (b_k + c_i)", "TC0206 1:12")]
    [InlineData("y_i = 3", "TC0207 1:3")]
    [InlineData("y_{ij} = x_i", "TC0207 1:5")]
    [InlineData("y_j = sum_{j}(x_j)", "TC0207 1:3")]
    [InlineData("y_i = x_i + x_{ij} b_j", "TC0208 1:13")]
    [InlineData("h_{ij} = a_i b_j; y_i = h_i", "TC0208 1:25")]
    [InlineData("y_{ij} = x_{ik} a_{kj}\nz_p = dl_dy[p]", "TC0208 2:7")]
    [InlineData("y_i = inv(x)_i", "TC0208 1:7")]
    [InlineData("y_i = det(x)_i + x_{ij} w_j", "TC0208 1:7")]
    [InlineData("y_{ij} = inv(x)_{ij} + x_{ijk} w_k", "TC0208 1:10")]
    [InlineData("y_b = norm(x)_b + x", "TC0208 1:7")]
    [InlineData("y = tr(x); z = x_i x_i", "TC0208 1:5")]
    [InlineData("y = det(x); x = a", "TC0209 1:5", "TC0208 1:5")]
    [InlineData("size i = 2; size j = 3; y = det(x) + x_{ij} w_i v_j", "TC0210 1:42")]
    [InlineData("a_i = b_i\nb_i = c_i", "TC0209 1:7")]
    [InlineData("y_i = y_i + x_i", "TC0209 1:7")]
    [InlineData("size i = 3; size j = 4; y_i = x_i; z_j = x_j", "TC0210 1:44")]
    [InlineData("size h = 3\nsize h = 4\ny = x_h x_h", "TC0210 2:1")]
    [InlineData("size i = 3; y = \\sum_{i=1}^{4} x_i", "TC0210 1:17")]
    [InlineData("size a = 4; size b = 5; u_a = 2 x_a; v_b = 3 z_b; m = 1/H (1_h u_h + 1_h v_h)", "TC0211 1:57")]
    [InlineData("y = s_T / T + x_t x_t", "TC0212 1:11")]
    [InlineData("y = s_T T_i T_i", "TC0212 1:9", "TC0212 1:13")]
    [InlineData("a_i = x_i^2\ny_i = i a_i", "TC0213 2:7")]
    [InlineData("y = s_{-1}", "TC0214 1:8")]
    [InlineData("size i = 3; y = x_i x_i x_{3}", "TC0214 1:28")]
    [InlineData("size i = N; y = x_{N} + x_i x_i", "TC0214 1:20")]
    [InlineData("y_i = x_{i+k} 1_k", "TC0218 1:10")]
    [InlineData("y_{...j} = x_{...k} a_{jk}; z_k = x_{k...} 1_{...}", "TC0208 1:1")]
    [InlineData("y_{...} = x_{...} w_k w_k; z = x_i x_{ij} v_j", "TC0208 1:36")]
    [InlineData("order a...b = 2; order a...b = 3; y_{a...b} = x_{a...b}", "TC0216 1:18")]
    [InlineData("order c...d = 2; y_{a...b} = x_{a...b}", "TC0216 1:1")]
    [InlineData("y_i = delta_{a...b i} x_{a...b}", "TC0107 1:7")]
    [InlineData("y_{...} = [... < 2] x_{...}", "TC0107 1:11")]
    [InlineData("y_i = x_{i+k} w_k; z = 1/I 1_i a_i", "TC0211 1:26")]
    [InlineData("constant t; y_{bh} = e_{t_b h}", "TC0215 1:25")]
    [InlineData("t_b = 2 s_b; y_{bh} = e_{t_b h}", "TC0215 1:26")]
    [InlineData("constant eps\ny = x", "TC0216 1:10")]
    [InlineData("constant m; m = x; y = m", "TC0216 1:10")]
    [InlineData("constant t; integer t; y = t x", "TC0216 1:10")]
    [InlineData("size q = 3; y = x", "TC0216 1:1")]
    [InlineData("size h = n; y = x_h z_n 1_h 1_n", "TC0216 1:1")]
    [InlineData("y = x_i z_i (no sum i)", "TC0216 1:1")]
    [InlineData("y = a; z = b; u = c; v = d; a b", "TC0217 1:29")]
    public void A_mistake_is_reported_where_it_stands(string program, params string[] expected)
    {
        Bound.Of(program).Program.Should().BeNull();
        Bound.Codes(program).Should().Equal(expected);
    }

    [Theory]
    [InlineData("y_i = x_{ik}", "index k occurs once in this term and is not on the left-hand side", "to sum over k write 1_k x_{ik}, or sum_{k}(x_{ik})")]
    [InlineData("y[b] = x[b, in]", "index in occurs once in this term and is not on the left-hand side", "to sum over in write 1[in] x[b, in], or sum[in](x[b, in])")]
    [InlineData("y_{bh} = x_{bh} - m_b", "this addend lacks index h, which x_{bh} has", "to repeat it along h write 1_h m_b")]
    [InlineData("y_{ij} = a_i - b_i", "the right-hand side lacks index j, which y has on the left", "to repeat it along j write 1_j (a_i - b_i)")]
    [InlineData("y_{ij} = e_{ij} / (1_j e_{ij})", "1_j asks for a sum over j here, but j also stands outside", "to sum here alone write 1_k e_{ik}, or sum_{j}(e_{ij})")]
    [InlineData(
        "g_p = y_n x_{np} / (1 + exp(y_n z_n))",
        "index n could be summed in each of two places of this term, or over all of it: it is complete in (1 + exp(y_n z_n)) and beside it",
        "to sum it apart there write (1 + exp(y_q z_q)); for one sum write sum_{n}(y_n x_{np} / (1 + exp(y_n z_n)))")]
    [InlineData("y_i = x_i + x_{ij} b_j", "x has 2 indices here and 1 index on line 1", "write every x with as many indices, or rename one of the two tensors")]
    public void Messages_name_the_culprit_and_remedies_use_the_programs_own_words(string program, string message, string remedy)
    {
        var diagnostic = Bound.Only(program);
        diagnostic.Message.Should().Be(message);
        diagnostic.Remedy.Should().Be(remedy);
    }

    [Theory]
    [InlineData("y_{bk} = silu(x_{bi} w_{ik}) (x_{bj} v_{jk})")]
    [InlineData("y_{bk} = sum_{i}(silu(x_{bi} w_{ik}) (x_{bi} v_{ik}))")]
    [InlineData("o_{id} = e_{ij} v_{jd} / (1_k e_{ik})")]
    [InlineData("y_{ij} = e_{ij} / sum_{j}(e_{ij})")]
    [InlineData("y_i = log(1_i - p_i)")]
    [InlineData("d_{pq} = g_{ph} (1_q / s_p + m_{ph} m_{pq})")]
    [InlineData("y_i = x_i + 3")]
    [InlineData("y = (a_i b_i)(c_i d_i)")]
    [InlineData("y = where(t_n z_n < 1, t_n x_n, 0)")]
    public void What_the_remedies_offer_is_legal(string program, params string[] expected) => Bound.Codes(program).Should().Equal(expected);

    [Fact]
    public void One_run_reports_the_mistakes_of_all_equations_in_their_order() =>
        Bound.Codes("a_i = x_{ik} b_i\nc = a_i x_{ii} 1_j\nd_{ii} = a_i\ne_{ij} = a_i\nf_i = a_i").Should()
            .Equal("TC0203 1:7", "TC0203 2:16", "TC0201 3:5", "TC0207 4:5");

    [Fact]
    public void A_tensor_whose_equation_is_wrong_is_still_known() =>
        Bound.Codes("a_{ij} = x_{ijk}\nb_{ij} = a_{ij} + a_{ji}\nc = a_i").Should().Equal("TC0203 1:10", "TC0208 3:5", "TC0203 3:5");

    [Fact]
    public void An_index_that_several_terms_leave_unsummed_is_reported_once() =>
        Bound.Codes("y_i = x_{ij} + z_{ij} + u_{ik}").Should().Equal("TC0203 1:7", "TC0203 1:25");
}

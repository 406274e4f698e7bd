using TensorCalculus.Algebra;
using TensorCalculus.Printing;

namespace TensorCalculus.Tests.Printing;

/// <summary>The law of the printer: what it prints reads back with the same meaning, in every notation.</summary>
public sealed class RoundTripTests
{
    private static readonly string[] Texts =
    [
        "y_{ij} = x_{ik} a_{kj} + 1_i b_j",
        "y_i = a_{ij} x_j",
        "y = x_i x_i",
        "y = 1_i x_i^3",
        "y = 1_{ij} x_{ij}",
        "y = x_{ii}",
        "y = (x_{ii})^2",
        "y = 1_i x_{ii}^2",
        "y = (a_i b_i)^2 + 1_i (a_i - b_i)^2",
        "y = sqrt(x_i x_i)",
        "y_i = x_i / sqrt(x_k x_k)",
        "y = a_k / b_k",
        "y = 1_k / (a_k b_k)",
        "y = 1 / (a_k b_k)",
        "y = 1 / (1_k a_k b_k^2 + c)",
        "y_i = exp(x_i) / (1_j exp(x_j))",
        "y = 1_i exp(x_i)/c",
        "y = exp(a_k b_k) c_i d_i",
        "y = 1_k log(a_k b_k)",
        "y = p_i log(p_i / q_i)",
        "y = a_k (b_k c_k + d)",
        "y_i = a_i (b_k c_k + d)",
        "y = a_k b_k + c_k d_k",
        "u = sum_{i}(y_i z_i exp(y_i z_i))",
        "u = sum_{i}(x_i z_i / (sqrt(x_i x_i) sqrt(z_i z_i)))",
        "u = c sum_{i}(x_i z_i exp(x_i z_i)) / (1 + sum_{i}(x_i z_i exp(x_i z_i)))",
        "u = c / sum_{i}(x_i z_i exp(x_i z_i))",
        "u_j = sum_{i}(x_{ij} z_i exp(x_{ij} z_i)) - w_j sum_{i}(x_{ij} w_j)",
        "u_p = sum_{n}(y_n x_{np} / (1 + exp(y_n z_n)))",
        "u = a_i b_i f(c_j d_j a_i)",
        "g = f(x_i) f(x_i) f'(x_j) 1_j",
        "y_i = f''(x_i) f(c)",
        "m_b = 1/H 1_h x_{bh}; mu_{bh} = x_{bh} - 1_h m_b; v_b = 1/H 1_h mu_{bh}^2; sigma_b = sqrt(v_b + eps); y_{bh} = mu_{bh}/sigma_b gamma_h + 1_b beta_h",
        "s_i = e^{x_i}/(1_j e^{x_j}); c = -log(s_T)",
        "y_{ij} = softmax_{j}(x_{ij}); z_i = logsumexp_{j}(x_{ij} w_j)",
        "y = v_j softmax_{j}(x_j + 1_j c)",
        "y_i = softmax_{j}(x_{ij}) softmax_{j}(w_{ji}) 1_j",
        "y = logsumexp_{ij}(x_{ij})",
        "y_i = x_{i 0} + x_{iT} - x_{i,1}",
        "y_i = delta_{ij} x_j^2 + delta_{iT}",
        "y_{ij} = delta_{ij} c - 1_i x_j",
        "y = 2/3 x - 0.044715 x^3 + 1e-9 + 12345678901234567890 x^2",
        "y_i = -x_i/2 + 3 x_i/(4 c)",
        "y_i = x_i^{3/2} + x_i^{-1/2} + 2^{1/3} + (-1 + c)^{1/3}",
        "y_i = x_i^a + c^{x_i} + x_i^{-a} + x_i^{2 a}",
        "y_i = pow(x_i, T) s_T",
        "y = (e)^4 + 2 e + (e)^c",
        "y_i = sqrt(2/pi) pi x_i",
        "y_i = 1/2 x_i (1 + tanh(sqrt(2/pi) (x_i + 0.044715 x_i^3)))",
        "size i = N; y = N^2/(2 N + 1) x_i x_i",
        "y_i = |j| x_i - 1_i z_j/|i| 1_j",
        "y[batch,out] = x[batch,in] w[in,out] + 1[batch] b[out]",
        "y_{i1 j'} = x_{i1 k} a_{k j'}",
        "theta[alpha] = Gamma[alpha, beta] Sigma[beta] - lambda[alpha]",
        "loss = 1_i (ax_i - bx_i)^2 / N; size i = N",
        "y_i = a_i (x_j - c)/(r s_j) 1_j",
        "y_{bi} = (x_{bi} - 1_i m_b)^2 / (1_b v_i + (z_{bk} z_{bk} 1_i))",
        "y = -(a_i - b_i) c_i - 1_i (-a_i - b_i)",
        "y_q = g_q (dq_{bq} - 1/B (1_q dq_{bp} 1_{bp} + z_q z_q)) w_b",
        "y_{ij} = x_i w_j; g_i = dl_dy[i,j] w_j",
        "y_i = log(1_i - p_i) - log(1 + exp(-abs(p_i)))",
        "y = x_i (a_{ij} (b_{jk} (c_k + d_k)))",
        "y = f(1_i g(x_i a_j) b_j) c_k c_k + f(1_i g(x_i))",
        "y_i = max(x_i, 0) - min(a x_i, b_i) max(c, x_i x_k b_k)",
        "y_i = where(x_i > 0, x_i, a (exp(x_i) - 1))",
        "y_i = where(abs(x_i) <= d, x_i^2/2, d (abs(x_i) - d/2))",
        "y_i = where(a_i b_k c_k >= x_i + 1, -x_i/(2 a_i), where(x_i != c_i, 0, -b_i))",
        "y = where(t_n z_n < 1, t_n x_n, 0)",
        "y = w_k w_k sum_{n}(t_n z_n where(t_n z_n < 1, t_n x_n, 0))",
        "y = w_n where(t_n < 1, x_k t_k, a_{nk} x_k)",
        "y_i = 1_n where(x_i > 0, a_{in}, 0) + 1_n where(t_n > 0, x_i, 1_i 0) b_n",
        "y = c/(1_n where(t_n > 0, 1, 2)) + c/where(t_n > 0, z_n, t_n)",
        "y = max(t_n, z_n) + max(t_n z_n, c)",
        "y_{ij} = where(x_i = w_j, 1, 0) where(x_i = b_k, 1, b_k) delta_{ij}",
        "y_b = max_{h}(abs(x_{bh})) min_{h}(x_{bh} w_h)",
        "y = prod_{i}(x_i) + prod_{ij}(1 + x_i w_j)^2",
        "y_j = prod_{k}(where(delta_{jk} = 1, 1, x_k)) / max_{k}(x_k)",
        "y_{ij} = inv(x)_{ij} - (x^{-1})_{ji}^2 (x^T)_{ij}",
        "y = det(x) a_i inv(x)_{ij} a_j logdet(x)^2",
        "y_{bi} = inv(x)_{bij} v_{bj} / det(x)_b",
        "y = norm(x) + norm(v); z_i = v_i; w = tr(x)",
        "y_{ij} = inv(x)_{i 0} inv(x)_{Tj} det(a)_{ij}",
        "y = w_k w_k inv(x)_{kj} x_{jk}",
        "y = max_{i}(x_i max_{j}(w_{ij})) sum_{k}(max_{i}(w_{ik}))",
        "y_i = (x_i - b_i)^4 / (x_i^2 + 1)^2 sinh(x_i) cosh(x_i)^2",
    ];

    public static TheoryData<string> Programs => [.. Texts];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Behind_its_program_an_equation_means_what_it_meant(string text)
    {
        (BoundProgram? program, string mistakes) = RoundTrip.Read(text.Replace(';', '\n'));
        mistakes.Should().BeEmpty();
        foreach (BoundEquation equation in program!.Equations)
        {
            foreach (Notation notation in Enum.GetValues<Notation>())
            {
                RoundTrip.Appended(text, program, equation.Indices, equation.Body, notation).Should().BeNull();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void In_the_place_of_its_program_too(string text)
    {
        foreach (Notation notation in Enum.GetValues<Notation>())
        {
            RoundTrip.Replaced(text.Replace(';', '\n'), notation).Should().BeNull();
        }
    }
}

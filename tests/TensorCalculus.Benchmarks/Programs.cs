using System.Globalization;
using System.Text;

namespace TensorCalculus.Benchmarks;

/// <summary>The programs that are timed.</summary>
internal static class Programs
{
    public const string Matmul = "y_{ij} = x_{ik} a_{kj}";

    public const string LayerNorm =
        """
        m_b = 1/H 1_h x_{bh}
        mu_{bh} = x_{bh} - 1_h m_b
        v_b = 1/H 1_h mu_{bh}^2
        sigma_b = sqrt(v_b + eps)
        y_{bh} = mu_{bh} / sigma_b gamma_h + 1_b beta_h
        """;

    /// <summary>N equations, each the hyperbolic tangent of the one before.</summary>
    public static string TanhChain(int length)
    {
        var text = new StringBuilder();
        for (int n = 1; n <= length; n++)
        {
            text.Append(CultureInfo.InvariantCulture, $"x{n}_i = tanh(x{n - 1}_i)\n");
        }

        return text.ToString();
    }

    /// <summary>N linear layers, each with weights of its own.</summary>
    public static string LinearChain(int length)
    {
        var text = new StringBuilder();
        for (int n = 1; n <= length; n++)
        {
            text.Append(CultureInfo.InvariantCulture, $"x{n}_{{bi}} = x{n - 1}_{{bj}} w{n}_{{ij}}\n");
        }

        return text.ToString();
    }
}

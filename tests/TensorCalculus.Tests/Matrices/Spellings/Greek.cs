namespace TensorCalculus.Tests.Matrices.Spellings;

/// <summary>Greek letters.</summary>
internal static class Greek
{
    private const string Letters = "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩ";

    private static readonly string[] Names =
    [
        .. "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega".Split(' '),
        .. "Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega".Split(' '),
    ];

    /// <summary>The text with letters replaced by their names.</summary>
    public static string Named(string text) => string.Concat(text.Select(c => Letters.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? Names[at] : c.ToString()));
}

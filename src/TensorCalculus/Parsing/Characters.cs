using System.Collections.Frozen;

namespace TensorCalculus.Parsing;

/// <summary>What the characters beyond letters and digits stand for.</summary>
internal static class Characters
{
    private static readonly FrozenDictionary<char, string> Greek = new Dictionary<char, string>
    {
        ['α'] = "alpha", ['β'] = "beta", ['γ'] = "gamma", ['δ'] = "delta", ['ε'] = "epsilon", ['ϵ'] = "epsilon",
        ['ζ'] = "zeta", ['η'] = "eta", ['θ'] = "theta", ['ϑ'] = "theta", ['ι'] = "iota", ['κ'] = "kappa",
        ['λ'] = "lambda", ['μ'] = "mu", ['µ'] = "mu", ['ν'] = "nu", ['ξ'] = "xi", ['π'] = "pi", ['ρ'] = "rho",
        ['σ'] = "sigma", ['ς'] = "sigma", ['τ'] = "tau", ['υ'] = "upsilon", ['φ'] = "phi", ['ϕ'] = "phi",
        ['χ'] = "chi", ['ψ'] = "psi", ['ω'] = "omega", ['Γ'] = "Gamma", ['Δ'] = "Delta", ['Θ'] = "Theta",
        ['Λ'] = "Lambda", ['Ξ'] = "Xi", ['Π'] = "Pi", ['Σ'] = "Sigma", ['Φ'] = "Phi", ['Ψ'] = "Psi", ['Ω'] = "Omega",
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> GreekNames = Greek.Values.ToFrozenSet();

    private static readonly FrozenDictionary<char, char> Subscripts = Pairs("ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ₀₁₂₃₄₅₆₇₈₉", "aehijklmnoprstuvx0123456789");

    private static readonly FrozenDictionary<char, char> Superscripts = Pairs("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-");

    private static readonly FrozenDictionary<char, TokenKind> Signs = new Dictionary<char, TokenKind>
    {
        ['+'] = TokenKind.Plus, ['-'] = TokenKind.Minus, ['−'] = TokenKind.Minus, ['*'] = TokenKind.Star, ['·'] = TokenKind.Star,
        ['⋅'] = TokenKind.Star, ['×'] = TokenKind.Star, ['⊙'] = TokenKind.Star, ['∗'] = TokenKind.Star, ['/'] = TokenKind.Slash,
        ['÷'] = TokenKind.Slash, ['^'] = TokenKind.Caret, ['_'] = TokenKind.Underscore, [','] = TokenKind.Comma,
        ['.'] = TokenKind.FullStop, ['…'] = TokenKind.Dots, ['|'] = TokenKind.Bar, ['='] = TokenKind.Equal, ['<'] = TokenKind.Less,
        ['>'] = TokenKind.Greater, ['≤'] = TokenKind.LessOrEqual, ['≥'] = TokenKind.GreaterOrEqual, ['≠'] = TokenKind.NotEqual,
        ['\''] = TokenKind.Prime, ['′'] = TokenKind.Prime, ['∂'] = TokenKind.Partial, ['∑'] = TokenKind.BigOperator,
        ['∏'] = TokenKind.BigOperator, ['√'] = TokenKind.Name,
    }.ToFrozenDictionary();

    /// <summary>The name of a Greek letter, or <see langword="null"/>.</summary>
    public static string? GreekName(char c) => c < 128 ? null : Greek.GetValueOrDefault(c);

    /// <summary>A Latin letter or a Greek one.</summary>
    public static bool IsLetter(char c) => char.IsAsciiLetter(c) || GreekName(c) is not null;

    /// <summary>The name of a Greek letter, as opposed to that of a function.</summary>
    public static bool IsGreek(string name) => GreekNames.Contains(name);

    public static bool IsPrime(char c) => c is '\'' or '′';

    /// <summary>The plain character of a subscript character.</summary>
    public static bool TrySubscript(char c, out char plain) => TryPlain(Subscripts, c, out plain);

    /// <summary>The plain character of a superscript character.</summary>
    public static bool TrySuperscript(char c, out char plain) => TryPlain(Superscripts, c, out plain);

    /// <summary>The token that a sign of one character makes, or <see cref="TokenKind.None"/>.</summary>
    public static TokenKind Sign(char c) => Signs.GetValueOrDefault(c);

    private static bool TryPlain(FrozenDictionary<char, char> table, char c, out char plain)
    {
        plain = default;
        return c >= 128 && table.TryGetValue(c, out plain);
    }

    private static FrozenDictionary<char, char> Pairs(string written, string plain) =>
        written.Zip(plain).ToFrozenDictionary(p => p.First, p => p.Second);
}

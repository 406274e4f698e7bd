using System.Collections.Frozen;

namespace TensorCalculus.Parsing;

/// <summary>What the characters beyond letters and digits stand for.</summary>
internal static class Characters
{
    private static readonly FrozenDictionary<char, string> Greek = (
        "α:alpha β:beta γ:gamma δ:delta ε:epsilon ϵ:epsilon ζ:zeta η:eta θ:theta ϑ:theta ι:iota κ:kappa λ:lambda μ:mu µ:mu ν:nu ξ:xi "
        + "π:pi ρ:rho σ:sigma ς:sigma τ:tau υ:upsilon φ:phi ϕ:phi χ:chi ψ:psi ω:omega "
        + "Γ:Gamma Δ:Delta Θ:Theta Λ:Lambda Ξ:Xi Π:Pi Σ:Sigma Φ:Phi Ψ:Psi Ω:Omega")
        .Split(' ').ToFrozenDictionary(entry => entry[0], entry => entry[2..]);

    private static readonly FrozenSet<string> GreekNames = Greek.Values.ToFrozenSet();

    private static readonly FrozenDictionary<char, char> Subscripts = Pairs("ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ₀₁₂₃₄₅₆₇₈₉", "aehijklmnoprstuvx0123456789");

    private static readonly FrozenDictionary<char, char> Superscripts = Pairs("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-");

    /// <summary>The name of a Greek letter, or <see langword="null"/>.</summary>
    public static string? GreekName(char c) => c < 128 ? null : Greek.GetValueOrDefault(c);

    /// <summary>Whether this is the name of a Greek letter.</summary>
    public static bool IsGreek(string name) => GreekNames.Contains(name);

    /// <summary>A Latin letter or a Greek one.</summary>
    public static bool IsLetter(char c) => char.IsAsciiLetter(c) || GreekName(c) is not null;

    public static bool IsPrime(char c) => c is '\'' or '′';

    /// <summary>The plain character of a subscript character.</summary>
    public static bool TrySubscript(char c, out char plain) => TryPlain(Subscripts, c, out plain);

    /// <summary>The plain character of a superscript character.</summary>
    public static bool TrySuperscript(char c, out char plain) => TryPlain(Superscripts, c, out plain);

    /// <summary>The token that a sign of one character makes, or <see cref="TokenKind.None"/>.</summary>
    public static TokenKind Sign(char c) => c switch
    {
        '+' => TokenKind.Plus,
        '-' or '−' => TokenKind.Minus,
        '*' or '·' or '⋅' or '×' or '⊙' or '∗' => TokenKind.Star,
        '/' or '÷' => TokenKind.Slash,
        '^' => TokenKind.Caret,
        '_' => TokenKind.Underscore,
        ',' => TokenKind.Comma,
        '.' => TokenKind.FullStop,
        '…' => TokenKind.Dots,
        '|' => TokenKind.Bar,
        '=' => TokenKind.Equal,
        '<' => TokenKind.Less,
        '>' => TokenKind.Greater,
        '≤' => TokenKind.LessOrEqual,
        '≥' => TokenKind.GreaterOrEqual,
        '≠' => TokenKind.NotEqual,
        '\'' or '′' => TokenKind.Prime,
        '∂' => TokenKind.Partial,
        '∑' or '∏' => TokenKind.BigOperator,
        '√' => TokenKind.Name,
        _ => TokenKind.None,
    };

    private static bool TryPlain(FrozenDictionary<char, char> table, char c, out char plain)
    {
        plain = default;
        return c >= 128 && table.TryGetValue(c, out plain);
    }

    private static FrozenDictionary<char, char> Pairs(string written, string plain) =>
        written.Zip(plain).ToFrozenDictionary(p => p.First, p => p.Second);
}

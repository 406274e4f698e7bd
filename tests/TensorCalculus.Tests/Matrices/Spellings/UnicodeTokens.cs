using System.Text.RegularExpressions;

namespace TensorCalculus.Tests.Matrices.Spellings;

/// <summary>Takes a formula for terminals apart.</summary>
internal static partial class UnicodeTokens
{
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    public static IReadOnlyList<Token> Of(string text)
    {
        var tokens = new List<Token>();
        int at = 0;
        foreach (Match match in Piece().Matches(text))
        {
            text[at..match.Index].Should().BeNullOrWhiteSpace("all of {0} is read", text);
            at = match.Index + match.Length;
            tokens.AddRange(Read(match));
        }

        text[at..].Should().BeNullOrWhiteSpace("all of {0} is read", text);
        return tokens;
    }

    private static IEnumerable<Token> Read(Match match)
    {
        string Part(string group) => match.Groups[group].Value;
        bool Has(string group) => match.Groups[group].Success;
        if (Has("of"))
        {
            string[] by = [.. match.Groups["by"].Captures.Select(c => c.Value)];
            bool[] stacked = [.. by.Prepend(Part("of")).Select(p => p.StartsWith("vec(", StringComparison.Ordinal))];
            yield return Placed(new Token(TokenKind.Derivative, Bare(Part("of"))) { By = [.. by.Select(Bare)], Stacked = stacked }, match);
        }
        else if (Has("sum"))
        {
            yield return new Token(TokenKind.Sum, Below(Part("sum")).Single());
        }
        else if (Has("function"))
        {
            yield return new Token(TokenKind.Function, Part("function"));
        }
        else if (Has("name"))
        {
            yield return Placed(new Token(TokenKind.Name, Greek.Named(Part("name"))), match);
        }
        else if (Has("size"))
        {
            yield return new Token(TokenKind.Size, Part("size"));
        }
        else if (Has("number"))
        {
            yield return new Token(TokenKind.Number, Part("number"));
        }
        else if (Has("raised"))
        {
            yield return Token.Sign("^");
            yield return new Token(TokenKind.Number, string.Concat(Part("raised").Select(c => Raised.IndexOf(c, StringComparison.Ordinal))));
        }
        else
        {
            yield return Token.Sign(match.Value);
        }
    }

    private static string Bare(string part) => Greek.Named(part.StartsWith("vec(", StringComparison.Ordinal) ? part[4..^1] : part);

    private static Token Placed(Token token, Match match) => token with
    {
        Below = match.Groups["slots"].Success ? match.Groups["slots"].Value.Split(',') : match.Groups["below"].Success ? Below(match.Groups["below"].Value) : [],
        IsSliced = match.Groups["slots"].Success,
    };

    private static string[] Below(string text) => [.. text[1] == '{' ? text[2..^1].Split(',') : text[1..].Select(c => Greek.Named(c.ToString()))];

    [GeneratedRegex(@"
        (?<whole>\((?=∂[²³]?[\p{L}\d]+/[∂\p{L}\d]+\)[_[]))?∂[²³]?(?<of>vec\([\p{L}\d-[ᵀ]]+\)|[\p{L}\d-[ᵀ]]+)/(?:∂(?<by>vec\([\p{L}\d-[ᵀ]]+\)|[\p{L}\d-[ᵀ]]+))+(?(whole)\))(?:(?<below>_(?:\{[^}]*\}|[\p{L}\d-[ᵀ]]+))|\[(?<slots>[^\]]*)\])?
        | Σ(?<sum>_(?:\{[^}]*\}|[\p{L}-[ᵀ]]))
        | (?<function>√|[\p{L}-[ᵀ]][\p{L}\d-[ᵀ]]*'*)(?=\()
        | (?<name>[\p{L}-[ᵀ]][\p{L}\d-[ᵀ]]*)(?:(?<below>_(?:\{[^}]*\}|[\p{L}\d-[ᵀ]]+))|\[(?<slots>[^\]]*)\])?
        | \|(?<size>\w+)\|
        | (?<number>\d+(?:\.\d+)?(?:e-?\d+)?)
        | (?<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)
        | \^∘ | ⁻¹ | ⁻ᵀ | ‖_F | 𝟏 | 𝐈 | 𝐊 | [-−+∘⊘⊗/(),<≤>≥=≠‖ᵀ^]", RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Piece();
}

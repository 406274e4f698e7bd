using System.Text.RegularExpressions;

namespace TensorCalculus.Tests.Matrices.Spellings;

/// <summary>Takes a formula for documents apart.</summary>
internal sealed partial class LatexTokens
{
    private static readonly Dictionary<string, string> Signs = new()
    {
        ["\\circ"] = "∘",
        ["\\oslash"] = "⊘",
        ["\\otimes"] = "⊗",
        ["\\le"] = "≤",
        ["\\ge"] = "≥",
        ["\\ne"] = "≠",
        ["\\lVert"] = "‖(",
        ["\\rVert"] = "‖)",
        ["-"] = "−",
    };

    private readonly string text;
    private readonly List<Token> tokens = [];
    private int at;

    private LatexTokens(string text) => this.text = text;

    public static IReadOnlyList<Token> Of(string text)
    {
        var reader = new LatexTokens(text);
        while (reader.at < text.Length)
        {
            reader.Read();
        }

        return reader.tokens;
    }

    private void Read()
    {
        string piece = Next();
        switch (piece)
        {
            case "" or "\\left" or "\\right" or "\\cdot":
                break;
            case "\\frac":
                string above = Group(), below = Group();
                if (above.StartsWith("\\partial", StringComparison.Ordinal))
                {
                    tokens.Add(Derivative(above, below));
                    break;
                }

                tokens.AddRange([Token.Sign("("), .. Grouped(above), Token.Sign("/"), .. Grouped(below), Token.Sign(")")]);
                break;
            case "\\sqrt":
                tokens.AddRange([new Token(TokenKind.Function, "√"), .. Grouped(Group())]);
                break;
            case "\\sum":
                tokens.Add(new Token(TokenKind.Sum, Subscript().Single()));
                break;
            case "\\rVert":
                tokens.Add(Token.Sign("‖)"));
                _ = Peek("_") ? Subscript() : [];
                break;
            case "^":
                Raise(Group());
                break;
            case "\\operatorname" or "\\mathrm" or "\\mathbf" or "\\boldsymbol":
                string name = Group();
                if (piece == "\\mathbf" && name is "1" or "I" or "K" && !Peek("_"))
                {
                    tokens.Add(Token.Sign(name switch { "1" => "𝟏", "I" => "𝐈", _ => "𝐊" }));
                    break;
                }

                Name(name.TrimStart('\\'));
                break;
            default:
                if (char.IsAsciiDigit(piece[0]))
                {
                    tokens.Add(new Token(TokenKind.Number, piece));
                }
                else if (Signs.TryGetValue(piece, out string? sign))
                {
                    tokens.Add(Token.Sign(sign));
                }
                else if (piece[0] == '|')
                {
                    tokens.Add(new Token(TokenKind.Size, piece[1..^1]));
                }
                else if (char.IsAsciiLetter(piece[^1]))
                {
                    Name(piece.TrimStart('\\'));
                }
                else
                {
                    "+(),<>=/".Should().Contain(piece, "of {0} that is read", text);
                    tokens.Add(Token.Sign(piece));
                    if (piece == ")" && Peek("_"))
                    {
                        tokens[^3].Text.Should().Be("(");
                        tokens[^3] = Placed(tokens[^2]);
                        tokens.RemoveRange(tokens.Count - 2, 2);
                    }
                }

                break;
        }
    }

    private void Name(string name)
    {
        string primes = Primes().Match(text[at..]).Value;
        at += primes.Length;
        if (Peek("(") || Peek("\\left("))
        {
            tokens.Add(new Token(TokenKind.Function, name + primes));
            return;
        }

        primes.Should().BeEmpty();
        tokens.Add(Placed(new Token(TokenKind.Name, name) { MayBeMark = true }));
    }

    private Token Placed(Token token)
    {
        if (!Peek("_"))
        {
            return token;
        }

        string[] below = Subscript();
        return token with { Below = below, IsSliced = below.Contains(":") || commas };
    }

    private bool commas;

    private string[] Subscript()
    {
        at++;
        string group = Group();
        commas = group.Contains(',', StringComparison.Ordinal);
        return commas ? [.. group.Split(',').Select(Letter)]
            : [.. (group.Contains(' ', StringComparison.Ordinal) || group[0] == '\\' || !group.All(char.IsLetterOrDigit) ? group.Split(' ') : [.. group.Select(c => c.ToString())]).Select(Letter)];
    }

    private static string Letter(string index) => index.StartsWith("\\mathrm{", StringComparison.Ordinal) ? index[8..^1] : index.TrimStart('\\');

    private void Raise(string group)
    {
        if (group is "T" or "-1" or "-T")
        {
            tokens.Add(Token.Sign(group switch { "T" => "ᵀ", "-1" => "⁻¹", _ => "⁻ᵀ" }));
            return;
        }

        bool pointwise = group.StartsWith("\\circ ", StringComparison.Ordinal);
        tokens.AddRange([Token.Sign(pointwise ? "^∘" : "^"), .. Grouped(pointwise ? group[6..] : group)]);
    }

    private static Token Derivative(string above, string below)
    {
        (string Name, bool IsStacked, string Below)[] parts = [.. below.Split("\\partial ", StringSplitOptions.RemoveEmptyEntries).Prepend(Order().Replace(above, "")).Select(Part)];
        var rest = new LatexTokens(parts[^1].Below);
        return rest.Placed(new Token(TokenKind.Derivative, parts[0].Name)) with { By = [.. parts.Skip(1).Select(p => p.Name)], Stacked = [.. parts.Select(p => p.IsStacked)] };
    }

    private static (string Name, bool IsStacked, string Below) Part(string part)
    {
        Match match = DerivativePart().Match(part.Trim());
        match.Success.Should().BeTrue("{0} is part of a derivative", part);
        return (match.Groups["name"].Value, match.Groups["vec"].Success, match.Groups["rest"].Value);
    }

    private static IEnumerable<Token> Grouped(string inside) => [Token.Sign("("), .. Of(inside), Token.Sign(")")];

    private bool Peek(string next) => string.CompareOrdinal(text, at, next, 0, next.Length) == 0;

    private string Next()
    {
        Match match = Piece().Match(text, at);
        match.Success.Should().BeTrue("{0} is read", text[at..]);
        at += match.Length;
        return match.Value.Trim();
    }

    private string Group()
    {
        text[at].Should().Be('{', "a group begins at {0}", text[at..]);
        int start = ++at;
        for (int depth = 1; depth > 0; at++)
        {
            depth += text[at] switch { '{' => 1, '}' => -1, _ => 0 };
        }

        return text[start..(at - 1)];
    }

    [GeneratedRegex(@"\G(?:\s+|\\[A-Za-z]+|[A-Za-z][A-Za-z0-9]*|\d+(?:\.\d+)?|\|\w+\||[-+(),<>=/^])")]
    private static partial Regex Piece();

    [GeneratedRegex("^'*")]
    private static partial Regex Primes();

    [GeneratedRegex(@"^\\partial(\^\{\d\})? ")]
    private static partial Regex Order();

    [GeneratedRegex(@"^(?<vec>\\operatorname\{vec\}\()?(?:\\(?:mathbf|boldsymbol|mathrm)\{\\?(?<name>\w+)\}|\\?(?<name>\w+?))(?(vec)\))(?<rest>_\{.*\})?$")]
    private static partial Regex DerivativePart();
}

using Superpower.Model;

namespace TensorCalculus.Parsing;

/// <summary>What a program's words are used for. Some readings hang on it: <c>f(x)</c> is a call unless <c>f</c> stands somewhere
/// without a parenthesis, <c>|h|</c> is a size if <c>h</c> is an index.</summary>
internal sealed class Vocabulary
{
    private readonly Lazy<HashSet<string>> tensors;
    private readonly Lazy<HashSet<string>> labels;
    private readonly Lazy<HashSet<string>> sized;

    /// <param name="program">All tokens of the program.</param>
    /// <param name="known">Names that count besides.</param>
    public Vocabulary(TokenList<TokenKind> program, KnownNames known)
    {
        // Most programs never ask.
        tensors = new Lazy<HashSet<string>>(() => [.. known.Tensors, .. FindTensors(program)]);
        sized = new Lazy<HashSet<string>>(() => [.. FindSized(program)]);
        labels = new Lazy<HashSet<string>>(() => [.. known.Labels, .. sized.Value, .. FindLabels(program)]);
    }

    /// <summary>Whether a name stands for a tensor somewhere: it has indices, a definition or a declaration, or no parenthesis
    /// directly behind it. <c>e</c> and <c>delta</c> need one of the first three.</summary>
    public bool IsTensor(string name) => tensors.Value.Contains(name);

    /// <summary>Whether a label is an index somewhere.</summary>
    public bool IsLabel(string label) => labels.Value.Contains(label);

    /// <summary>Whether a <c>size</c> line declares this label, which makes an upper-case letter an index.</summary>
    public bool IsSized(string label) => sized.Value.Contains(label);

    private static IEnumerable<string> FindTensors(TokenList<TokenKind> program)
    {
        Token<TokenKind> previous = default;
        bool declares = false;
        bool skips = false;
        for (TokenList<TokenKind> rest = program; !rest.IsAtEnd; previous = rest.Peek(), rest = rest.Skip())
        {
            Token<TokenKind> token = rest.Peek();
            bool first = previous.Kind is TokenKind.None or TokenKind.EndOfStatement;
            if (first)
            {
                bool isDeclaration = DeclarationParser.StartsAt(rest);
                skips = isDeclaration && (rest.IsWord("size") || rest.IsWord("order"));
                declares = isDeclaration && !skips && !rest.IsWord("given");
                if (isDeclaration)
                {
                    continue;
                }
            }

            if (token.Kind != TokenKind.Name || skips || previous.Kind == TokenKind.Partial)
            {
                continue;
            }

            string name = token.Name();
            TokenKind next = rest.Skip().Kind();
            bool surely = declares || next is TokenKind.Underscore or TokenKind.Index or TokenKind.IndexNumber
                || (first && next == TokenKind.Equal) || (next == TokenKind.OpenBracket && !SubscriptParser.IsRelation(rest.Skip()));
            bool standsAlone = next is not (TokenKind.OpenCall or TokenKind.Prime) && name is not ("e" or "delta");
            if (surely ? name != "delta" || declares : standsAlone)
            {
                yield return name;
            }
        }
    }

    private static IEnumerable<string> FindLabels(TokenList<TokenKind> program) =>
        program.Where(t => t.Kind == TokenKind.Index).Select(t => Spelling.Label(t.Text()));

    private static IEnumerable<string> FindSized(TokenList<TokenKind> program)
    {
        bool first = true;
        for (TokenList<TokenKind> rest = program; !rest.IsAtEnd; rest = rest.Skip())
        {
            if (first && rest.IsWord("size") && rest.Skip().Kind() == TokenKind.Name)
            {
                yield return DeclarationParser.Label(rest.Skip()).Value;
            }

            first = rest.Kind() == TokenKind.EndOfStatement;
        }
    }
}

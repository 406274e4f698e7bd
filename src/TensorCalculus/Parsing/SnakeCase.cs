using Superpower.Model;
using TensorCalculus.Syntax;

namespace TensorCalculus.Parsing;

/// <summary>Recognises <c>my_name = …</c>, which reads as a tensor <c>my</c> with the indices <c>n a m e</c>. Such an equation is wrong in any
/// case, for its right-hand side has none of these indices; this says what was meant.</summary>
internal static class SnakeCase
{
    /// <summary>The problem with a left-hand side, if it is that.</summary>
    public static (string Message, string Remedy)? Problem(TokenList<TokenKind> statement, TensorSyntax left, TokenList<TokenKind> end)
    {
        TokenList<TokenKind> run = statement.Skip().Skip();
        bool isWord = statement.Kind() == TokenKind.Name && left.Name.Length > 1 && !Characters.IsGreek(left.Name) && left.Subscripts.Length > 1
            && statement.Skip().Kind() == TokenKind.Underscore && run.Kind() == TokenKind.Index;
        if (!isWord)
        {
            return null;
        }

        HashSet<string> labels = [.. left.Subscripts.OfType<IndexSyntax>().Select(i => i.Label)];
        for (TokenList<TokenKind> rest = run.AfterIndices(); rest.Position < end.Position; rest = rest.Skip())
        {
            Token<TokenKind> token = rest.Peek();
            if (token.Kind == TokenKind.Index && labels.Contains(Spelling.Label(token.Text())))
            {
                return null;
            }
        }

        string typed = statement.Peek().TextAt(left.Span);
        return ($"'{typed}' is a tensor {left.Name} with {left.Subscripts.Length} indices, none of which stands on the right-hand side",
            $"a name has no underscore: write {typed.Replace("_", "", StringComparison.Ordinal)}");
    }

    private static TokenList<TokenKind> AfterIndices(this TokenList<TokenKind> input)
    {
        while (input.Kind() is TokenKind.Index or TokenKind.IndexNumber)
        {
            input = input.Skip();
        }

        return input;
    }
}

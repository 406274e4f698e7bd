using Superpower.Model;
using TensorCalculus.Diagnostics;

namespace TensorCalculus.Parsing;

/// <summary>Looks for a bracket that is not closed or not opened. It is asked about statements that could not be read: there the bracket,
/// and not the token at which reading stopped, is the mistake.</summary>
internal static class BracketCheck
{
    /// <summary>The mistake in the brackets of the statement that starts here; <paramref name="isOpen"/> says that a bracket stays open.</summary>
    public static Mistake? Find(TokenList<TokenKind> statement, out bool isOpen)
    {
        var open = new Stack<Token<TokenKind>>();
        isOpen = false;
        for (TokenList<TokenKind> rest = statement; !rest.IsAtStatementEnd(); rest = rest.Skip())
        {
            Token<TokenKind> token = rest.Peek();
            if (Closer(token.Kind) != TokenKind.None)
            {
                open.Push(token);
            }
            else if (token.Kind is TokenKind.CloseParenthesis or TokenKind.CloseBrace or TokenKind.CloseBracket)
            {
                if (!open.TryPop(out Token<TokenKind> opener))
                {
                    return new Mistake(DiagnosticCatalogue.Unbalanced, token.Place(), $"{token.Quote()} closes nothing", "remove it, or open it before");
                }

                if (Closer(opener.Kind) != token.Kind)
                {
                    return new Mistake(
                        DiagnosticCatalogue.Unbalanced, token.Place(), $"{opener.Quote()} is closed by {token.Quote()}", "close it by a bracket of its own shape");
                }
            }
        }

        isOpen = open.Count > 0;
        return isOpen
            ? new Mistake(
                DiagnosticCatalogue.Unbalanced, open.Last().Place(), $"{open.Last().Quote()} is never closed", "close it before the line ends, or before the next equation")
            : null;
    }

    private static TokenKind Closer(TokenKind opener) => opener switch
    {
        TokenKind.OpenParenthesis or TokenKind.OpenCall => TokenKind.CloseParenthesis,
        TokenKind.OpenBrace => TokenKind.CloseBrace,
        TokenKind.OpenBracket => TokenKind.CloseBracket,
        _ => TokenKind.None,
    };
}

using Superpower.Model;
using Tokens = Superpower.Model.TokenList<TensorCalculus.Parsing.TokenKind>;

namespace TensorCalculus.Parsing;

/// <summary>Presents what the <see cref="Scanner"/> finds to Superpower.</summary>
internal static class ProgramTokenizer
{
    /// <summary>The tokens of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Offset at which reading starts.</param>
    /// <param name="known">Names that count as names of the program, besides those in the text.</param>
    public static Tokens Tokenize(string text, int start, KnownNames known)
    {
        // Superpower's own tokenizer would keep them in a list that grows by doubling; long texts would be copied often.
        var tokens = new List<Token<TokenKind>>(((text.Length - start) / 2) + 1);
        var scanner = new Scanner(text, start, new DerivativeNames(text, known.Tensors));
        while (scanner.TryNext(out ScannedToken token))
        {
            // Lines are counted in SourceText, when a diagnostic asks; here the offset alone matters.
            tokens.Add(new Token<TokenKind>(token.Kind, new TextSpan(text, new Position(token.Start, 1, token.Start + 1), token.End - token.Start)));
        }

        return new Tokens([.. tokens]);
    }
}

using Superpower;
using Superpower.Model;

namespace TensorCalculus.Parsing;

/// <summary>Presents the <see cref="Scanner"/> to Superpower.</summary>
/// <param name="start">Offset at which reading starts.</param>
/// <param name="known">Names that count as names of the program, besides those in the text.</param>
internal sealed class ProgramTokenizer(int start, KnownNames known) : Tokenizer<TokenKind>
{
    protected override IEnumerable<Result<TokenKind>> Tokenize(TextSpan span)
    {
        string text = span.Source!;
        var scanner = new Scanner(text, start, new DerivativeNames(text, known.Tensors));
        while (scanner.TryNext(out ScannedToken token))
        {
            yield return Result.Value(token.Kind, At(token.Start), At(token.End));
        }

        // Lines are counted in SourceText, when a diagnostic asks; here the offset alone matters.
        TextSpan At(int offset) => new(text, new Position(offset, 1, offset + 1), text.Length - offset);
    }
}

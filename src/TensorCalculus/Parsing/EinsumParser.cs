using System.Collections.Immutable;
using Superpower.Model;
using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;
using Parsed = Superpower.Model.TokenListParserResult<TensorCalculus.Parsing.TokenKind, TensorCalculus.Syntax.ExpressionSyntax>;
using Tokens = Superpower.Model.TokenList<TensorCalculus.Parsing.TokenKind>;

namespace TensorCalculus.Parsing;

/// <summary><c>einsum("ijk,ip-&gt;jkp", x, y)</c>, as NumPy has it: the labels are the indices, those that the output lacks are summed.</summary>
internal sealed class EinsumParser(ParserState state)
{
    private const string Form = "write einsum(\"ij,jk->ik\", x, y)";

    /// <summary>Whether a call of <c>einsum</c> starts here; the name alone is like any other.</summary>
    public static bool StartsAt(Tokens input) => input.IsWord("einsum") && input.Skip().Kind() == TokenKind.OpenCall && input.Skip().Skip().Kind() == TokenKind.Text;

    public Parsed Call(Tokens input)
    {
        Tokens rest = input.Skip().Skip();
        Token<TokenKind> text = rest.Peek();
        if (EinsumSubscripts.TryRead(text.Text()[1..^1].ToString(), out string? problem) is not { } subscripts)
        {
            return state.Fail<ExpressionSyntax>(rest, DiagnosticCatalogue.BadEinsum, text.Place(), problem!, Form);
        }

        var factors = ImmutableArray.CreateBuilder<FactorSyntax>();
        rest = rest.Skip();
        while (rest.Kind() == TokenKind.Comma)
        {
            Token<TokenKind> name = rest.Skip().Peek();
            if (name.Kind != TokenKind.Name || rest.Skip().Skip().Kind() is not (TokenKind.Comma or TokenKind.CloseParenthesis))
            {
                return state.Fail<ExpressionSyntax>(
                    rest, DiagnosticCatalogue.BadEinsum, name.Place(), "einsum takes the names of whole tensors", "define the expression as a tensor of its own");
            }

            string labels = factors.Count < subscripts.Inputs.Length ? subscripts.Inputs[factors.Count] : "";
            factors.Add(new FactorSyntax(false, new TensorSyntax(name.Place(), name.Name(), Subscripts(name.Place(), labels))));
            rest = rest.Skip().Skip();
        }

        Token<TokenKind> end = rest.Peek();
        SourceSpan span = input.Peek().Place().To(end.Kind == TokenKind.None ? text.Place() : end.Place());
        if (end.Kind != TokenKind.CloseParenthesis)
        {
            return state.FailUnexpected<ExpressionSyntax>(rest);
        }

        if (factors.Count != subscripts.Inputs.Length)
        {
            return state.Fail<ExpressionSyntax>(
                input, DiagnosticCatalogue.BadEinsum, span, $"there are subscripts for {subscripts.Inputs.Length} tensors, and {factors.Count} are given", Form);
        }

        state.Einsum = (span, subscripts.Output);
        ExpressionSyntax product = factors.Count == 1 ? factors[0].Factor : new ProductSyntax(span, factors.ToImmutable());
        string summed = string.Concat(subscripts.Summed);
        ExpressionSyntax value = summed.Length == 0
            ? new ParenthesisSyntax(span, product)
            : new ReductionSyntax(span, "sum", Subscripts(text.Place(), summed), product, false, null);
        return ExpressionParser.Value(value, input, rest.Skip());
    }

    public static ImmutableArray<SubscriptSyntax> Subscripts(SourceSpan span, string labels) => [.. labels.Select(l => new IndexSyntax(span, l.ToString()))];
}

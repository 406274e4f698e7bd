using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;

namespace TensorCalculus.Tests.Parsing;

public class SpanTests
{
    [Theory]
    [InlineData("a + b_i * c", "a + b_i * c|a|b_i * c|b_i|c")]
    [InlineData("-x_{ij}^2", "-x_{ij}^2|x_{ij}^2|x_{ij}|2")]
    [InlineData("( a )", "( a )|a")]
    [InlineData("f''(x) exp y", "f''(x) exp y|f''(x)|x|exp y|y")]
    [InlineData("where(a < 0, b, 1)", "where(a < 0, b, 1)|a < 0|a|0|b|1")]
    [InlineData(@"\sum_{i=1}^{n} x_i y", @"\sum_{i=1}^{n} x_i y|x_i y|x_i|y")]
    [InlineData("sum_{i}( x_i )", "sum_{i}( x_i )|x_i")]
    [InlineData(@"\frac{a}{b}", @"\frac{a}{b}|\frac{a}{b}|{a}|a|{b}|b")]
    [InlineData("|h| xₕ", "|h| xₕ||h||xₕ")]
    [InlineData("inv(x)_{ij} (y^T)[i, j]", "inv(x)_{ij} (y^T)[i, j]|inv(x)_{ij}|(y^T)[i, j]")]
    [InlineData("∂l/∂y_{pj} [i <= j]", "∂l/∂y_{pj} [i <= j]|∂l/∂y_{pj}|[i <= j]")]
    [InlineData("𝟏_h e^{x}", "𝟏_h e^{x}|𝟏_h|e^{x}|x")]
    public void Each_node_covers_its_own_text(string text, string expected)
    {
        string program = $"z = w\n  y = {text} # end";
        var equation = (EquationSyntax)Read.Program(program).Statements[1];
        string.Join('|', Walk(equation.Right).Select(n => At(program, n.Span))).Should().Be(expected);
        At(program, equation.Span).Should().Be($"y = {text}");
        At(program, equation.Left!.Span).Should().Be("y");
    }

    [Theory]
    [InlineData("x_{i1' j}", "i1'|j")]
    [InlineData("x[batch, 2*i + k - 1]", "batch|2*i + k - 1|i|k")]
    [InlineData("x_{t_{bs} a...b}", "t_{bs}|t_{bs}|b|s|a...b")]
    [InlineData("xᵢ₁ⱼ", "ᵢ₁|ⱼ")]
    [InlineData(@"x_\mu0", @"\mu0")]
    public void Each_subscript_covers_its_own_text(string text, string expected)
    {
        var tensor = (TensorSyntax)Read.Expression(text);
        string.Join('|', tensor.Subscripts.SelectMany(Walk).Select(s => At(text, s))).Should().Be(expected);
    }

    private static string At(string text, SourceSpan span) => text.Substring(span.Start, span.Length);

    private static IEnumerable<ExpressionSyntax> Walk(ExpressionSyntax node) => Children(node).SelectMany(Walk).Prepend(node);

    private static IEnumerable<ExpressionSyntax> Children(ExpressionSyntax node) => node switch
    {
        SumSyntax s => s.Terms.Select(t => t.Term),
        ProductSyntax p => p.Factors.Select(f => f.Factor),
        NegationSyntax n => [n.Operand],
        PowerSyntax p => [p.Base, p.Exponent],
        ParenthesisSyntax p => [p.Inner],
        CallSyntax c => c.Arguments,
        ComparisonSyntax c => [c.Left, c.Right],
        ReductionSyntax r => [r.Body],
        _ => [],
    };

    private static IEnumerable<SourceSpan> Walk(SubscriptSyntax slot) => slot is AffineSyntax affine
        ? affine.Terms.SelectMany(t => t.Atom is GatherAtomSyntax gather
            ? gather.Subscripts.SelectMany(Walk).Prepend(gather.Span) : [t.Atom.Span]).Prepend(slot.Span)
        : [slot.Span];
}

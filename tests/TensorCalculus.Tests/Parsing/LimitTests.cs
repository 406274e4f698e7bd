using System.Text;
using CsCheck;
using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;

namespace TensorCalculus.Tests.Parsing;

public class LimitTests
{
    private const int Long = 300_000;

    [Theory]
    [InlineData("(")]
    [InlineData("{")]
    [InlineData("-")]
    [InlineData("exp(-")]
    [InlineData("exp ")]
    [InlineData("f(")]
    [InlineData("x^")]
    [InlineData("x^{")]
    [InlineData("x_{t_{")]
    [InlineData("x[t[")]
    [InlineData("(|")]
    [InlineData("where(")]
    [InlineData("sum_i(")]
    [InlineData("sum_i ")]
    [InlineData(@"\sum_i ")]
    [InlineData(@"\frac{")]
    [InlineData(@"\sqrt{")]
    [InlineData("max(")]
    public void Deep_nesting_is_refused_on_a_small_stack(string nest)
    {
        string text = "y = " + Repeat(nest, 10_000) + "x";
        IEnumerable<string> codes = [];
        var thread = new Thread(() => codes = Read.All(text).Mistakes.Select(d => d.Code), maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();
        codes.Should().ContainSingle().Which.Should().Be(DiagnosticCatalogue.TooDeep.Code);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("exp(", ")")]
    [InlineData("x^{", "}")]
    [InlineData("-", "")]
    public void Nesting_is_allowed_up_to_150_levels(string open, string close)
    {
        Read.Mistakes("y = " + Repeat(open, 150) + "x" + Repeat(close, 150)).Should().BeEmpty();
        Read.Mistakes("y = " + Repeat(open, 151) + "x" + Repeat(close, 151)).Should().ContainSingle().Which.Should().StartWith("TC0109");
    }

    [Fact]
    public void Gathered_positions_nest_too() =>
        Read.Mistakes($"y = x_{{{Repeat("t_", 10_000)}b}}").Should().ContainSingle().Which.Should().StartWith("TC0109");

    [Fact]
    public void Width_is_not_depth()
    {
        var sum = (SumSyntax)Read.Expression("y = " + string.Join(" + ", Enumerable.Repeat("x_i (a_i / b)^2 z", 20_000)));
        sum.Terms.Should().HaveCount(20_000);
        Read.Program(Repeat("y_i = x_i a\n", 20_000)).Statements.Should().HaveCount(20_000);
    }

    [Theory]
    [InlineData("?")]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("y = ?\n")]
    [InlineData("y = (x\n")]
    [InlineData("y = (x]\n")]
    [InlineData("[i < ")]
    [InlineData("a[")]
    [InlineData("x_{i,")]
    [InlineData(@"\\[")]
    [InlineData(@"\begin{")]
    [InlineData(@"\mathbf{")]
    [InlineData("dd_")]
    [InlineData("9")]
    [InlineData("²")]
    [InlineData("∂")]
    [InlineData("𝟏_")]
    public void A_long_text_with_mistakes_is_answered_by_few_diagnostics(string part) =>
        Read.All(Repeat(part, Long / part.Length)).Mistakes.Count.Should().BeInRange(1, 50);

    [Fact]
    public void Garbled_programs_end_in_diagnostics_with_places_in_the_text()
    {
        string[] parts =
        [
            "y", "x", "_", "{", "}", "[", "]", "(", ")", "|", "i", "j", "1", "2", "T", "^", "+", "-", "*", "/", "=", "<", ",", ".", "...", "'", " ", "\n", ";", "#",
            "\\", "\\\\", "\\frac", "\\sum", "\\left", "\\mathbf", "\\text", "\\foo", "\\begin{a}", "sum", "exp", "where", "inv", "e", "dl_dx", "size ", "order ",
            "given ", "constant ", "(no sum i)", "∂", "∑", "Σ", "γ", "ᵢ", "₁", "²", "⁻", "𝟏", "\uD835", "…", "\0", "é",
        ];
        Gen.Int[0, parts.Length - 1].Select(i => parts[i]).Array[0, 40].Select(string.Concat).Sample(
            text =>
            {
                (ProgramSyntax? program, IReadOnlyList<Diagnostic> mistakes) = Read.All(text);
                bool placed = mistakes.All(d => d.Span is { } s && s.Start >= 0 && s.Length >= 0 && s.End <= text.Length);
                bool worded = mistakes.All(d => d.Message.Length > 0 && !d.Message.EndsWith('.'));
                return placed && worded && (mistakes.Count > 0 || program is not null);
            },
            iter: 5_000);
    }

    private static string Repeat(string part, int count) => new StringBuilder().Insert(0, part, count).ToString();
}

using TensorCalculus.Diagnostics;
using TensorCalculus.Parsing;
using TensorCalculus.Syntax;

namespace TensorCalculus.Tests.Parsing;

public class StatementTests
{
    [Theory]
    [InlineData("a = x\nb = a")]
    [InlineData("a = x; b = a")]
    [InlineData("a = x;b = a;")]
    [InlineData("\n\n  a = x\r\n\r\n\tb = a\r\n")]
    [InlineData("a = x # not b\n# nothing; nothing\nb = a")]
    [InlineData("a = x,\nb = a.")]
    [InlineData("$a = x$\n$$ b = a $$")]
    [InlineData(@"\begin{aligned} a &= x \\ b &= a \end{aligned}")]
    [InlineData(@"a &= x, \\[2pt] b &= a.")]
    [InlineData(@"\begin {aligned} a &= x \\ b &= a \end{aligned}")]
    [InlineData(@"\begin{array}{cc} a &= x; b &= a \quad \end{array}")]
    [InlineData("a\n= x\nb =\ta")]
    [InlineData(@"\[ a = \displaystyle x \] ; \( b = a \)")]
    public void Statements_end_at_line_breaks_and_semicolons(string text) =>
        Read.Tree(text).Should().Be("a = x; b = a");

    [Theory]
    [InlineData("y = a - b * c")]
    [InlineData("y = a\n  - b\n  * c")]
    [InlineData("y = a # first\n\n  - b # second\n  * c")]
    [InlineData("y\n= a\n− b\n· c")]
    [InlineData(@"y &= a \\ &\quad - b \\ &\quad \times c")]
    public void A_line_that_begins_with_an_operator_continues_the_one_before(string text) =>
        Read.Tree(text).Should().Be("y = (+ a -(* b c))");

    [Theory]
    [InlineData("y = (a\nb)")]
    [InlineData("y = (\na b\n)")]
    [InlineData("y = ( a # one\n b)")]
    [InlineData("y = {a\nb}", "y = <(* a b)>")]
    public void A_line_goes_on_while_a_bracket_is_open(string text, string expected = "y = <(* a b)>") =>
        Read.Tree(text).Should().Be(expected);

    [Fact]
    public void A_subscript_goes_on_over_line_breaks() =>
        Read.Tree("y = x[i,\n j] + z_{i\nj}").Should().Be("y = (+ x[i j] z[i j])");

    [Theory]
    [InlineData("x_i z_i", "(* x[i] z[i])")]
    [InlineData("-x_i", "(neg x[i])")]
    [InlineData("constant c\n-x_i c", "constant c; (* (neg x[i]) c)")]
    public void The_left_hand_side_may_be_missing(string text, string expected) =>
        Read.Tree(text).Should().Be(expected);

    [Theory]
    [InlineData("y_i = x_i x_i (no sum i)")]
    [InlineData("y_i = x_i x_i, (no sum i)")]
    [InlineData(@"y_i = x_i x_i \quad \text{(no sum i)}.")]
    [InlineData(@"y_i = x_i x_i (\text{no sum } i)")]
    public void No_sum_follows_an_equation(string text) =>
        Read.Tree(text).Should().Be("y[i] = (* x[i] x[i]) nosum i");

    [Fact]
    public void No_sum_takes_several_indices() =>
        Read.Tree("x_i x_{i'} (no sum i, i' \\mu)").Should().Be("(* x[i] x[i']) nosum i i' mu");

    [Theory]
    [InlineData("constant eps", "constant eps")]
    [InlineData("constant eps, \\tau", "constant eps; constant tau")]
    [InlineData("integer t", "integer t")]
    [InlineData("symmetric Σ", "symmetric Sigma")]
    [InlineData("size h = 64", "size h = 64")]
    [InlineData("size batch = N", "size batch = N")]
    [InlineData("size i' = 3", "size i' = 3")]
    [InlineData("order a...b = 2", "order a...b = 2")]
    [InlineData(@"order a \dots b = 2", "order a...b = 2")]
    [InlineData("order ... = 0", "order ... = 0")]
    [InlineData("given 1_i t_{bi} = 1_b", "given (* 1[i] t[b i]) = 1[b]")]
    public void Declarations_stand_before_or_after_their_use(string text, string expected)
    {
        Read.Tree($"{text}\ny = x").Should().Be($"{expected}; y = x");
        Read.Tree($"y = x; {text}").Should().Be($"y = x; {expected}");
    }

    [Fact]
    public void The_words_of_declarations_are_names_elsewhere() =>
        Read.Tree("size = order_i constant; given_i = size * integer").Should().Be("size = (* order[i] constant); given[i] = (* size integer)");

    [Theory]
    [InlineData("∂l/∂x_{pq}")]
    [InlineData("∂ l / ∂x[p, q]")]
    [InlineData(@"\partial l/\partial x_{pq}")]
    [InlineData(@"\frac{\partial l}{\partial x_{pq}}")]
    [InlineData(@"\frac{\partial l}{\partial x}_{pq}")]
    [InlineData("dl_dx[p,q]")]
    [InlineData("dl_dx_{pq}")]
    public void Derivatives_are_tensors(string left) =>
        Read.Tree($"y = x; {left} = 2 {left}").Should().Be("y = x; dl_dx[p q] = (* 2 dl_dx[p q])");

    [Theory]
    [InlineData("y = γ; z = dl_dgamma", "y = gamma; z = dl_dgamma")]
    [InlineData(@"z = ∂l/∂\gamma_h + ∂l/∂γ_h", "z = (+ dl_dgamma[h] dl_dgamma[h])")]
    [InlineData("z = ∂y_{ij}/∂x_{pq}", "z = dy_dx[i j p q]")]
    [InlineData(@"z = \frac{\partial^2 f}{\partial x_p \partial x_q}", "z = d2f_dx_dx[p q]")]
    [InlineData("f = x; z = d2f_dx_dx[p, q]", "f = x; z = d2f_dx_dx[p q]")]
    [InlineData("z = dl_dq", "z = dl[d q]")]
    public void Derivatives_of_any_kind(string text, string expected) => Read.Tree(text).Should().Be(expected);

    [Fact]
    public void Names_of_another_program_count_where_they_are_given()
    {
        var known = new KnownNames(new HashSet<string> { "x", "y", "f" }, new HashSet<string> { "h" });
        ProgramSyntax? claim = ProgramParser.Parse("dl_dx[p] = 2 dl_dy f(p) / |h|", new DiagnosticBag(), known);
        SyntaxPrinter.Print(claim!).Should().Be("dl_dx[p] = (* 2 dl_dy f <p> /|h|)");
    }
}

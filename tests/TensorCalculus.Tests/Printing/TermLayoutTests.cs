using TensorCalculus.Algebra;

namespace TensorCalculus.Tests.Printing;

public sealed class TermLayoutTests
{
    private readonly Blackboard b = new(["x i", "a i", "sigma i", "c", "N"], sized: "i");

    [Theory]
    [InlineData(1, 2, "1/2 x[p]")]
    [InlineData(-3, 4, "-3/4 x[p]")]
    [InlineData(2, 1, "2 x[p]")]
    [InlineData(-1, 1, "-x[p]")]
    [InlineData(44715, 1000000, "0.044715 x[p]")]
    [InlineData(1, 10, "0.1 x[p]")]
    [InlineData(1, 10000, "0.0001 x[p]")]
    [InlineData(1, 100000, "1e-5 x[p]")]
    [InlineData(1, 1000000000, "1e-9 x[p]")]
    [InlineData(5, 21, "5/21 x[p]")]
    public void Coefficients_stay_exact(int p, int q, string expected) =>
        Right(b.F.Multiply(b.N(p, q), b.T("x", "p"))).Should().Be(expected);

    [Fact]
    public void All_divisors_stand_below_one_bar()
    {
        Expr right = b.F.Multiply(b.N(1, 2), b.T("x", "p"), b.F.Raise(b.T("sigma", "p"), -3), b.F.Raise(b.Size("i"), -1));

        b.Print(b.Gradient("x", "p"), right).Select(Side).Should().Equal(
            "x_p/(2 I σ_p³)", "\\frac{x_{p}}{2 I \\sigma_{p}^{3}}", "x[p]/(2 I sigma[p]^3)");
    }

    [Fact]
    public void A_root_below_the_bar()
    {
        Expr right = b.F.Multiply(b.T("x", "p"), b.F.Raise(b.F.Add(b.T("a", "p"), b.T("c")), new Fractions.Fraction(-1, 2)));

        b.Print(b.Gradient("x", "p"), right).Select(Side).Should().Equal(
            "x_p/√(a_p + c)", "\\frac{x_{p}}{\\sqrt{a_{p} + c}}", "x[p]/sqrt(a[p] + c)");
    }

    [Fact]
    public void A_gradient_stands_before_the_bar()
    {
        Expr right = b.F.Divide(b.Gradient("a", "p"), b.T("sigma", "p"));

        b.Print(b.Gradient("x", "p"), right).Select(Side).Should().Equal(
            "∂l/∂a_p/σ_p", "\\frac{\\partial l}{\\partial a_{p}} \\frac{1}{\\sigma_{p}}", "dl_da[p]/sigma[p]");
    }

    [Fact]
    public void A_lone_parenthesis_stands_above_the_bar()
    {
        Expr right = b.F.Divide(b.F.Subtract(b.T("x", "p"), b.T("a", "p")), b.T("c"));

        b.Print(b.Gradient("x", "p"), right).Select(Side).Should().Equal("(x_p − a_p)/c", "\\frac{x_{p} - a_{p}}{c}", "(x[p] - a[p])/c");
    }

    [Fact]
    public void A_fractional_exponent_is_parenthesised()
    {
        Expr right = b.F.Raise(b.T("x", "p"), new Fractions.Fraction(3, 2));

        b.Print(b.Gradient("x", "p"), right).Select(Side).Should().Equal("x_p^(3/2)", "x_{p}^{\\frac{3}{2}}", "x[p]^(3/2)");
    }

    [Fact]
    public void A_function_of_the_user_keeps_its_primes()
    {
        Expr right = b.F.Multiply(b.F.Apply(b.F.Arbitrary("f", 1), b.T("x", "p")), b.Gradient("a", "p"));

        b.Print(b.Gradient("x", "p"), right).Select(Side).Should().Equal(
            "∂l/∂a_p f'(x_p)", "\\frac{\\partial l}{\\partial a_{p}} f'(x_{p})", "dl_da[p] f'(x[p])");
    }

    [Fact]
    public void A_softmax_is_read_at_a_free_index()
    {
        b.T("x", "j");

        b.Print(b.Gradient("x", "n"), b.Softmax("j", b.T("x", "j"), "n")).Select(Side).Should().Equal(
            "softmax_n(x_n)", "\\operatorname{softmax}_{n}(x_{n})", "softmax_{n}(x[n])");
    }

    [Fact]
    public void A_softmax_at_a_position_is_a_quotient()
    {
        b.T("x", "j");

        b.Ascii(b.T("c"), b.Softmax("j", b.T("x", "j"), "T")).Should().Be("c = exp(x[T])/(1[i] exp(x[i]))");
    }

    [Fact]
    public void Log_sum_exp_is_a_call()
    {
        b.T("x", "j");

        b.Ascii(b.T("c"), b.LogSumExp("j", b.T("x", "j"))).Should().Be("c = logsumexp_{i}(x[i])");
    }

    [Fact]
    public void A_power_of_a_gradient_is_parenthesised() =>
        b.Print(b.Gradient("x", "p"), b.F.Raise(b.Gradient("a", "p"), 2)).Select(Side).Should().Equal(
            "(∂l/∂a_p)²", "\\left(\\frac{\\partial l}{\\partial a_{p}}\\right)^{2}", "(dl_da[p])^2");

    private string Right(Expr right) => Side(b.Ascii(b.Gradient("x", "p"), right));

    private static string Side(string equation) => equation[(equation.IndexOf(" = ", StringComparison.Ordinal) + 3)..];
}

using TensorCalculus.Algebra;

namespace TensorCalculus.Tests.Printing;

/// <summary>Where a sum stands must be read back from repeated letters, a one-tensor or an explicit sum.</summary>
public sealed class SumSpellingTests
{
    private readonly Blackboard b = new(["y i", "c", "x i j", "a j", "z i", "v i"]);

    [Fact]
    public void A_lone_square_becomes_a_repeated_factor() =>
        Scalar(b.Sum("j", b.F.Raise(b.T("a", "j"), 2))).Should().Be("c = a[j] a[j]");

    [Fact]
    public void A_square_beside_another_factor_stays() =>
        Scalar(b.Sum("i", b.F.Multiply(b.F.Raise(b.T("y", "i"), 2), b.T("z", "i")))).Should().Be("c = y[i]^2 z[i]");

    [Fact]
    public void A_dummy_that_stands_once_gets_a_one_tensor() =>
        Scalar(b.Sum("j", b.T("a", "j"))).Should().Be("c = 1[j] a[j]");

    [Fact]
    public void Two_such_dummies_share_it() =>
        Scalar(b.Sum("i j", b.T("x", "i", "j"))).Should().Be("c = 1[i,j] x[i,j]");

    [Fact]
    public void A_sum_outside_a_function_gets_a_one_tensor() =>
        Scalar(b.Sum("i", b.Call("log", b.F.Multiply(b.T("y", "i"), b.T("z", "i"))))).Should().Be("c = 1[i] log(y[i] z[i])");

    [Fact]
    public void A_sum_inside_a_function_needs_none() =>
        Scalar(b.Call("log", b.Sum("i", b.F.Multiply(b.T("y", "i"), b.T("z", "i"))))).Should().Be("c = log(y[i] z[i])");

    [Fact]
    public void A_squared_difference_gets_a_one_tensor() =>
        Scalar(b.Sum("i", b.F.Raise(b.F.Subtract(b.T("y", "i"), b.T("z", "i")), 2))).Should().Be("c = 1[i] (y[i] - z[i])^2");

    [Fact]
    public void A_square_of_a_sum_is_parenthesised() =>
        Scalar(b.F.Raise(b.Sum("i", b.F.Multiply(b.T("y", "i"), b.T("z", "i"))), 2)).Should().Be("c = (y[i] z[i])^2");

    [Fact]
    public void A_trace_that_is_squared_is_parenthesised() =>
        Scalar(b.F.Raise(b.Sum("i", b.F.Multiply(b.T("y", "i"), b.D("i", "0", "i"))), 2)).Should().Be("c = (y[i] delta[i,0])^2");

    [Fact]
    public void A_sum_in_a_denominator_stays_there() =>
        Scalar(b.F.Divide(b.T("c"), b.Sum("j", b.Call("exp", b.T("a", "j"))))).Should().Be("c = c/(1[j] exp(a[j]))");

    [Fact]
    public void A_sum_over_a_quotient_reaches_both_sides() =>
        Scalar(b.Sum("i", b.F.Divide(b.T("y", "i"), b.T("z", "i")))).Should().Be("c = y[i]/z[i]");

    [Fact]
    public void A_sum_of_reciprocals_stands_outside_the_denominator() =>
        Scalar(b.Sum("i", b.F.Raise(b.F.Multiply(b.T("y", "i"), b.T("z", "i")), -1))).Should().Be("c = 1[i]/(y[i] z[i])");

    [Fact]
    public void Two_complete_places_need_an_explicit_sum()
    {
        Expr right = b.Sum("i", b.F.Multiply(b.T("y", "i"), b.T("z", "i"), b.Call("exp", b.F.Multiply(b.T("v", "i"), b.T("z", "i")))));

        b.Print(b.T("c"), right).Should().Equal(
            "c = ∑_i y_i z_i exp(z_i v_i)",
            "c = \\sum_{i} y_{i} z_{i} e^{z_{i} v_{i}}",
            "c = sum_{i}(y[i] z[i] exp(z[i] v[i]))");
    }

    [Fact]
    public void An_explicit_sum_keeps_what_follows_out()
    {
        Expr sum = b.Sum("i", b.F.Multiply(b.T("y", "i"), b.T("z", "i"), b.Call("exp", b.F.Multiply(b.T("v", "i"), b.T("z", "i")))));

        b.Print(b.T("c"), b.F.Add(b.F.Divide(sum, b.T("c")), b.T("c"))).Should().Equal(
            "c = (∑_i y_i z_i exp(z_i v_i))/c + c",
            "c = \\frac{\\sum_{i} y_{i} z_{i} e^{z_{i} v_{i}}}{c} + c",
            "c = sum_{i}(y[i] z[i] exp(z[i] v[i]))/c + c");
    }

    [Fact]
    public void Neighbouring_addends_may_use_the_same_letter() =>
        Scalar(b.F.Add(b.Sum("i", b.F.Multiply(b.T("y", "i"), b.T("z", "i"))), b.Sum("i", b.F.Multiply(b.T("y", "i"), b.T("v", "i")))))
            .Should().Be("c = y[i] z[i] + y[i] v[i]");

    [Fact]
    public void Within_a_term_dummies_differ() =>
        Scalar(b.F.Multiply(
            b.Sum("i", b.F.Multiply(b.T("y", "i"), b.T("z", "i"))), b.Call("exp", b.Sum("i", b.F.Multiply(b.T("y", "i"), b.T("v", "i"))))))
            .Should().Be("c = y[i] z[i] exp(y[p] v[p])");

    private string Scalar(Expr right) => b.Ascii(b.T("c"), right);
}

namespace TensorCalculus.Tests.Printing;

/// <summary>The algebra has no one-tensor; the text needs them wherever an addend lacks an index.</summary>
public sealed class OneTensorTests
{
    private readonly Blackboard b = new(["s b i", "x b i", "g i", "c"]);

    [Fact]
    public void An_addend_gets_the_indices_of_its_neighbours() =>
        b.Print(
            b.Gradient("x", "b", "p"),
            b.F.Subtract(b.Gradient("s", "b", "p"), b.Sum("i", b.F.Multiply(b.Gradient("s", "b", "i"), b.T("s", "b", "i")))))
            .Should().Equal(
                "∂l/∂x_bp = ∂l/∂s_bp − 1_p ∂l/∂s_bi s_bi",
                "\\frac{\\partial l}{\\partial x_{bp}} = \\frac{\\partial l}{\\partial s_{bp}} - \\mathbf{1}_{p} \\frac{\\partial l}{\\partial s_{bi}} s_{bi}",
                "dl_dx[b,p] = dl_ds[b,p] - 1[p] dl_ds[b,i] s[b,i]");

    [Fact]
    public void Zero_carries_the_indices_of_the_left_side() =>
        b.Ascii(b.Gradient("x", "p", "q"), b.N(0)).Should().Be("dl_dx[p,q] = 0 1[p,q]");

    [Fact]
    public void One_is_the_one_tensor_itself() =>
        b.Ascii(b.Gradient("g", "p"), b.N(1)).Should().Be("dl_dg[p] = 1[p]");

    [Fact]
    public void A_scalar_on_the_right_gets_the_indices_of_the_left() =>
        b.Ascii(b.Gradient("g", "p"), b.F.Multiply(b.N(-3), b.T("c"))).Should().Be("dl_dg[p] = -3 1[p] c");

    [Fact]
    public void A_number_broadcasts() =>
        b.Ascii(b.Gradient("g", "p"), b.F.Subtract(b.N(1), b.T("g", "p"))).Should().Be("dl_dg[p] = 1 - g[p]");

    [Fact]
    public void A_dummy_summed_outside_need_not_stand_in_each_addend() =>
        b.Ascii(
            b.T("c"),
            b.Sum("i", b.F.Multiply(b.T("g", "i"), b.F.Add(b.F.Multiply(b.T("g", "i"), b.T("g", "i"), b.T("g", "i")), b.T("c")))))
            .Should().Be("c = g[i] (g[i]^3 + c)");

    [Fact]
    public void Addends_inside_a_function_get_theirs_too() =>
        b.Ascii(b.Gradient("x", "p", "q"), b.Call("exp", b.F.Add(b.T("x", "p", "q"), b.T("g", "q"))))
            .Should().Be("dl_dx[p,q] = exp(x[p,q] + 1[p] g[q])");
}

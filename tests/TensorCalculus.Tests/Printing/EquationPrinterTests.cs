using TensorCalculus.Algebra;

namespace TensorCalculus.Tests.Printing;

public sealed class EquationPrinterTests
{
    [Fact]
    public void A_matrix_product_takes_the_letters_of_the_program()
    {
        var b = new Blackboard(["y i j", "x i k", "a k j"]);

        string[] text = b.Print(b.Gradient("x", "p", "q"), b.Sum("j", b.F.Multiply(b.T("a", "q", "j"), b.Gradient("y", "p", "j"))));

        text.Should().Equal(
            "∂l/∂x_pq = ∂l/∂y_pj a_qj",
            "\\frac{\\partial l}{\\partial x_{pq}} = \\frac{\\partial l}{\\partial y_{pj}} a_{qj}",
            "dl_dx[p,q] = dl_dy[p,j] a[q,j]");
    }

    [Fact]
    public void A_jacobian_carries_the_axes_of_both_parts()
    {
        var b = new Blackboard(["y i j", "x i k", "a k j"]);
        Expr left = b.Named("y", ["x"], "i", "j", "p", "q");

        string[] text = b.Print(left, b.F.Multiply(b.T("a", "q", "j"), b.D("p", "i", "i")));

        text.Should().Equal(
            "∂y_ij/∂x_pq = a_qj δ_ip",
            "\\frac{\\partial y_{ij}}{\\partial x_{pq}} = a_{qj} \\delta_{ip}",
            "dy_dx[i,j,p,q] = a[q,j] delta[i,p]");
    }

    [Fact]
    public void A_hessian_is_a_second_derivative()
    {
        var b = new Blackboard(["f", "x i", "a i i"]);
        Expr left = b.Named("f", ["x", "x"], "p", "q");

        string[] text = b.Print(left, b.F.Add(b.T("a", "p", "q"), b.T("a", "q", "p")));

        text.Should().Equal(
            "∂²f/∂x_p∂x_q = a_pq + a_qp",
            "\\frac{\\partial^{2} f}{\\partial x_{p} \\partial x_{q}} = a_{pq} + a_{qp}",
            "d2f_dx_dx[p,q] = a[p,q] + a[q,p]");
    }

    [Fact]
    public void Layer_normalisation_reads_as_in_the_article()
    {
        var b = new Blackboard(["m b", "x b h", "mu b h", "v b", "sigma b", "eps", "y b h", "gamma h", "beta h"], sized: "h");
        Expr direct = b.F.Multiply(b.Gradient("y", "p", "q"), b.T("gamma", "q"), b.F.Raise(b.T("sigma", "p"), -1));
        Expr inner = b.F.Add(
            b.F.Raise(b.T("sigma", "p"), -1),
            b.F.Multiply(b.T("mu", "p", "h"), b.T("mu", "p", "q"), b.F.Raise(b.T("sigma", "p"), -3)));
        Expr mean = b.F.Divide(b.Sum("h", b.F.Multiply(b.Gradient("y", "p", "h"), b.T("gamma", "h"), inner)), b.Size("h"));

        string[] text = b.Print(b.Gradient("x", "p", "q"), b.F.Subtract(direct, mean));

        text.Should().Equal(
            "∂l/∂x_pq = ∂l/∂y_pq γ_q/σ_p − 1/H ∂l/∂y_ph γ_h (μ_pq μ_ph/σ_p³ + 1_q/σ_p)",
            "\\frac{\\partial l}{\\partial x_{pq}} = \\frac{\\partial l}{\\partial y_{pq}} \\frac{\\gamma_{q}}{\\sigma_{p}} - \\frac{1}{H} \\frac{\\partial l}{\\partial y_{ph}} \\gamma_{h} \\left(\\frac{\\mu_{pq} \\mu_{ph}}{\\sigma_{p}^{3}} + \\frac{\\mathbf{1}_{q}}{\\sigma_{p}}\\right)",
            "dl_dx[p,q] = dl_dy[p,q] gamma[q]/sigma[p] - 1/H dl_dy[p,h] gamma[h] (mu[p,q] mu[p,h]/sigma[p]^3 + 1[q]/sigma[p])");
    }

    [Fact]
    public void A_negative_product_turns_the_signs_of_its_parenthesis()
    {
        var b = new Blackboard(["s i", "c"]);
        Expr right = b.F.Multiply(b.N(-1), b.Gradient("c"), b.F.Subtract(b.D("n", "T", "i"), b.T("s", "n")));

        b.Print(b.Gradient("s", "n"), right).Should().Equal(
            "∂l/∂s_n = ∂l/∂c (s_n − δ_nT)",
            "\\frac{\\partial l}{\\partial s_{n}} = \\frac{\\partial l}{\\partial c} \\cdot (s_{n} - \\delta_{nT})",
            "dl_ds[n] = dl_dc (s[n] - delta[n,T])");
    }

    [Fact]
    public void A_step_shows_a_derivative_that_is_not_worked_out()
    {
        var b = new Blackboard(["y i j", "x i k", "a k j"]);
        Expr product = b.Sum("k", b.F.Multiply(b.T("x", "i", "k"), b.T("a", "k", "j")));
        var by = (TensorElement)b.T("x", "p", "q");
        Expr left = b.F.Pending(b.T("y", "i", "j"), by);

        b.Print(left, b.F.Pending(product, by)).Should().Equal(
            "∂y_ij/∂x_pq = ∂(x_ik a_kj)/∂x_pq",
            "\\frac{\\partial y_{ij}}{\\partial x_{pq}} = \\frac{\\partial (x_{ik} a_{kj})}{\\partial x_{pq}}",
            "dy_dx[i,j,p,q] = d(x[i,k] a[k,j])/dx[p,q]");
    }

    [Fact]
    public void A_sum_over_a_product_with_an_unevaluated_derivative_repeats_its_index()
    {
        var b = new Blackboard(["y i j", "x i k", "a k j"]);
        Expr right = b.Sum("k", b.F.Multiply(b.F.Pending(b.T("x", "i", "k"), (TensorElement)b.T("x", "p", "q")), b.T("a", "k", "j")));

        b.Print(b.Named("y", ["x"], "i", "j", "p", "q"), right)[0].Should().Be("∂y_ij/∂x_pq = a_kj ∂x_ik/∂x_pq");
    }
}

using TensorCalculus.Tests.Programs;

namespace TensorCalculus.Tests.Matrices;

/// <summary>What holds for the matrix form of every answer.</summary>
public sealed class MatrixFormTests
{
    public static TheoryData<string> Ids => [.. ProgramFile.All.Keys];

    public static TheoryData<string> Small => [.. ProgramFile.All.Where(p => p.Value.WithJacobians).Select(p => p.Key)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_gradient_has_the_values_of_its_index_form(string id) => MatrixNumbers.Agree(Program(id).Derive(), seed: 3);

    [Theory]
    [MemberData(nameof(Small))]
    public void So_has_a_Jacobian(string id) => MatrixNumbers.Agree(Program(id).Derive(new DeriveOptions { Mode = DerivativeMode.Jacobian }), seed: 4);

    [Theory]
    [MemberData(nameof(Small))]
    public void So_has_a_Hessian(string id)
    {
        TensorProgram program = Program(id);
        if (program.Outputs is [var only] && program.Bound.Find(only)!.Order == 0)
        {
            MatrixNumbers.Agree(program.Derive(new DeriveOptions { Mode = DerivativeMode.Hessian, Steps = false }), seed: 5);
        }
    }

    [Theory]
    [InlineData(DerivativeMode.Jvp, "Y = X A", "dY = dX A + X dA")]
    [InlineData(DerivativeMode.Hvp, "f = tr(X' A X)", "HvX = (vA + vAᵀ) X + (A + Aᵀ) vX")]
    public void A_tangent_is_named_by_what_it_is_of(DerivativeMode mode, string text, string expected)
    {
        Derivation derivation = TensorProgram.Parse(text, InputNotation.Matrix).Derive(new DeriveOptions { Mode = mode, Steps = false });
        MatrixForm form = derivation.Gradients[0].Matrix;
        $"{form.Left!.Unicode} = {form.Right!.Unicode}".Should().Be(expected);
        MatrixNumbers.Agree(derivation, seed: 6).Should().BePositive();
    }

    [Theory]
    [InlineData("symmetric a\ny_i = a_{ij} x_j", "x", "∂l/∂x = A ∂l/∂y")]
    [InlineData("symmetric a\nf = x_i a_{ij} x_j", "x", "∂l/∂x = 2 ∂l/∂f A x")]
    [InlineData("symmetric a\ny_{ij} = x_{ik} a_{kj}", "x", "∂l/∂X = ∂l/∂Y A")]
    public void A_symmetric_matrix_is_not_transposed(string text, string by, string expected)
    {
        Derivation derivation = TensorProgram.Parse(text).Derive(new DeriveOptions { Wrt = [by], Steps = false });
        MatrixForm form = derivation.Gradients.Single().Matrix;
        $"{form.Left!.Unicode} = {form.Right!.Unicode}".Should().Be(expected);
        MatrixNumbers.Agree(derivation, seed: 7).Should().BePositive();
    }

    [Theory]
    [InlineData(DerivativeMode.Backward, "y = A x ./ norm2(x)", "∂l/∂x = (Aᵀ/‖x‖ − x yᵀ/(xᵀ x)) ∂l/∂y")]
    [InlineData(DerivativeMode.Jacobian, "y = softmax(A x)", "∂y/∂x = diag(y) (A − 𝟏 yᵀ A)")]
    [InlineData(DerivativeMode.Backward, "f = norm2(A - x y')^2", "∂l/∂x = −2 ∂l/∂f (A − x yᵀ) y")]
    [InlineData(DerivativeMode.Hessian, "f = y' x", "∂²f/∂x∂x = 0")]
    public void A_sign_stands_in_front_where_no_difference_takes_it(DerivativeMode mode, string text, string expected)
    {
        Derivation derivation = TensorProgram.Parse(text, InputNotation.Matrix).Derive(new DeriveOptions { Mode = mode, Wrt = ["x"], Steps = false });
        MatrixForm form = derivation.Gradients.Single().Matrix;
        $"{form.Left!.Unicode} = {form.Right!.Unicode}".Should().Be(expected);
        MatrixNumbers.Agree(derivation, seed: 9).Should().BePositive();
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(40, true)]
    public void A_page_of_matrices_is_not_written(int terms, bool isTooLong)
    {
        string text = $"y_{{ij}} = {string.Join(" + ", Enumerable.Range(2, terms).Select(k => $"sin({k} x_{{ij}})"))}";
        MatrixForm form = TensorProgram.Parse(text).Derive(new DeriveOptions { Steps = false }).Gradients.Single().Matrix;
        (form.Reason?.Contains("too long", StringComparison.Ordinal) ?? false).Should().Be(isTooLong);
        (form.Right is null).Should().Be(isTooLong);
    }

    /// <summary>Products are multiplied out where a factor has too many axes, so that a short index form can have a long matrix form.</summary>
    [Fact]
    public void Nor_is_one_that_multiplying_out_makes_long()
    {
        const string text = "y_{ij} = (a_i 1_{jk} + 1_{ik} b_j + 1_{ij} c_k + d_i e_j 1_k + 1_i d_j e_k + e_i 1_j d_k)^2 h_k";
        Derivation derivation = TensorProgram.Parse(text).Derive(new DeriveOptions { Wrt = ["h"], Steps = false });
        derivation.Gradients.Single().Matrix.Reason.Should().Contain("too long");
    }

    [Theory]
    [InlineData("y_{bi} = w_k x_{b,i+k}\nsize k = 3", "w", "x is read at a computed position")]
    [InlineData("y_{bi} = w_k x_{b,i+k}\nsize k = 3", "x", "∂l/∂y is read at a computed position")]
    [InlineData("y_{boi} = w_{ock} x_{bc,i+k}", "x", "w has 3 axes")]
    public void The_reason_names_what_stands_in_the_way(string text, string wrt, string reason) =>
        TensorProgram.Parse(text).Derive(new DeriveOptions { Wrt = [wrt], Steps = false }).Gradients.Single().Matrix.Reason.Should().StartWith(reason);

    private static TensorProgram Program(string id) => TensorProgram.Parse(ProgramFile.All[id].Text);
}

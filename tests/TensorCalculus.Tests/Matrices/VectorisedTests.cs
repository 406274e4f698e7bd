namespace TensorCalculus.Tests.Matrices;

/// <summary>Derivatives between vectorised tensors: what is printed for the classical ones, each held against its index form in numbers.</summary>
public sealed class VectorisedTests
{
    private const DerivativeMode Jacobian = DerivativeMode.Jacobian, Hessian = DerivativeMode.Hessian;

    /// <summary>A program in matrix notation, what it is differentiated by, in which mode, and what is printed; a name of a case in front.</summary>
    public static TheoryData<string, string, string, DerivativeMode, string> Programs => new()
    {
        { "product, left", "Y = W X", "W", Jacobian, "∂vec(Y)/∂vec(W) = Xᵀ ⊗ 𝐈" },
        { "product, right", "Y = W X", "X", Jacobian, "∂vec(Y)/∂vec(X) = 𝐈 ⊗ W" },
        { "sandwich", "Y = A X B", "X", Jacobian, "∂vec(Y)/∂vec(X) = Bᵀ ⊗ A" },
        { "transposed sandwich", "Y = A X' B", "X", Jacobian, "∂vec(Y)/∂vec(X) = (Bᵀ ⊗ A) 𝐊, where 𝐊 vec(X) = vec(Xᵀ)" },
        { "transpose", "Y = X'", "X", Jacobian, "∂vec(Y)/∂vec(X) = K, where K vec(X) = vec(Xᵀ)" },
        { "Gram matrix", "Y = X' X", "X", Jacobian, "∂vec(Y)/∂vec(X) = 𝐈 ⊗ Xᵀ + (Xᵀ ⊗ 𝐈) 𝐊, where 𝐊 vec(X) = vec(Xᵀ)" },
        { "inverse", "Y = inv(X)", "X", Jacobian, "∂vec(Y)/∂vec(X) = −Yᵀ ⊗ Y" },
        { "pointwise function", "Y = tanh(X)", "X", Jacobian, "∂vec(Y)/∂vec(X) = diag(vec(1 − Y^∘2))" },
        { "function within a product", "Y = A exp(X) B", "X", Jacobian, "∂vec(Y)/∂vec(X) = (Bᵀ ⊗ A) diag(vec(exp(X)))" },
        { "Hadamard product", "Y = A .* X", "X", Jacobian, "∂vec(Y)/∂vec(X) = diag(vec(A))" },
        { "matrix times vector", "y = X v", "X", Jacobian, "∂y/∂vec(X) = vᵀ ⊗ 𝐈" },
        { "transpose times vector", "y = X' v", "X", Jacobian, "∂y/∂vec(X) = 𝐈 ⊗ vᵀ" },
        { "outer product", "Y = x z'", "x", Jacobian, "∂vec(Y)/∂x = z ⊗ 𝐈" },
        { "outer product with itself", "Y = x x'", "x", Jacobian, "∂vec(Y)/∂x = x ⊗ 𝐈 + 𝐈 ⊗ x" },
        { "trace times matrix", "Y = tr(X) X", "X", Jacobian, "∂vec(Y)/∂vec(X) = vec(X) vec(𝐈)ᵀ + tr(X) 𝐈" },
        { "diagonal", "y = diag(A X)", "X", Jacobian, "∂y/∂vec(X) = (𝐈 ⊗ 𝟏ᵀ) diag(vec(Aᵀ))" },
        { "scaled rows", "Y = diag(v) X", "X", Jacobian, "∂vec(Y)/∂vec(X) = 𝐈 ⊗ diag(v)" },
        { "scaled rows, by the scale", "Y = diag(v) X", "v", Jacobian, "∂vec(Y)/∂v = diag(vec(X)) (𝟏 ⊗ 𝐈)" },
        { "normalised matrix", "Y = X / norm2(X)", "X", Jacobian, "∂vec(Y)/∂vec(X) = 𝐈/‖X‖_F − vec(Y) vec(Y)ᵀ/‖X‖_F" },
        { "least squares", "f = norm2(A X - B)^2 + c norm2(X)^2", "X", Hessian, "∂²f/∂vec(X)∂vec(X) = 2 I ⊗ (Aᵀ A + c I)" },
        { "factorisation", "f = norm2(T - U V')^2", "U", Hessian, "∂²f/∂vec(U)∂vec(U) = 2 Vᵀ V ⊗ I" },
        { "quadratic form of a matrix", "f = tr(X A X' B)", "X", Hessian, "∂²f/∂vec(X)∂vec(X) = Aᵀ ⊗ B + A ⊗ Bᵀ" },
        { "log-determinant", "f = logdet(X)", "X", Hessian, "∂²f/∂vec(X)∂vec(X) = −(X⁻¹ ⊗ X⁻ᵀ) K, where K vec(X) = vec(Xᵀ)" },
        { "Frobenius norm", "f = norm2(X)", "X", Hessian, "∂²f/∂vec(X)∂vec(X) = I/f − vec(X) vec(X)ᵀ/f³" },
        { "norm of a residual", "f = norm2(A X - B)", "X", Hessian, "∂²f/∂vec(X)∂vec(X) = (I ⊗ Aᵀ A)/f − vec(Aᵀ (B − A X)) vec(Aᵀ (B − A X))ᵀ/f³" },
        { "sum of a function", "f = sum(exp(X))", "X", Hessian, "∂²f/∂vec(X)∂vec(X) = diag(vec(exp(X)))" },
        { "sum of a function of a product, left", "f = sum(exp(A X))", "X", Hessian, "∂²f/∂vec(X)∂vec(X) = (I ⊗ Aᵀ) diag(vec(exp(A X))) (I ⊗ A)" },
        { "sum of a function of a product, right", "f = sum(exp(X B))", "X", Hessian, "∂²f/∂vec(X)∂vec(X) = (B ⊗ I) diag(vec(exp(X B))) (Bᵀ ⊗ I)" },
        { "sum of a function of a sandwich", "f = sum(exp(A X B))", "X", Hessian, "∂²f/∂vec(X)∂vec(X) = (B ⊗ Aᵀ) diag(vec(exp(A X B))) (Bᵀ ⊗ A)" },
        { "sum of a function of a transposed sandwich", "f = sum(exp(A X' B))", "X", Hessian, "∂²f/∂vec(X)∂vec(X) = (Aᵀ ⊗ B) diag(vec(exp(Bᵀ X Aᵀ))) (A ⊗ Bᵀ)" },
        { "function of a product between vectors", "f = u' exp(A X B) v", "X", Hessian, "∂²f/∂vec(X)∂vec(X) = (B ⊗ Aᵀ) diag(vec(diag(u) exp(A X B) diag(v))) (Bᵀ ⊗ A)" },
        { "sum of a function of a congruence", "f = sum(log(A X A'))", "X", Hessian, "∂²f/∂vec(X)∂vec(X) = −(Aᵀ ⊗ Aᵀ) diag(vec(1 ⊘ (A X Aᵀ)^∘2)) (A ⊗ A)" },
        { "sum of several functions of a product", "f = sum(exp(A X) + sin(A X))", "X", Hessian, "∂²f/∂vec(X)∂vec(X) = (I ⊗ Aᵀ) diag(vec(exp(A X) − sin(A X))) (I ⊗ A)" },
        { "function of a product", "Y = exp(A X)", "X", Jacobian, "∂vec(Y)/∂vec(X) = diag(vec(Y)) (𝐈 ⊗ A)" },
        { "layer within a layer", "Y = A tanh(B X C) D", "X", Jacobian, "∂vec(Y)/∂vec(X) = (Dᵀ ⊗ A) diag(vec(1 − tanh(B X C)^∘2)) (Cᵀ ⊗ B)" },
        { "layer within a layer, of the transpose", "Y = A tanh(B X' C) D", "X", Jacobian, "∂vec(Y)/∂vec(X) = (Dᵀ ⊗ A) diag(vec(1 − tanh(B Xᵀ C)^∘2)) (Cᵀ ⊗ B) 𝐊, where 𝐊 vec(X) = vec(Xᵀ)" },
        { "layer within a layer, on a vector", "y = A tanh(B X C) u", "X", Jacobian, "∂y/∂vec(X) = (𝟏ᵀ ⊗ A) diag(vec((𝟏 𝟏ᵀ − tanh(B X C)^∘2) diag(u) Cᵀ)) (𝐈 ⊗ B)" },
        { "bilinear", "f = tr(A X)", "X", Hessian, "∂²f/∂vec(X)∂vec(X) = 0" },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void It_is_written_so_and_has_the_value_of_its_index_form(string because, string text, string by, DerivativeMode mode, string expected)
    {
        Derivation derivation = TensorProgram.Parse(text, InputNotation.Matrix).Derive(new DeriveOptions { Mode = mode, Wrt = [by], Steps = false });
        VectorisedFormula formula = derivation.Gradients.Single().Matrix.Vectorised!;
        $"{formula.LeftUnicode} = {formula.Right.Unicode}{(formula.Note is { } note ? $", where {note}" : "")}".Should().Be(expected, "of the {0}", because);
        MatrixNumbers.Agree(derivation, seed: 23).Should().BePositive();
    }

    [Theory]
    [InlineData("Y = A X B", "[∂Y/∂X]_ijpq = [Bᵀ]_jq [A]_ip")]
    [InlineData("Y = A X' B", "[∂Y/∂X]_ijpq = [Bᵀ]_jp [A]_iq")]
    [InlineData("Y = A exp(X) B", "[∂Y/∂X]_ijpq = [Bᵀ]_jq [A]_ip [exp(X)]_pq")]
    [InlineData("Y = A tanh(B X C) D", "[∂Y/∂X]_ijpq = [Dᵀ]_js [A]_ir [1 − tanh(B X C)^∘2]_rs [Cᵀ]_sq [B]_rp")]
    [InlineData("Y = A tanh(B X)", "[∂Y/∂X]_ijpq = [A]_ir [1 − tanh(B X)^∘2]_rj δ_jq [B]_rp")]
    [InlineData("Y = tanh(X)", "[∂Y/∂X]_ijpq = [1 − Y^∘2]_ij δ_ip δ_jq")]
    [InlineData("Y = tr(X) X", "[∂Y/∂X]_ijpq = [X]_ij δ_pq + tr(X) δ_jq δ_ip")]
    [InlineData("y = X v", "[∂y/∂X]_ipq = [v]_q δ_ip")]
    public void Its_components_are_shown_as_the_step_before(string text, string expected) =>
        TensorProgram.Parse(text, InputNotation.Matrix).Derive(new DeriveOptions { Mode = Jacobian, Wrt = ["X"], Steps = false })
            .Gradients.Single().Matrix.Equation.Components!.Value.Unicode.Should().Be(expected);

    [Theory]
    [InlineData("y_i = a_{ij} x_{jk} b_{ki}", "x", "two factors of a product in it share an axis")]
    [InlineData("y_{ij} = a_{ijk} x_{kj}", "x", "a has 3 axes")]
    public void What_does_not_split_is_refused(string text, string by, string reason)
    {
        MatrixForm form = TensorProgram.Parse(text).Derive(new DeriveOptions { Mode = Jacobian, Wrt = [by], Steps = false }).Gradients.Single().Matrix;
        form.Vectorised.Should().BeNull();
        form.Reason.Should().Contain(reason);
    }
}

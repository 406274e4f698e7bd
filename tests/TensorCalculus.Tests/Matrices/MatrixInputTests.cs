using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Checking;
using TensorCalculus.Diagnostics;
using TensorCalculus.Evaluation;
using TensorCalculus.Tests.Laws;

namespace TensorCalculus.Tests.Matrices;

/// <summary>Programs in matrix notation mean what the same programs in index notation mean.</summary>
public sealed class MatrixInputTests
{
    public static TheoryData<string, string> Pairs => new()
    {
        { "Y = X A' + 1 b'", "Y_{ij} = X_{ik} A_{jk} + 1_i b_j" },
        { "Y = X*A'", "Y_{ij} = X_{ik} A_{jk}" },
        { "f = tr(A X' B)", "f = A_{ij} X_{kj} B_{ki}" },
        { "f = sum((A x - h) .^ 2)", "f = 1_i (A_{ij} x_j - h_i)^2" },
        { "f = norm2(A*x - y)^2 + c*norm1(x)", "f = 1_i (A_{ij} x_j - y_i)^2 + c 1_i abs(x_i)" },
        { "f = x'*A*x", "f = x_i A_{ij} x_j" },
        { "f = x' y", "f = x_i y_i" },
        { "Y = x y'", "Y_{ij} = x_i y_j" },
        { "y = A' x", "y_i = A_{ji} x_j" },
        { "y = (A B)' x", "y_i = A_{jk} B_{ki} x_j" },
        { "y = x .* z ./ w", "y_i = x_i z_i / w_i" },
        { "y = 2.*x", "y_i = 2 x_i" },
        { "y = x / c", "y_i = x_i / c" },
        { "y = 1 ./ (1 + exp(-x))", "y_i = 1 / (1 + exp(-x_i))" },
        { "y = x.^2", "y_i = x_i^2" },
        { "y = -x.^2", "y_i = -x_i^2" },
        { "y = 2 .^ x", "y_i = pow(2, x_i)" },
        { "f = c^2^3", "f = c^8" },
        { "Y = A^2", "Y_{ij} = A_{ik} A_{kj}" },
        { "Y = A^3 B", "Y_{ij} = A_{ik} A_{kl} A_{lm} B_{mj}" },
        { "Y = A^T B", "Y_{ij} = A_{ki} B_{kj}" },
        { "Y = Aᵀ B", "Y_{ij} = A_{ki} B_{kj}" },
        { "Y = A ∘ B ⊘ C", "Y_{ij} = A_{ij} B_{ij} / C_{ij}" },
        { "Y = diag(x) A", "Y_{ij} = x_i A_{ij}" },
        { "Y = A diag(x)", "Y_{ij} = A_{ij} x_j" },
        { "y = diag(A B)", "y_i = A_{ij} B_{ji}" },
        { "Y = diag(x')", "Y_{ij} = \\delta_{ij} x_i" },
        { "y = A 1", "y_i = A_{ij} 1_j" },
        { "y = (1' A)'", "y_i = 1_j A_{ji}" },
        { "f = 1' x", "f = 1_i x_i" },
        { "f = 1' A 1", "f = 1_{ij} A_{ij}" },
        { "Y = x 1' + A", "Y_{ij} = x_i 1_j + A_{ij}" },
        { "z = log(exp(-y.*(X*w)) + vector(1))", "z_i = log(exp(-y_i X_{ij} w_j) + 1)" },
        { "Y = A + eye", "Y_{ij} = A_{ij} + \\delta_{ij}" },
        { "Y = A + c matrix(1)", "Y_{ij} = A_{ij} + c" },
        { "f = logsumexp(A x)", "f = logsumexp_{i}(A_{ij} x_j)" },
        { "y = softmax(A x)", "y_i = softmax_{i}(A_{ij} x_j)" },
        { "y = f(A x)", "y_i = f(A_{ij} x_j)" },
        { "f = sin(c) pi", "f = sin(c) pi" },
        { "Y = einsum(\"ij,jk->ki\", A, B)", "Y_{ij} = A_{jk} B_{ki}" },
        { "f = einsum(\"i,ij,j\", x, A, y)", "f = x_i A_{ij} y_j" },
        { "matrix x; vector C; Y = x C", "Y_i = x_{ij} C_j" },
        { "scalar x; y = x h", "y_i = x h_i" },
        { "f = b' x + sum(b)", "f = b_i x_i + 1_i b_i" },
        { "f = b x + c", "f_i = b x_i + c_i" },
        { "H = X W\nY = H V; f = sum(Y) + alpha", "H_{ij} = X_{ik} W_{kj}; Y_{ij} = H_{ik} V_{kj}; f = 1_{ij} Y_{ij} + alpha" },
        { "Y = (A\n + B) # a sum\n * C", "Y_{ij} = (A_{ik} + B_{ik}) C_{kj}" },
        { "f = sum(i) + sum(j) + sum(k .* m)", "f = 1_a i_a + 1_a j_a + k_a m_a" },
        { "scalar N; f = N sum(x)", "f = N 1_i x_i; size_i = 0 x_i" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void They_have_the_same_values(string matrices, string indices)
    {
        TensorProgram first = TensorProgram.Parse(matrices, InputNotation.Matrix), second = TensorProgram.Parse(indices);
        first.Notation.Should().Be(InputNotation.Matrix);
        (Sample? drawn, _) = new SampleMaker(first.Bound, []).Make(17);
        var sizes = new Dictionary<Dimension, int>();
        var tensors = ImmutableDictionary.CreateBuilder<TensorSymbol, DenseTensor>();
        foreach (TensorSymbol input in second.Bound.Inputs)
        {
            DenseTensor value = drawn!.Tensors[first.Bound.Find(input.Name)!];
            tensors.Add(input, value);
            for (int axis = 0; axis < input.Order; axis++)
            {
                sizes[input.Axes[axis]] = value.Shape[axis];
            }
        }

        var sample = new Sample { Sizes = sizes.ToImmutableDictionary(), Tensors = tensors.ToImmutable(), Functions = drawn!.Functions };
        ForwardPass ours = new(first.Bound, drawn), theirs = new(second.Bound, sample);
        DenseTensor actual = ours[first.Bound.Equations[^1].Tensor], expected = theirs[second.Bound.Equations[first.Bound.Equations.Length - 1].Tensor];
        Numbers.AreClose(actual, expected, 1e-12).Should().BeTrue("{0} is {1}", matrices, string.Join("; ", first.IndexForm));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Their_gradients_are_right_in_both_forms(string matrices, string indices)
    {
        indices.Should().NotBeEmpty();
        var program = TensorProgram.Parse(matrices, InputNotation.Matrix);
        GradientCheck check = program.Check();
        check.Passed.Should().BeTrue(check.ToText());
        MatrixNumbers.Agree(program.Derive(), seed: 19).Should().BePositive();
    }

    [Theory]
    [InlineData("y = x z", "TC0120 5")]
    [InlineData("Y = A + x", "TC0120 9")]
    [InlineData("Y = A .* x", "TC0120 5")]
    [InlineData("y = x A", "TC0120 5")]
    [InlineData("y = A x'", "TC0120 5")]
    [InlineData("f = tr(x)", "TC0120 8")]
    [InlineData("f = det(x)", "TC0120 9")]
    [InlineData("y = x ^ 2", "TC0120 5")]
    [InlineData("Y = A / B", "TC0120 9")]
    [InlineData("Y = A^x", "TC0120 7")]
    [InlineData("f = diag(c)", "TC0120 10")]
    [InlineData("y = softmax(A)", "TC0120 13")]
    [InlineData("vector y; y = A B", "TC0120 15")]
    [InlineData("f = exp(x, y)", "TC0112 5")]
    [InlineData("f = sin()", "TC0112 5")]
    [InlineData("y = einsum(\"ij->i\", x)", "TC0121 5")]
    [InlineData("y = einsum(\"ij,jk->i\", A)", "TC0121 5")]
    [InlineData("y = einsum(\"ij->ii\", A)", "TC0121 5")]
    [InlineData("y = einsum(A)", "TC0121 5")]
    [InlineData("y = A x +", "TC0106 9")]
    [InlineData("y = (A x", "TC0104 5")]
    [InlineData("y = A x)", "TC0104 8")]
    [InlineData("y = x_i", "TC0101 6")]
    [InlineData("y = x ? z", "TC0101 7")]
    [InlineData("y = * x", "TC0105 5")]
    [InlineData("vector x, A+", "TC0108 12")]
    [InlineData("matrix x; vector x; y = x", "TC0216 18")]
    [InlineData("constant c", "TC0110 1")]
    public void A_mistake_has_its_code_and_place(string text, string expected)
    {
        TensorProgram.TryParse(text, InputNotation.Matrix, out TensorProgram? program, out ImmutableArray<Diagnostic> diagnostics).Should().BeFalse();
        program.Should().BeNull();
        diagnostics.Where(d => d.Severity == Severity.Error).Select(d => $"{d.Code} {d.Span!.Value.Start + 1}").Should().Equal(expected);
    }

    [Fact]
    public void A_scalars_letter_that_is_added_to_vectors_is_a_vectors_with_a_warning()
    {
        TensorProgram program = TensorProgram.Parse("f = sum((A x - b) .^ 2)", InputNotation.Matrix);
        program.Warnings.Select(w => w.Code).Should().Equal("TC0420");
        program.Bound.Find("b")!.Order.Should().Be(1);
        TensorProgram.Parse("scalar b; f = sum((A x - b) .^ 2)").Bound.Find("b")!.Order.Should().Be(0);
        TensorProgram.Parse("f = b + sum(x + b)", InputNotation.Matrix).Bound.Find("b")!.Order.Should().Be(0);
    }

    [Fact]
    public void Neither_long_nor_deep_programs_do_harm()
    {
        TensorProgram.Parse("f = " + string.Join(" + ", Enumerable.Repeat("x' x", 2000)), InputNotation.Matrix).Outputs.Should().Equal("f");
        string[] deep = [new string('(', 100_000) + "x", "f = " + string.Join(" * ", Enumerable.Repeat("A", 20_000)), "y = x" + string.Concat(Enumerable.Repeat(" .^ x", 20_000)), "y = " + new string('-', 100_000) + "x_"];
        foreach (string text in deep)
        {
            TensorProgram.TryParse(text, InputNotation.Matrix, out _, out ImmutableArray<Diagnostic> diagnostics).Should().BeFalse();
            diagnostics.Should().NotBeEmpty();
        }
    }
}

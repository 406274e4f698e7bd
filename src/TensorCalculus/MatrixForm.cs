using System.Collections.Immutable;
using TensorCalculus.Matrices;

namespace TensorCalculus;

/// <summary>A derived equation in matrix notation, or the reason why it has none. Vectors are columns; functions and powers (<c>∘2</c>)
/// are pointwise, and a number that is added to a matrix is added to each of its components.</summary>
public sealed class MatrixForm
{
    internal MatrixForm(MatrixEquation equation)
    {
        Equation = equation;
        Left = MatrixFormula.Of(equation.Left);
        Right = MatrixFormula.Of(equation.Right);
        Batch = equation.Translation is { } translation ? [.. translation.Batch.Select(b => b.Letter)] : [];
        Vectorised = equation.Vectorised is { } vectorised ? new VectorisedFormula(vectorised) : null;
    }

    /// <summary>The derivative as a whole, such as <c>∂l/∂X</c>; <see langword="null"/> where there is no form.</summary>
    public MatrixFormula? Left { get; }

    /// <summary>What it equals; <see langword="null"/> where there is no form.</summary>
    public MatrixFormula? Right { get; }

    /// <summary>The indices for each of whose values the form stands, <c>∂l/∂X_b = ∂l/∂Y_b Aᵀ</c>: none for a matrix, a vector or a scalar.
    /// The NumPy expression is the whole array.</summary>
    public ImmutableArray<string> Batch { get; }

    /// <summary>Why there is no matrix form; <see langword="null"/> where there is one.</summary>
    public string? Reason => Equation.Reason;

    /// <summary>A Jacobian or a block of a Hessian that has too many axes for a matrix, as one between vectorised tensors;
    /// <see langword="null"/> where there is no such form, or no need of it.</summary>
    public VectorisedFormula? Vectorised { get; }

    internal MatrixEquation Equation { get; }
}

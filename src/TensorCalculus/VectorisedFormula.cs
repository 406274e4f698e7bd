using TensorCalculus.Matrices;

namespace TensorCalculus;

/// <summary>A derivative as a matrix between vectorised tensors, such as <c>∂vec(Y)/∂vec(X) = Bᵀ ⊗ A</c> for Y = A X B. It has a row for each
/// component of what is differentiated and a column for each of what it is differentiated by; vec stacks the columns of a matrix.</summary>
public sealed class VectorisedFormula
{
    internal VectorisedFormula(VectorisedEquation equation)
    {
        Equation = equation;
        (LeftUnicode, LeftLatex) = (equation.Left.Unicode, equation.Left.Latex);
        Right = MatrixFormula.Of(equation.Right)!;
        Note = equation.Note?.Unicode;
    }

    /// <summary>The derivative as a whole, as plain text.</summary>
    public string LeftUnicode { get; }

    /// <summary>The derivative as a whole, in LaTeX.</summary>
    public string LeftLatex { get; }

    /// <summary>What it equals. The NumPy expression is a two-dimensional array.</summary>
    public MatrixFormula Right { get; }

    /// <summary>What the commutation matrix K is; <see langword="null"/> where it does not occur.</summary>
    public string? Note { get; }

    internal VectorisedEquation Equation { get; }
}

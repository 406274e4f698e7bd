using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Matrices;

/// <summary>A derived equation in matrix form.</summary>
/// <param name="Left">The derivative as a whole.</param>
/// <param name="Right">What it equals.</param>
internal sealed record MatrixTranslation(MatrixNode Left, MatrixNode Right)
{
    /// <summary>The indices for each of whose values the equation stands, in the order of the derivative's axes.</summary>
    public ImmutableArray<BatchIndex> Batch { get; init; } = [];

    /// <summary>Where there is a batch, which axes of the derivative are those of the rows and of the columns.</summary>
    public (int Row, int Column) Axes { get; init; }

    /// <summary>Translates an equation whose left side has at most two free indices, the first of them that of the rows, or is a gradient
    /// of more axes, which is then a stack of matrices.</summary>
    /// <param name="program">The program.</param>
    /// <param name="equation">The equation.</param>
    /// <param name="isOfOneTensor">Whether all axes of the derivative are those of one tensor.</param>
    /// <exception cref="NoMatrixFormException">There is no matrix form.</exception>
    public static MatrixTranslation Of(BoundProgram program, DerivedEquation equation, bool isOfOneTensor)
    {
        ImmutableArray<IndexVariable> indices = [.. equation.Left.Subscripts.OfType<IndexSubscript>().Select(s => s.Index)];
        if (indices.Length > 2)
        {
            return isOfOneTensor
                ? BatchTranslator.Translate(program, equation, indices)
                : throw new NoMatrixFormException($"the derivative has {indices.Length} axes, and a matrix has two");
        }

        var translator = new MatrixTranslator(program);
        IndexVariable? row = indices.ElementAtOrDefault(0), column = indices.ElementAtOrDefault(1);
        return new MatrixTranslation(translator.Translate(equation.Left, row, column), MatrixBuilder.Settle(translator.Translate(equation.Right, row, column)));
    }
}

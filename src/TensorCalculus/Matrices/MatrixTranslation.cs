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

    /// <summary>Where there is a batch, which axes of the derivative are those of the rows and, if there are any, of the columns.</summary>
    public ImmutableArray<int> Axes { get; init; } = [];

    /// <summary>Translates an equation whose left side has at most two free indices, the first of them that of the rows, or is a gradient,
    /// which may be a stack of matrices or vectors.</summary>
    /// <param name="program">The program.</param>
    /// <param name="equation">The equation.</param>
    /// <param name="isOfOneTensor">Whether all axes of the derivative are those of one tensor.</param>
    /// <exception cref="NoMatrixFormException">There is no matrix form.</exception>
    public static MatrixTranslation Of(BoundProgram program, DerivedEquation equation, bool isOfOneTensor)
    {
        ImmutableArray<IndexVariable> indices = [.. equation.Left.Subscripts.OfType<IndexSubscript>().Select(s => s.Index)];
        return indices.Length <= 1 || (indices.Length == 2 && !isOfOneTensor) ? Of(program, equation, [], indices)
            : isOfOneTensor ? BatchTranslator.Translate(program, equation, indices)
            : throw new NoMatrixFormException($"the derivative has {indices.Length} axes, and a matrix has two");
    }

    /// <summary>Translates an equation at positions of its batch indices.</summary>
    /// <param name="program">The program.</param>
    /// <param name="equation">The equation.</param>
    /// <param name="batch">The indices that are read as positions, and the numbers of the stack that they become.</param>
    /// <param name="kept">The other free indices: that of the rows, then that of the columns.</param>
    /// <exception cref="NoMatrixFormException">There is no matrix form.</exception>
    public static MatrixTranslation Of(
        BoundProgram program, DerivedEquation equation, ImmutableArray<(IndexVariable Index, BatchIndex Number)> batch, ImmutableArray<IndexVariable> kept)
    {
        var map = batch.ToDictionary(b => b.Index, Subscript (b) => b.Number.Position);
        ImmutableArray<BatchIndex> numbers = [.. batch.Select(b => b.Number)];
        var translator = new MatrixTranslator(program, numbers);
        return new MatrixTranslation(Side(equation.Left), MatrixBuilder.Settle(Side(equation.Right))) { Batch = numbers };

        MatrixNode Side(Expr node) => translator.Translate(program.Factory.Substitute(node, map), kept.ElementAtOrDefault(0), kept.ElementAtOrDefault(1));
    }
}

using TensorCalculus.Algebra;

namespace TensorCalculus.Matrices;

/// <summary>A derived equation in matrix form.</summary>
/// <param name="Left">The derivative as a whole.</param>
/// <param name="Right">What it equals.</param>
internal sealed record MatrixTranslation(MatrixNode Left, MatrixNode Right)
{
    /// <summary>Translates an equation whose left side has at most two free indices: the first is that of the rows.</summary>
    /// <exception cref="NoMatrixFormException">There is no matrix form.</exception>
    public static MatrixTranslation Of(ExprFactory factory, DerivedEquation equation, Func<TensorSymbol, bool> isSymmetric)
    {
        IndexVariable[] indices = [.. equation.Left.Subscripts.OfType<IndexSubscript>().Select(s => s.Index)];
        if (indices.Length > 2)
        {
            throw new NoMatrixFormException($"the derivative has {indices.Length} axes, and a matrix has two");
        }

        var translator = new MatrixTranslator(factory, isSymmetric);
        IndexVariable? row = indices.ElementAtOrDefault(0), column = indices.ElementAtOrDefault(1);
        return new MatrixTranslation(translator.Translate(equation.Left, row, column), MatrixBuilder.Settle(translator.Translate(equation.Right, row, column)));
    }
}

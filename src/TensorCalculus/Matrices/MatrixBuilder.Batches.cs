namespace TensorCalculus.Matrices;

/// <content>Sums of stacks of matrices.</content>
internal static partial class MatrixBuilder
{
    /// <summary>The sum over a batch index, with the scalars that do not depend on it in front.</summary>
    public static MatrixNode SumOver(MatrixNode body, BatchIndex index)
    {
        if (!index.IsIn(body))
        {
            return Multiply([new SizeLeaf(index.Dimension), body]);
        }

        return body is not ScalarMultiple s ? new BatchSum(index, body)
            : Scale(
                s.Coefficient,
                s.Above.Where(f => !index.IsIn(f)),
                s.Below.Where(f => !index.IsIn(f)),
                SumOverBare(Scale(Fractions.Fraction.One, s.Above.Where(index.IsIn), s.Below.Where(index.IsIn), s.Body), index));
    }

    private static MatrixNode SumOverBare(MatrixNode body, BatchIndex index) =>
        index.IsIn(body) ? new BatchSum(index, body) : Multiply([new SizeLeaf(index.Dimension), body]);
}

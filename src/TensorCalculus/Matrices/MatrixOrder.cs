namespace TensorCalculus.Matrices;

/// <summary>The order in which factors and terms are written, and which of two equal expressions is the shorter.</summary>
internal static class MatrixOrder
{
    /// <summary>By the tensors in reading order, then by the number of transposes.</summary>
    public static readonly IComparer<MatrixNode> Reading = Comparer<MatrixNode>.Create(CompareReading);

    /// <summary>Factors: numbers and sizes, then tensors, then functions, then what stands in parentheses.</summary>
    public static readonly IComparer<MatrixNode> Factors = Comparer<MatrixNode>.Create(
        (a, b) => RankOf(a).CompareTo(RankOf(b)) is not 0 and var order ? order : CompareReading(a, b));

    /// <summary>The expression with fewer transposes; of two with as many, the one that begins with one, else the one that reads first.</summary>
    public static MatrixNode Shorter(MatrixNode a, MatrixNode b)
    {
        int order = a.Transposes.CompareTo(b.Transposes);
        order = order != 0 ? order : StartsTransposed(b).CompareTo(StartsTransposed(a));
        order = order != 0 ? order : CompareReading(a, b);
        return order <= 0 ? a : b;
    }

    private static bool StartsTransposed(MatrixNode node) => node is MatrixProduct { Factors: [TransposeOf, ..] };

    private static int RankOf(MatrixNode node) => node switch
    {
        NumberLeaf or PiLeaf or SizeLeaf => 0,
        TensorLeaf or OnesLeaf or UnitLeaf => 1,
        TransposeOf { Operand: var operand } => RankOf(operand),
        InverseOf { Matrix: var matrix } => RankOf(matrix),
        PointwisePower { Base: var @base } => RankOf(@base),
        MatrixSum => 4,
        PointwiseCall or PointwiseChoice or ColumnReduction or NormOf or DeterminantOf => 2,
        _ => 3,
    };

    private static int CompareReading(MatrixNode a, MatrixNode b)
    {
        using IEnumerator<int> left = a.Ordinals.GetEnumerator(), right = b.Ordinals.GetEnumerator();
        while (left.MoveNext())
        {
            if (!right.MoveNext())
            {
                return 1;
            }

            if (left.Current != right.Current)
            {
                return left.Current.CompareTo(right.Current);
            }
        }

        return right.MoveNext() ? -1
            : a.Transposes != b.Transposes ? a.Transposes.CompareTo(b.Transposes)
            : string.CompareOrdinal(a.Key, b.Key);
    }
}

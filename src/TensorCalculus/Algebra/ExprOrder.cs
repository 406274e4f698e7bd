namespace TensorCalculus.Algebra;

/// <summary>A total order of expressions that is the same on every machine. It serves canonical forms; readers see another.</summary>
internal sealed class ExprOrder : IComparer<Expr>
{
    public static readonly ExprOrder Instance = new();

    public static readonly Comparison<Expr> Comparison = Instance.Compare;

    public int Compare(Expr? x, Expr? y)
    {
        if (ReferenceEquals(x, y))
        {
            return 0;
        }

        int order = Rank(x!).CompareTo(Rank(y!));
        if (order != 0)
        {
            return order;
        }

        if (x is TensorElement a && y is TensorElement b && a.Tensor != b.Tensor)
        {
            order = a.Tensor.Ordinal.CompareTo(b.Tensor.Ordinal);
            return order != 0 ? order : string.CompareOrdinal(a.Tensor.Name, b.Tensor.Name);
        }

        order = x!.Hash.CompareTo(y!.Hash);
        return order != 0 ? order : ByIndices(x, y);
    }

    /// <summary>Expressions whose indices share their letters share a hash too.</summary>
    private static int ByIndices(Expr x, Expr y)
    {
        int order = x.FreeIndices.AsSpan().SequenceCompareTo(y.FreeIndices);
        return order != 0 ? order : string.CompareOrdinal(x.ToString(), y.ToString());
    }

    private static int Rank(Expr node) => node switch
    {
        Number => 0,
        PiConstant => 1,
        SizeOf => 2,
        TensorElement => 3,
        Delta => 4,
        Bracket => 4,
        Power => 5,
        Call => 6,
        Choice => 7,
        Reduction => 8,
        Contraction => 9,
        Product => 10,
        Sum => 11,
        _ => 12,
    };
}

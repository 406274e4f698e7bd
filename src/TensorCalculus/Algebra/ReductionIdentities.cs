using TensorCalculus.Functions;

namespace TensorCalculus.Algebra;

/// <summary>What reductions are without being worked out: along indices that a body lacks, and of one another.</summary>
internal static class ReductionIdentities
{
    /// <summary>What the reduction is, or <see langword="null"/> where it stays as it is.</summary>
    public static Expr? Apply(ExprFactory factory, ReductionKind kind, IReadOnlyList<IndexVariable> over, Expr body, IReadOnlyList<Subscript> at)
    {
        switch (kind)
        {
            case ReductionKind.Max or ReductionKind.Min or ReductionKind.Product when !over.All(body.Contains):
                IndexVariable[] present = [.. over.Where(body.Contains)];
                Expr reduced = present.Length == 0 ? body : factory.Reduce(kind, present, body, []);
                Expr times = factory.Multiply([.. over.Except(present).Select(v => factory.Size(v.Dimension))]);
                return kind == ReductionKind.Product ? factory.Raise(reduced, times) : reduced;
            case ReductionKind.Inverse or ReductionKind.Determinant or ReductionKind.LogDeterminant
                when body is Reduction { Kind: ReductionKind.Inverse } inverse && Slots(inverse, over) is { } slots:
                return OfInverse(factory, kind, inverse, slots, at);
            default:
                return null;
        }
    }

    /// <summary>The inverse of an inverse, and its determinant.</summary>
    /// <param name="factory">The factory.</param>
    /// <param name="kind">What is taken of the inverse.</param>
    /// <param name="inverse">The inverse, read at the two indices over which is reduced.</param>
    /// <param name="slots">For each index over which is reduced, the slot of the inverse that is read there.</param>
    /// <param name="at">Where the result is read.</param>
    private static Expr OfInverse(ExprFactory factory, ReductionKind kind, Reduction inverse, int[] slots, IReadOnlyList<Subscript> at)
    {
        OpenBody open = factory.Open(inverse);
        switch (kind)
        {
            case ReductionKind.Determinant:
                return factory.Raise(factory.Reduce(kind, open.Indices, open.Body, []), factory.MinusOne);
            case ReductionKind.LogDeterminant:
                return factory.Negate(factory.Reduce(kind, open.Indices, open.Body, []));
            default:
                return factory.Substitute(open.Body, new Dictionary<IndexVariable, Subscript>
                {
                    [open.Indices[slots[0]]] = at[0],
                    [open.Indices[slots[1]]] = at[1],
                });
        }
    }

    private static int[]? Slots(Reduction inverse, IReadOnlyList<IndexVariable> over)
    {
        int[] slots = [.. over.Select(v => inverse.At.IndexOf(new IndexSubscript(v)))];
        return slots.Contains(-1) || over.Any(inverse.Body.Contains) ? null : slots;
    }
}

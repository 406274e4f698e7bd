namespace TensorCalculus.Printing;

/// <summary>The order in which people write the factors of a product.</summary>
internal enum FactorKind
{
    Constant,
    Gradient,
    Scalar,
    Tensor,
    Delta,
    Bracket,
    Function,
    Parenthesis,
    Sum,

    /// <summary>An unevaluated derivative: what it multiplies comes first.</summary>
    Derivative,
}

/// <summary>Where a factor or an addend stands in the reading order: by kind, then by the tensors in the order in which the
/// program introduces them, then by the indices of the left-hand side.</summary>
internal sealed class ReadingKey(int[] parts) : IComparable<ReadingKey>
{
    private readonly int[] parts = parts;

    public static ReadingKey Of(FactorKind kind, int ordinal, IEnumerable<int> ranks) => new([(int)kind, ordinal, .. ranks]);

    /// <summary>The key of an addend: those of its factors, in order.</summary>
    public static ReadingKey Of(IEnumerable<ReadingKey> factors) => new([.. factors.SelectMany(f => f.parts)]);

    public int CompareTo(ReadingKey? other) => parts.AsSpan().SequenceCompareTo(other!.parts);
}

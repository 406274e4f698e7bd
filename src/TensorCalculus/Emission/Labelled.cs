using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>An array with the index that each of its axes stands for. An index of the expression that is not among them does not
/// change its value: a one-tensor is never an array.</summary>
internal readonly record struct Labelled(ArrayNode Node, ImmutableArray<IndexVariable> Axes)
{
    public Labelled(ArrayNode scalar)
        : this(scalar, [])
    {
    }

    public bool Has(IndexVariable index) => Axes.Contains(index);
}

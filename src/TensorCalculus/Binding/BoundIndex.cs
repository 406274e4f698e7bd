using System.Numerics;
using TensorCalculus.Algebra;

namespace TensorCalculus.Binding;

/// <summary>An index of one equation by its identity: free, or bound by one sum or reduction.</summary>
internal sealed class BoundIndex(string label, SizeCell size)
{
    public string Label { get; } = label;

    public SizeCell Size { get; } = size;

    /// <summary>A bit of its own for a free index; zero for a dummy.</summary>
    public BigInteger FreeBit { get; init; }

    /// <summary>How many binders stand around a dummy's own.</summary>
    public int Level { get; set; }

    /// <summary>The index of the algebra, once sizes are known.</summary>
    public IndexVariable? Variable { get; set; }

    public bool IsFree => !FreeBit.IsZero;
}

/// <summary>Which index a label names at the place that a pass has reached.</summary>
internal sealed class IndexScope
{
    private readonly Dictionary<string, BoundIndex> current = [];
    private readonly Stack<(string Label, BoundIndex? Hidden)> entered = new();

    public BoundIndex this[string label] => current[label];

    public bool Contains(string label) => current.ContainsKey(label);

    public void Enter(IReadOnlyList<BoundIndex> indices)
    {
        for (int i = 0; i < indices.Count; i++)
        {
            entered.Push((indices[i].Label, current.GetValueOrDefault(indices[i].Label)));
            current[indices[i].Label] = indices[i];
        }
    }

    public void Leave(IReadOnlyList<BoundIndex> indices)
    {
        for (int i = 0; i < indices.Count; i++)
        {
            (string label, BoundIndex? hidden) = entered.Pop();
            if (hidden is null)
            {
                current.Remove(label);
            }
            else
            {
                current[label] = hidden;
            }
        }
    }
}

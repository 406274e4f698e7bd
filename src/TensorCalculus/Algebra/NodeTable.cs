using System.Diagnostics.CodeAnalysis;

namespace TensorCalculus.Algebra;

/// <summary>A table keyed by nodes that keeps the order of insertion. Most tables hold a handful of entries, for which a search
/// is faster than hashing and nothing needs to be allocated beforehand.</summary>
internal sealed class NodeTable<T>
{
    private const int SmallCount = 10;

    private Dictionary<Expr, int>? positions;
    private (Expr Key, T Value)[] entries = [];

    public int Count { get; private set; }

    public (Expr Key, T Value) this[int position] => entries[position];

    public void Set(int position, T value) => entries[position].Value = value;

    /// <summary>The position of a node, or -1.</summary>
    public int Find(Expr key)
    {
        if (positions is not null)
        {
            return positions.GetValueOrDefault(key, -1);
        }

        for (int i = 0; i < Count; i++)
        {
            if (ReferenceEquals(entries[i].Key, key))
            {
                return i;
            }
        }

        return -1;
    }

    public bool TryGetValue(Expr key, [MaybeNullWhen(false)] out T value)
    {
        int i = Find(key);
        value = i < 0 ? default : entries[i].Value;
        return i >= 0;
    }

    /// <summary>Adds a node; of two entries for one, either may be found.</summary>
    public void Add(Expr key, T value)
    {
        if (Count == entries.Length)
        {
            Array.Resize(ref entries, Math.Max(4, 2 * Count));
        }

        entries[Count++] = (key, value);
        if (positions is not null)
        {
            positions[key] = Count - 1;
        }
        else if (Count > SmallCount)
        {
            positions = new Dictionary<Expr, int>(2 * Count);
            for (int i = 0; i < Count; i++)
            {
                positions[entries[i].Key] = i;
            }
        }
    }
}

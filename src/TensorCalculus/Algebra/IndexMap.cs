using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TensorCalculus.Algebra;

/// <summary>What to put in the place of some indices. They are few, for which a search is faster than hashing.</summary>
/// <param name="capacity">How many there will be.</param>
internal sealed class IndexMap(int capacity) : IReadOnlyDictionary<IndexVariable, Subscript>
{
    private readonly (IndexVariable Index, Subscript By)[] entries = new (IndexVariable, Subscript)[capacity];

    public int Count { get; private set; }

    public IEnumerable<IndexVariable> Keys => entries.Take(Count).Select(e => e.Index);

    public IEnumerable<Subscript> Values => entries.Take(Count).Select(e => e.By);

    public Subscript this[IndexVariable key] => TryGetValue(key, out Subscript? by) ? by : throw new KeyNotFoundException();

    /// <summary>Adds an index that the map does not have.</summary>
    public void Add(IndexVariable index, Subscript by) => entries[Count++] = (index, by);

    public bool ContainsKey(IndexVariable key) => Find(key) >= 0;

    public bool TryGetValue(IndexVariable key, [MaybeNullWhen(false)] out Subscript value)
    {
        int i = Find(key);
        value = i < 0 ? null : entries[i].By;
        return i >= 0;
    }

    public IEnumerator<KeyValuePair<IndexVariable, Subscript>> GetEnumerator() =>
        entries.Take(Count).Select(e => KeyValuePair.Create(e.Index, e.By)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Find(IndexVariable key)
    {
        int i = Count - 1;
        while (i >= 0 && !ReferenceEquals(entries[i].Index, key))
        {
            i--;
        }

        return i;
    }
}

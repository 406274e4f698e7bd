using TensorCalculus.Algebra;

namespace TensorCalculus.Printing;

/// <summary>Keeps the tie between index letters and sizes: where <c>H</c> or <c>|h|</c> is the size of one dimension, no index
/// of another may be called <c>h</c>.</summary>
internal sealed class SizeLetters
{
    private readonly Dictionary<string, Dimension> owners = [];

    public SizeLetters(BoundProgram program)
    {
        foreach (Dimension dimension in program.Dimensions)
        {
            if (dimension.Letter is { } letter)
            {
                owners.TryAdd(letter, dimension);
            }
        }
    }

    /// <summary>Whether an index of the dimension may have the letter in sight of the printed sizes.</summary>
    public bool Allow(string letter, Dimension dimension, IReadOnlySet<Dimension> printed) =>
        (!owners.TryGetValue(letter, out Dimension? owner) || owner == dimension)
        && !printed.Any(d => d != dimension && d.Symbol?.ToLowerInvariant() == letter);
}

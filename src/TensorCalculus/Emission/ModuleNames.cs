using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>The names of a module in its target language: those of the program where the language lets them be, and with an
/// underscore behind them where it does not.</summary>
internal sealed class ModuleNames
{
    private readonly HashSet<string> taken;
    private readonly HashSet<string> reserved;
    private readonly HashSet<string> inputs;
    private readonly Dictionary<string, string> known = [];
    private readonly Dictionary<Dimension, string> groups = [];
    private int temporaries;

    /// <param name="reserved">The words that the language and the module itself use.</param>
    /// <param name="program">Its names are kept free.</param>
    public ModuleNames(IEnumerable<string> reserved, BoundProgram program)
    {
        this.reserved = [.. reserved];
        inputs = [.. program.Inputs.Select(t => t.Name)];
        taken = [.. program.Tensors.Keys, .. program.Positions, .. program.Functions];
        foreach ((Dimension axis, string? label) in program.Tensors.Values.SelectMany(t => t.Axes.Zip(t.Letters)).Where(a => a.First.IsGroup))
        {
            groups.TryAdd(axis, label ?? "...");
        }
    }

    /// <summary>The name of a tensor, a position, a function or a size.</summary>
    public string Of(string name)
    {
        if (!known.TryGetValue(name, out string? spelt))
        {
            spelt = reserved.Contains(name) ? name + "_" : name;
            known.Add(name, spelt);
            taken.Add(spelt);
        }

        return spelt;
    }

    /// <summary>The name of a tensor. A gradient that the program also has as an input, in the same spelling, has another.</summary>
    public string Of(TensorSymbol tensor) => Of(tensor.Kind == TensorKind.Gradient && inputs.Contains(tensor.Name) ? tensor.Name + "_" : tensor.Name);

    /// <summary>The name of an arbitrary function: <c>f</c>, <c>f_prime</c>, <c>f_prime_prime</c>.</summary>
    public string Of(string function, int primes) => Of(function + string.Concat(Enumerable.Repeat("_prime", primes)));

    /// <summary>The name of a size: its symbol, or the capital of its index.</summary>
    public string Of(Dimension dimension)
    {
        string name = dimension.Symbol ?? (dimension.IsGroup ? null : dimension.Letter?.TrimEnd('\'').ToUpperInvariant()) ?? $"N{dimension.Ordinal}";
        return New($"size {dimension.Ordinal}", name);
    }

    /// <summary>The label of an index group: <c>...</c> or <c>a...b</c>.</summary>
    public string LabelOf(Dimension group) => groups[group];

    /// <summary>The name of the axes of an index group.</summary>
    public string OfAxes(Dimension group)
    {
        string letters = LabelOf(group).Replace("...", "", StringComparison.Ordinal);
        return New($"axes {group.Ordinal}", letters.Length == 0 ? "axes" : "axes_" + letters);
    }

    private string New(string key, string name)
    {
        if (!known.TryGetValue(key, out string? spelt))
        {
            spelt = name;
            while (reserved.Contains(spelt) || !taken.Add(spelt))
            {
                spelt += "_";
            }

            known.Add(key, spelt);
        }

        return spelt;
    }

    /// <summary>A new name.</summary>
    public string Temporary()
    {
        string name;
        do
        {
            name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"t{++temporaries}");
        }
        while (taken.Contains(name) || reserved.Contains(name));

        return name;
    }
}

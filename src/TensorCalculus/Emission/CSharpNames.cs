using System.Collections.Immutable;
using System.Globalization;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>Local names of one C# function. A name declared in a loop may be declared again in a later loop, but no name of the
/// whole function may be declared in any.</summary>
internal sealed class CSharpNames
{
    // Without l and o, which look like digits, and e.
    private const string Letters = "ijkmnpqrstuvwxyzabcdfgh";

    private readonly HashSet<string> everywhere;
    private readonly HashSet<string> inLoops = [];
    private readonly Dictionary<Dimension, string> letters = [];
    private HashSet<string> inStatement = [];
    private HashSet<string> variables = [];

    /// <param name="program">Its letters become loop variables where they can.</param>
    /// <param name="taken">The names of the function.</param>
    public CSharpNames(BoundProgram program, IEnumerable<string> taken)
    {
        everywhere = [.. taken];
        foreach (Dimension dimension in program.Dimensions.Where(d => IsName(d.Letter)))
        {
            letters.TryAdd(dimension, dimension.Letter!);
        }

        foreach ((Dimension dimension, string? letter) in program.Tensors.Values.OrderBy(t => t.Ordinal).SelectMany(t => t.Axes.Zip(t.Letters)))
        {
            if (IsName(letter))
            {
                letters.TryAdd(dimension, letter!);
            }
        }
    }

    /// <summary>Begins a statement, whose loops are its own.</summary>
    /// <returns>What to hand to <see cref="End"/>.</returns>
    public (HashSet<string> Locals, HashSet<string> Variables) Begin()
    {
        var outer = (inStatement, variables);
        (inStatement, variables) = ([], []);
        return outer;
    }

    /// <summary>Ends a statement.</summary>
    public void End((HashSet<string> Locals, HashSet<string> Variables) outer) => (inStatement, variables) = outer;

    /// <summary>A name for a number in a block: the wanted one, or that with a number behind it.</summary>
    public string Local(string wanted, CSharpBlock block)
    {
        string name = wanted;
        for (int number = 2; everywhere.Contains(name) || inStatement.Contains(name) || variables.Contains(name) || (block.Depth == 0 && inLoops.Contains(name)); number++)
        {
            name = wanted + number.ToString(CultureInfo.InvariantCulture);
        }

        (block.Depth == 0 ? everywhere : inStatement).Add(name);
        inLoops.Add(name);
        return name;
    }

    /// <summary>A variable for a loop along a dimension, inside a block and beside other variables.</summary>
    public string Variable(Dimension dimension, CSharpBlock block, IEnumerable<string> beside)
    {
        string[] others = [.. beside];
        IEnumerable<string> numbered = Enumerable.Range(1, int.MaxValue - 1).Select(n => "i" + n.ToString(CultureInfo.InvariantCulture));
        string? letter = letters.GetValueOrDefault(dimension);
        string name = new[] { letter }.OfType<string>().Concat(Letters.Where(c => !letters.ContainsValue(c.ToString())).Select(c => c.ToString())).Concat(numbered)
            .First(n => !everywhere.Contains(n) && !inStatement.Contains(n) && !block.Binds(n) && !others.Contains(n));
        inLoops.Add(name);
        variables.Add(name);
        return name;
    }

    /// <summary>Variables for loops along dimensions, inside a block.</summary>
    public ImmutableArray<string> Variables(IEnumerable<Dimension> dimensions, CSharpBlock block)
    {
        var result = ImmutableArray.CreateBuilder<string>();
        foreach (Dimension dimension in dimensions)
        {
            result.Add(Variable(dimension, block, result));
        }

        return result.ToImmutable();
    }

    private static bool IsName(string? letter) =>
        letter is { Length: > 0 } && char.IsAsciiLetterLower(letter[0]) && letter.All(char.IsAsciiLetterOrDigit) && !CSharpModule.Reserved.Contains(letter);
}

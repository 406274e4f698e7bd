namespace TensorCalculus.Emission;

/// <summary>Names with numbers for tensors that are made on the way to code, none of them taken.</summary>
/// <param name="taken">The names that there are.</param>
/// <param name="spell">The name that a number makes; numbers count from 1.</param>
internal sealed class FreshNames(IEnumerable<string> taken, Func<int, string> spell)
{
    private readonly HashSet<string> taken = [.. taken];

    /// <summary>The last number.</summary>
    public int Count { get; private set; }

    /// <summary>The next name that is free.</summary>
    public string Next()
    {
        string name;
        do
        {
            name = spell(++Count);
        }
        while (taken.Contains(name));

        return name;
    }
}

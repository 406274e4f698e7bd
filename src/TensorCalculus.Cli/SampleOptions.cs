using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;

namespace TensorCalculus.Cli;

/// <summary>On which samples to check: <c>--size --seed</c>.</summary>
internal sealed class SampleOptions
{
    private readonly Option<string[]> size = new("--size")
    {
        Description = "The size of an index, such as h=64. Repeatable. The others are small numbers.",
        HelpName = "INDEX=N",
    };

    private readonly Option<string> seed = new("--seed")
    {
        Description = "The seed of the random tensors. Default: 1.",
        HelpName = "N",
    };

    public void AddTo(Command command)
    {
        command.Add(size);
        command.Add(seed);
    }

    /// <summary>The samples that a call asks for.</summary>
    public CheckOptions Of(ParseResult call) => new() { Sizes = Sizes(call), Seed = Seed(call) };

    private ImmutableDictionary<string, int> Sizes(ParseResult call)
    {
        var sizes = ImmutableDictionary.CreateBuilder<string, int>();
        foreach (string given in call.GetValue(size) ?? [])
        {
            string[] parts = given.Split('=', StringSplitOptions.TrimEntries);
            if (parts is not [{ Length: > 0 } label, var number]
                || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int value) || value < 1)
            {
                throw CallMistakes.Call($"--size {given} cannot be read", "write an index and a positive whole number, as in --size h=64");
            }

            if (sizes.TryGetValue(label, out int other) && other != value)
            {
                throw CallMistakes.Call($"--size gives index {label} the sizes {other} and {value}");
            }

            sizes[label] = value;
        }

        return sizes.ToImmutable();
    }

    private ulong Seed(ParseResult call) => call.GetValue(seed) switch
    {
        null => new CheckOptions().Seed,
        { } given when ulong.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) => value,
        { } given => throw CallMistakes.Call($"--seed {given} cannot be read", "write a whole number that is not negative, as in --seed 7"),
    };
}

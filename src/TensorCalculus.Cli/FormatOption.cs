using System.CommandLine;

namespace TensorCalculus.Cli;

/// <summary><c>--format</c>, whose first value is the default.</summary>
internal sealed class FormatOption(params string[] formats)
{
    public Option<string> Option { get; } = new("--format")
    {
        Description = $"How the answer is written: {string.Join(", ", formats)}. Default: {formats[0]}.",
        HelpName = "FORMAT",
    };

    /// <summary>The format that a call chooses.</summary>
    public string Of(ParseResult call)
    {
        string chosen = call.GetValue(Option) ?? formats[0];
        return formats.Contains(chosen)
            ? chosen
            : throw CallMistakes.Call($"{call.CommandResult.Command.Name} has no format {chosen}", $"its formats are {string.Join(", ", formats)}");
    }
}

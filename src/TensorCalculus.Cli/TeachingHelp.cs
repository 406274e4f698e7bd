using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace TensorCalculus.Cli;

/// <summary>The help of a command with examples below it.</summary>
internal sealed class TeachingHelp(HelpAction plain) : SynchronousCommandLineAction
{
    private const int Width = 110;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        plain.MaxWidth = Width;
        plain.Invoke(parseResult);
        if (Examples.Of(parseResult.CommandResult.Command.Name) is { } examples)
        {
            parseResult.InvocationConfiguration.Output.Write($"Examples:\n{examples}\n");
        }

        return ExitStatus.Done;
    }
}

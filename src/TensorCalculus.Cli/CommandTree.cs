using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;

namespace TensorCalculus.Cli;

/// <summary>All commands, and the reading of a call.</summary>
internal static class CommandTree
{
    private static readonly ParserConfiguration Reading = new()
    {
        // A program may begin with a minus or an @.
        EnablePosixBundling = false,
        ResponseFileTokenReplacer = null,
    };

    /// <summary>Reads a call.</summary>
    /// <exception cref="Diagnostics.ProgramException">The call is wrong.</exception>
    public static ParseResult Parse(string[] args, CommandContext context)
    {
        RootCommand root = Create(context);
        RefuseUnknownCommand(root, args);
        ParseResult call = root.Parse(args, Reading);
        RefuseUnknownOptions(call);
        if (call.Errors is [var first, ..])
        {
            throw CallMistakes.Call(Sentence(first.Message), SeeHelp(call.CommandResult.Command));
        }

        return call;
    }

    private static RootCommand Create(CommandContext context)
    {
        var root = new RootCommand(
            """
            Differentiates tensor programs written in index notation, and shows its work.

            A program is a list of equations: y_{ij} = x_{ik} a_{kj} multiplies two matrices, for an
            index that is not on the left is summed over. Names that no equation defines are inputs;
            l is the loss, and ∂l/∂y is given.
            """)
        {
            DeriveCommand.Create(context),
            CheckCommand.Create(context),
            EmitCommand.Create(context),
            GraphCommand.Create(context),
            VerifyCommand.Create(context),
        };
        root.Directives.Clear();
        foreach (Option option in root.Options)
        {
            option.Action = option switch
            {
                HelpOption => new TeachingHelp((HelpAction)option.Action!),
                VersionOption => new VersionAction(),
                _ => option.Action,
            };
        }

        return root;
    }

    private static void RefuseUnknownCommand(RootCommand root, string[] args)
    {
        string[] known = [.. root.Subcommands.Select(c => c.Name)];
        if (args.FirstOrDefault() is not { } first)
        {
            throw CallMistakes.Call("no command given", $"the commands are {And(known)}; tcalc --help tells what they do");
        }

        if (!first.StartsWith('-') && !known.Contains(first))
        {
            throw CallMistakes.Call(
                $"there is no command {Quoted(first)}",
                first.Contains('=', StringComparison.Ordinal) || first.Contains('_', StringComparison.Ordinal)
                    ? "a command comes before the program, as in tcalc derive PROGRAM"
                    : $"the commands are {And(known)}");
        }
    }

    /// <summary>A word such as <c>--stepz</c> is no program, unless it stands behind <c>--</c>.</summary>
    private static void RefuseUnknownOptions(ParseResult call)
    {
        foreach (Token token in call.Tokens.TakeWhile(t => t.Type != TokenType.DoubleDash))
        {
            bool isValue = call.CommandResult.Children.OfType<OptionResult>().Any(o => o.Tokens.Any(t => ReferenceEquals(t, token)));
            if (token.Type == TokenType.Argument && !isValue && token.Value.StartsWith("--", StringComparison.Ordinal))
            {
                Command command = call.CommandResult.Command;
                throw CallMistakes.Call(
                    $"{command.Name} has no option {token.Value.Split('=')[0]}",
                    $"its options are {And([.. command.Options.Select(o => o.Name)])}");
            }
        }
    }

    private static string SeeHelp(Command command) =>
        command is RootCommand ? "tcalc --help tells what there is" : $"tcalc {command.Name} --help tells what there is";

    private static string Sentence(string message) => char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.');

    private static string Quoted(string word) => word.Length > 40 ? word[..40] + "…" : word;

    private static string And(string[] names) => names is [var only] ? only : $"{string.Join(", ", names[..^1])} and {names[^1]}";
}

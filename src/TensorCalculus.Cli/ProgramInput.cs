using System.Collections.Immutable;
using System.CommandLine;
using TensorCalculus.Diagnostics;

namespace TensorCalculus.Cli;

/// <summary>Where a program comes from, <c>PROGRAM…</c> or <c>-f FILE</c>, and what is said when it is refused.</summary>
internal sealed class ProgramInput
{
    private readonly Argument<string[]> program = new("PROGRAM")
    {
        Description = "The program: one equation or several. Several arguments are several lines.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> file = new("--file", "-f")
    {
        Description = "Reads the program from a file; - is standard input.",
        HelpName = "FILE",
    };

    private readonly Option<string> input = new("--input")
    {
        Description = "How the program is written: index, as in y_{ij} = x_{ik} a_{kj}, or matrix, as in Y = X A. Default: index.",
        HelpName = "NOTATION",
    };

    public void AddTo(Command command)
    {
        command.Add(program);
        command.Add(file);
        command.Add(input);
    }

    /// <summary>Reads the program of a call and answers; a program that is refused is told about on standard error.</summary>
    /// <param name="call">The call.</param>
    /// <param name="context">Standard input and error.</param>
    /// <param name="answer">What to print, and what to warn of.</param>
    public int Run(ParseResult call, CommandContext context, Func<TensorProgram, Answer> answer)
    {
        (string text, string name) = Read(call, context);
        bool isRead = TensorProgram.TryParse(text, Notation(call), out TensorProgram? read, out ImmutableArray<Diagnostic> diagnostics);
        if (!isRead)
        {
            Tell(diagnostics);
            return ExitStatus.Refused;
        }

        Answer given = answer(read!);
        Tell(given.Warnings);
        call.InvocationConfiguration.Output.Write(given.Text);
        return given.Status;

        void Tell(IEnumerable<Diagnostic> told)
        {
            foreach (Diagnostic diagnostic in told)
            {
                context.Error.Write(TensorProgram.Render(diagnostic, text, name) + "\n");
            }
        }
    }

    private InputNotation Notation(ParseResult call) => (call.GetValue(input) ?? "index") switch
    {
        "index" => InputNotation.Index,
        "matrix" => InputNotation.Matrix,
        var other => throw CallMistakes.Call($"there is no notation {other}", "the notations are index and matrix"),
    };

    private (string Text, string Name) Read(ParseResult call, CommandContext context)
    {
        string[] equations = call.GetValue(program) ?? [];
        return (call.GetValue(file), equations) switch
        {
            (null, []) => throw CallMistakes.Call(
                "no program given", $"write its equations, as in tcalc {call.CommandResult.Command.Name} \"y_{{ij}} = x_{{ik}} a_{{kj}}\", or -f FILE"),
            (null, _) => (string.Join('\n', equations), "PROGRAM"),
            ("-", []) => (ProgramFile.ReadAll(context.Input), "PROGRAM"),
            ({ } path, []) => (ProgramFile.Read(path), path),
            _ => throw CallMistakes.Call("both -f and PROGRAM are given", "leave one of them out"),
        };
    }
}

/// <summary>What a command answers.</summary>
/// <param name="Text">What goes to standard output.</param>
/// <param name="Status">The exit status.</param>
/// <param name="Warnings">What goes to standard error.</param>
internal sealed record Answer(string Text, int Status, IEnumerable<Diagnostic> Warnings);

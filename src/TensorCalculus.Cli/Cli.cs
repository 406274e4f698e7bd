using System.CommandLine;
using TensorCalculus.Diagnostics;

namespace TensorCalculus.Cli;

/// <summary>The command line in process: what a call prints goes to the writers that it is given.</summary>
internal static class Cli
{
    /// <summary>Runs one call.</summary>
    /// <param name="args">The words of the call.</param>
    /// <param name="input">What <c>-f -</c> reads.</param>
    /// <param name="output">Receives the answer, and nothing else.</param>
    /// <param name="error">Receives the diagnostics.</param>
    /// <returns>The exit status, one of <see cref="ExitStatus"/>.</returns>
    public static int Run(string[] args, TextReader input, TextWriter output, TextWriter error)
    {
        try
        {
            return Guarded(args, input, output, error);
        }
        catch (IOException)
        {
            // The reader of a pipe may have left, and the reader of the errors with it.
            return ExitStatus.Refused;
        }
    }

    private static int Guarded(string[] args, TextReader input, TextWriter output, TextWriter error)
    {
        try
        {
            int status = Invoke(args, new CommandContext(input, error), output);
            output.Flush();
            return status;
        }
        catch (ProgramException refusal)
        {
            // Mistakes in a program are reported by who knows its text: these are mistakes in the call.
            foreach (Diagnostic diagnostic in refusal.Diagnostics)
            {
                Write(error, diagnostic);
            }
        }
        catch (IOException failure)
        {
            Write(error, CallMistakes.Output(failure));
        }
#pragma warning disable CA1031 // Whatever happens, a script sees a diagnostic and not a stack trace.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Write(error, CallMistakes.Internal(failure));
        }

        return ExitStatus.Refused;
    }

    private static int Invoke(string[] args, CommandContext context, TextWriter output)
    {
        ParseResult call = CommandTree.Parse(args, context);
        return call.Invoke(new InvocationConfiguration { Output = output, Error = context.Error, EnableDefaultExceptionHandler = false });
    }

    private static void Write(TextWriter error, Diagnostic diagnostic) =>
        error.Write(TensorProgram.Render(diagnostic, string.Empty) + "\n");
}

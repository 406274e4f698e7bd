using System.CommandLine;

namespace TensorCalculus.Cli;

/// <summary><c>tcalc graph</c>: the dependency graph, forward and backward.</summary>
internal static class GraphCommand
{
    public static Command Create(CommandContext context)
    {
        var program = new ProgramInput();
        var names = new NameOptions();
        var format = new FormatOption("mermaid", "dot");
        var command = new Command(
            "graph", "Draws which tensor is read by which equation, and which gradient is passed on to which. Dashed: what the backward pass keeps of the forward pass.");
        program.AddTo(command);
        names.AddTo(command);
        command.Add(format.Option);
        command.SetAction(call =>
        {
            string chosen = format.Of(call);
            DeriveOptions options = names.Of(call) with { Steps = false };
            return program.Run(call, context, p =>
            {
                Derivation derivation = p.Derive(options);
                return new Answer(chosen == "dot" ? derivation.ToDot() : derivation.ToMermaid(), ExitStatus.Done, p.Warnings);
            });
        });
        return command;
    }
}

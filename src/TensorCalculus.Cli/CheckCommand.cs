using System.CommandLine;

namespace TensorCalculus.Cli;

/// <summary><c>tcalc check</c>: the derived formulas against numerical differentiation.</summary>
internal static class CheckCommand
{
    public static Command Create(CommandContext context)
    {
        var program = new ProgramInput();
        var names = new NameOptions();
        var samples = new SampleOptions();
        var format = new FormatOption("text", "json");
        var command = new Command(
            "check", "Holds what derive answers against numerical differentiation of the program on random tensors. Exit status 1 if a formula does not agree.");
        program.AddTo(command);
        names.AddTo(command);
        samples.AddTo(command);
        command.Add(format.Option);
        command.SetAction(call =>
        {
            string chosen = format.Of(call);
            CheckOptions options = samples.Of(call) with { Derive = names.Of(call) with { Steps = false } };
            return program.Run(call, context, p =>
            {
                GradientCheck check = p.Check(options);
                return new Answer(chosen == "json" ? check.ToJson() : check.ToText(), check.Passed ? ExitStatus.Done : ExitStatus.Disagrees, p.Warnings);
            });
        });
        return command;
    }
}

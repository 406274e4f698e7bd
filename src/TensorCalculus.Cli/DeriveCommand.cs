using System.CommandLine;

namespace TensorCalculus.Cli;

/// <summary><c>tcalc derive</c>: formulas, with the worked derivation.</summary>
internal static class DeriveCommand
{
    public static Command Create(CommandContext context)
    {
        var program = new ProgramInput();
        var names = new NameOptions();
        var format = new FormatOption("text", "latex", "markdown", "json");
        var steps = new Option<bool>("--steps") { Description = "With the worked derivation (the default)." };
        var noSteps = new Option<bool>("--no-steps") { Description = "Without the worked derivation: the formulas alone." };
        var expand = NameOptions.Names("--expand", "Defined tensors to do without: the answer has their definitions instead of their names, such as sigma,mu. Repeatable.");
        var inTermsOf = NameOptions.Names("--in-terms-of", "The only defined tensors that the answer speaks of, wherever they fit. Repeatable. Default: all.");
        var command = new Command("derive", "Derives the gradients of a program (or its Jacobians), step by step.");
        program.AddTo(command);
        names.AddTo(command);
        command.Add(format.Option);
        command.Add(steps);
        command.Add(noSteps);
        command.Add(expand);
        command.Add(inTermsOf);
        command.SetAction(call =>
        {
            string chosen = format.Of(call);
            if (call.GetValue(steps) && call.GetValue(noSteps))
            {
                throw CallMistakes.Call("--steps and --no-steps exclude each other");
            }

            DeriveOptions options = names.Of(call) with
            {
                Steps = !call.GetValue(noSteps),
                Expand = NameOptions.Split(call, expand),
                InTermsOf = NameOptions.Split(call, inTermsOf),
            };
            return program.Run(call, context, p =>
            {
                Derivation derivation = p.Derive(options);
                return new Answer(Write(derivation, chosen), ExitStatus.Done, derivation.Warnings);
            });
        });
        return command;
    }

    private static string Write(Derivation derivation, string format) => format switch
    {
        "latex" => derivation.ToLatex(),
        "markdown" => derivation.ToMarkdown(),
        "json" => derivation.ToJson(),
        _ => derivation.ToText(),
    };
}

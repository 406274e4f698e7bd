using System.CommandLine;

namespace TensorCalculus.Cli;

/// <summary><c>tcalc emit</c>: source code that computes a program and its derivatives.</summary>
internal static class EmitCommand
{
    private static readonly Dictionary<string, EmitTarget> Targets = new()
    {
        ["numpy"] = EmitTarget.NumPy,
        ["torch"] = EmitTarget.Torch,
        ["jax"] = EmitTarget.Jax,
        ["csharp"] = EmitTarget.CSharp,
    };

    public static Command Create(CommandContext context)
    {
        var program = new ProgramInput();
        var names = new NameOptions();
        var target = new Option<string>("--target")
        {
            Description = $"The library that the code is for: {string.Join(", ", Targets.Keys)}. Default: numpy.",
            HelpName = "TARGET",
        };
        var cost = new Option<bool>("--cost") { Description = "Tells what the code costs, in formulas of the sizes, instead of the code." };
        var compressed = new Option<bool>("--compressed") { Description = "With --mode jacobian or hessian: returns what is left of them beside Kronecker deltas, and says how the whole is built of it." };
        var command = new Command("emit", "Writes source code that computes the outputs of a program and their gradients, or other derivatives.");
        program.AddTo(command);
        names.AddTo(command);
        command.Add(target);
        command.Add(cost);
        command.Add(compressed);
        command.SetAction(call =>
        {
            string chosen = call.GetValue(target) ?? "numpy";
            EmitTarget library = Targets.TryGetValue(chosen, out EmitTarget known)
                ? known
                : throw CallMistakes.Call($"there is no target {chosen}", $"the targets are {string.Join(", ", Targets.Keys)}");
            DeriveOptions options = names.Of(call);
            return program.Run(call, context, p =>
            {
                EmittedCode code = p.Emit(new EmitOptions
                {
                    Target = library,
                    Mode = options.Mode,
                    Wrt = options.Wrt,
                    Of = options.Of,
                    Compressed = call.GetValue(compressed),
                });
                return new Answer(call.GetValue(cost) ? code.Cost.ToText() : code.Text, ExitStatus.Done, p.Warnings);
            });
        });
        return command;
    }
}

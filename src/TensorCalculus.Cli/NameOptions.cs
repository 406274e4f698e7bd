using System.Collections.Immutable;
using System.CommandLine;

namespace TensorCalculus.Cli;

/// <summary>What to differentiate, and by what: <c>--wrt --of --mode</c>.</summary>
internal sealed class NameOptions
{
    private readonly Option<string[]> wrt = Names(
        "--wrt", "The inputs or defined tensors to differentiate by, such as x,sigma. Repeatable. Default: all inputs that are not constant.");

    private readonly Option<string[]> of = Names(
        "--of", "The outputs that feed the loss or, with another --mode, any defined tensors to differentiate. Repeatable. Default: all outputs.");

    private readonly Option<string> mode = new("--mode")
    {
        Description = "backward: the gradients ∂l/∂x, given ∂l/∂y. jacobian: ∂y/∂x itself. hessian: ∂²f/∂x∂a of one scalar f. jvp: the tangents dy, given dx. hvp: the Hessian times a direction vx. Default: backward.",
        HelpName = "MODE",
    };

    public void AddTo(Command command)
    {
        command.Add(wrt);
        command.Add(of);
        command.Add(mode);
    }

    /// <summary>What a call asks for.</summary>
    public DeriveOptions Of(ParseResult call) => new()
    {
        Mode = call.GetValue(mode) switch
        {
            null or "backward" => DerivativeMode.Backward,
            "jacobian" => DerivativeMode.Jacobian,
            "hessian" => DerivativeMode.Hessian,
            "jvp" => DerivativeMode.Jvp,
            "hvp" => DerivativeMode.Hvp,
            { } other => throw CallMistakes.Call($"there is no mode {other}", "the modes are backward, jacobian, hessian, jvp and hvp"),
        },
        Wrt = Split(call, wrt),
        Of = Split(call, of),
    };

    /// <summary>An option that takes names with commas between them, and can be repeated.</summary>
    public static Option<string[]> Names(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "NAMES",
    };

    /// <summary>The names that a call gives in such an option.</summary>
    public static ImmutableArray<string> Split(ParseResult call, Option<string[]> option)
    {
        ImmutableArray<string> names = [.. (call.GetValue(option) ?? []).SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries))];
        return names.Contains(string.Empty)
            ? throw CallMistakes.Call($"{option.Name} has an empty name", $"write names with commas between them, as in {option.Name} x,sigma")
            : names;
    }
}

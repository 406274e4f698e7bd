using System.CommandLine;
using TensorCalculus.Diagnostics;

namespace TensorCalculus.Cli;

/// <summary><c>tcalc verify</c>: is this backward formula right?</summary>
internal static class VerifyCommand
{
    public static Command Create(CommandContext context)
    {
        var program = new ProgramInput();
        var samples = new SampleOptions();
        var format = new FormatOption("text", "json");
        var claim = new Option<string[]>("--claim")
        {
            Description = "A formula that you believe, such as \"dl_dx[p,q] = dl_dy[p,j] a[q,j]\". Repeatable.",
            HelpName = "EQUATION",
        };
        var command = new Command(
            "verify", "Holds your own formulas against the derived ones: proved, equal in numbers, or wrong, with an example and the likely mistake. Exit status 1 if one is wrong.");
        program.AddTo(command);
        command.Add(claim);
        samples.AddTo(command);
        command.Add(format.Option);
        command.SetAction(call =>
        {
            string chosen = format.Of(call);
            CheckOptions given = samples.Of(call);
            string[] claims = call.GetValue(claim) ?? [];
            if (claims.Length == 0)
            {
                throw CallMistakes.Call("no claim given", "write --claim \"dl_dx[p,q] = …\"");
            }

            return program.Run(call, context, p =>
            {
                Verification verification = p.Verify(claims, new VerifyOptions { Sizes = given.Sizes, Seed = given.Seed });
                if (!verification.HasMalformed)
                {
                    string text = chosen == "json" ? verification.ToJson() : verification.ToText();
                    return new Answer(text, verification.Passed ? ExitStatus.Done : ExitStatus.Disagrees, p.Warnings);
                }

                Tell(context, verification);
                return new Answer(string.Empty, ExitStatus.Refused, []);
            });
        });
        return command;
    }

    /// <summary>What is wrong with claims that cannot be read, each with its place in the claim.</summary>
    private static void Tell(CommandContext context, Verification verification)
    {
        foreach (ClaimResult malformed in verification.Claims.Where(c => c.Verdict == ClaimVerdict.Malformed))
        {
            foreach (Diagnostic diagnostic in malformed.Diagnostics)
            {
                context.Error.Write(TensorProgram.Render(diagnostic, malformed.Claim, "CLAIM") + "\n");
            }
        }
    }
}

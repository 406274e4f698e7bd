using System.Text.Json;
using System.Text.Json.Serialization;
using TensorCalculus.Diagnostics;
using TensorCalculus.Tests.Documentation;

namespace TensorCalculus.Tests.Emission;

/// <summary>One run of <c>check.py</c> over all cases, for starting PyTorch takes seconds.</summary>
public sealed class PythonRun
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Lazy<Dictionary<string, Findings>> found = new(Run);

    /// <summary>What was found of a case.</summary>
    internal Findings Of(string id) => found.Value[id];

    private static Dictionary<string, Findings> Run()
    {
        Job[] jobs = [.. CaseFile.All.Values.Select(Emit), .. TamperedCase.All.Select(t => t.Apply(Emit(CaseFile.All[t.Case])))];
        string script = Repository.At("tests", "TensorCalculus.Tests", "Emission", "Python", "check.py");
        string output = Python.Run(script, JsonSerializer.Serialize(new { Cases = jobs.Where(j => j.Refused is null) }, Json));
        Dictionary<string, Findings> read = JsonSerializer.Deserialize<Dictionary<string, Findings>>(output, Json)!;
        foreach (Job job in jobs.Where(j => j.Refused is not null))
        {
            read.Add(job.Id, new Findings([], [$"emit: {job.Refused}"]));
        }

        return read;
    }

    private static Job Emit(EmittedCase c)
    {
        try
        {
            var program = TensorProgram.Parse(c.Program);
            string Module(EmitTarget target) => program.Emit(new EmitOptions { Target = target, Wrt = [.. c.Wrt], Of = [.. c.Of] }).Text;
            var modules = new Dictionary<string, string> { ["numpy"] = Module(EmitTarget.NumPy), ["torch"] = Module(EmitTarget.Torch) };
            return new Job(c.Id, c.Program, c.With, c.Wrt, c.Of, c.Torch, [.. program.Outputs], modules, Modes(program, c), null);
        }
        catch (ProgramException refused)
        {
            return new Job(c.Id, c.Program, c.With, c.Wrt, c.Of, c.Torch, [], [], [], refused.Message);
        }
    }

    /// <summary>Modules in the other modes; those of second order where the program has one scalar output.</summary>
    private static Dictionary<string, Dictionary<string, string>> Modes(TensorProgram program, EmittedCase c)
    {
        var modes = new Dictionary<string, Dictionary<string, string>>();
        if (!c.Wrt.All(program.Inputs.Contains))
        {
            return modes;
        }

        foreach (DerivativeMode mode in new[] { DerivativeMode.Jacobian, DerivativeMode.Jvp, DerivativeMode.Hessian, DerivativeMode.Hvp })
        {
            foreach (bool compressed in mode is DerivativeMode.Jacobian or DerivativeMode.Hessian ? new[] { false, true } : [false])
            {
                try
                {
                    string Module(EmitTarget target) => program.Emit(
                        new EmitOptions { Target = target, Mode = mode, Wrt = [.. c.Wrt], Of = [.. c.Of], Compressed = compressed }).Text;
                    modes.Add(
                        mode.ToString().ToLowerInvariant() + (compressed ? " compressed" : ""),
                        new() { ["numpy"] = Module(EmitTarget.NumPy), ["torch"] = Module(EmitTarget.Torch) });
                }
                catch (ProgramException refused) when (refused.Message.Contains("a Hessian is that of one scalar", StringComparison.Ordinal))
                {
                }
            }
        }

        return modes;
    }
}

/// <summary>What <c>check.py</c> is told of a case.</summary>
internal sealed record Job(
    string Id, string Program, string With, string[] Wrt, string[] Of, string Torch, string[] Outputs, Dictionary<string, string> Modules,
    Dictionary<string, Dictionary<string, string>> Modes,
    [property: JsonIgnore] string? Refused);

/// <summary>What <c>check.py</c> found of a case.</summary>
/// <param name="Held">The checks that the modules passed.</param>
/// <param name="Failed">The others, each with what is wrong.</param>
internal sealed record Findings(string[] Held, string[] Failed);

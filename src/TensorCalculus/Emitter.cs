using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Diagnostics;
using TensorCalculus.Differentiation;
using TensorCalculus.Emission;
using TensorCalculus.Emission.Stabilising;
using TensorCalculus.Printing;

namespace TensorCalculus;

/// <summary>Turns a program and the names of a call into a module of source code.</summary>
internal static class Emitter
{
    public static EmittedCode Emit(TensorProgram program, EmitOptions options)
    {
        if (options.Mode != DerivativeMode.Backward)
        {
            throw new ProgramException(
                [new Diagnostic(DiagnosticCatalogue.NotSupportedYet.Code, Severity.Error, null, "this version emits code for the mode backward alone")]);
        }

        CallNames call = CallNames.Resolve(program.Bound, new DeriveOptions { Wrt = options.Wrt, Of = options.Of });
        BoundProgram prepared = Splitting.Run(Stabilisation.Run(program.Bound, call.Wrt.Where(t => t.Kind == TensorKind.Defined)));
        var names = new ModuleNames(TargetWriters.Reserved(options.Target), prepared);
        var passes = new PlannedPasses(prepared, DerivativeTarget.Loss(prepared, call.Of), call.Wrt, names);

        // For autograd a loss is an output like others.
        bool isLossItself = call.Of.Any(t => !passes.Target.IsGiven(t));
        PlannedPasses fed = isLossItself ? new PlannedPasses(prepared, DerivativeTarget.Fed(prepared, call.Of), call.Wrt, names) : passes;
        EmissionModule module = Plan(prepared, names, passes, fed);
        if (options.Target != EmitTarget.CSharp)
        {
            RefuseUntoldGroups(module);
        }

        string text = TargetWriters.Write(options.Target, module);
        KeepingPlan counted = call.Wrt.All(prepared.Inputs.Contains) ? module.Keeping : fed.Keeping();
        return new EmittedCode(text, new EmissionCost(counted, names));
    }

    /// <exception cref="ProgramException">No parameter of a function tells how many axes a group has.</exception>
    private static void RefuseUntoldGroups(EmissionModule module)
    {
        foreach (FunctionPlan function in new[] { module.Forward, module.Backward })
        {
            var groups = new GroupAxes(function.Parameters, module.Names);
            if (function.Parameters.OfType<TensorParameter>().SelectMany(p => p.Tensor.Axes).Concat(function.Results.SelectMany(r => r.Node.Shape)).FirstOrDefault(groups.IsUntold) is { } untold)
            {
                string label = module.Names.LabelOf(untold);
                throw new ProgramException(
                    [new Diagnostic(DiagnosticCatalogue.NotSupportedYet.Code, Severity.Error, null, $"no argument of {function.Name} tells how many axes the group {label} has", $"declare it: order {label} = 2")]);
            }
        }
    }

    private static EmissionModule Plan(BoundProgram program, ModuleNames names, PlannedPasses passes, PlannedPasses fed)
    {
        var printer = new EquationPrinter(program);
        return new EmissionModule
        {
            Program = program,
            Equations =
            [
                .. program.Equations.Select(e => printer.Print(e, Notation.Unicode)),
                .. program.Identities.Select(i => $"assuming {printer.PrintSides(i.Left, i.Right, Notation.Unicode)}"),
            ],
            Names = names,
            Forward = passes.Forward(),
            Backward = passes.Backward(),
            Keeping = fed.Autograd(),
        };
    }
}

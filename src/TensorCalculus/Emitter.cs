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
        CallNames call = CallNames.Resolve(program.Bound, new DeriveOptions { Mode = options.Mode, Wrt = options.Wrt, Of = options.Of });
        bool isWhole = options.Mode is DerivativeMode.Jacobian or DerivativeMode.Hessian;
        if (options.Compressed && !isWhole)
        {
            throw new ProgramException([new Diagnostic(
                DiagnosticCatalogue.ModeMismatch.Code, Severity.Error, null, "only a Jacobian or a Hessian has a compressed form",
                "choose the mode jacobian or hessian, or leave the compressed form out")]);
        }

        IEnumerable<TensorSymbol> pinned = options.Mode == DerivativeMode.Backward ? call.Wrt : call.Wrt.Concat(call.Of);
        BoundProgram prepared = Splitting.Run(Stabilisation.Run(program.Bound, pinned.Where(t => t.Kind == TensorKind.Defined)));
        var names = new ModuleNames(TargetWriters.Reserved(options.Target), prepared);
        return options.Mode == DerivativeMode.Backward ? Backward(prepared, call, names, options.Target) : Other(prepared, call, names, options);
    }

    private static EmittedCode Backward(BoundProgram prepared, CallNames call, ModuleNames names, EmitTarget target)
    {
        var passes = new PlannedPasses(prepared, DerivativeTarget.Loss(prepared, call.Of), call.Wrt, names);

        // For autograd a loss is an output like others.
        bool isLossItself = call.Of.Any(t => !passes.Target.IsGiven(t));
        PlannedPasses fed = isLossItself ? new PlannedPasses(prepared, DerivativeTarget.Fed(prepared, call.Of), call.Wrt, names) : passes;
        EmissionModule module = Module(prepared, names, passes.Forward(), passes.Backward(), fed.Autograd(), "Forward and backward pass of");
        RefuseUntoldGroups(module, target);
        string text = TargetWriters.Write(target, module);
        KeepingPlan counted = call.Wrt.All(prepared.Inputs.Contains) ? module.Keeping! : fed.Keeping();
        return new EmittedCode(text, new EmissionCost(counted, names));
    }

    private static EmittedCode Other(BoundProgram prepared, CallNames call, ModuleNames names, EmitOptions options)
    {
        var planned = new PlannedDerivative(prepared, call, names);
        FunctionPlan forward = planned.Forward(), derivative = planned.Derivative(options.Compressed);
        EmissionModule module = Module(prepared, names, forward, derivative, null, $"Forward pass and {NounOf(call.Mode)} of");
        RefuseUntoldGroups(module, options.Target);
        return new EmittedCode(TargetWriters.Write(options.Target, module), new EmissionCost(forward, derivative, call.Mode, names));
    }

    /// <exception cref="ProgramException">No parameter of a function tells how many axes a group has.</exception>
    private static void RefuseUntoldGroups(EmissionModule module, EmitTarget target)
    {
        foreach (FunctionPlan function in target == EmitTarget.CSharp ? [] : new[] { module.Forward, module.Derivative })
        {
            var groups = new GroupAxes(function.Parameters, module.Names);
            if (function.Parameters.OfType<TensorParameter>().SelectMany(p => p.Tensor.Axes).Concat(function.Results.SelectMany(r => r.Node.Shape)).FirstOrDefault(groups.IsUntold) is { } untold)
            {
                string label = module.Names.LabelOf(untold);
                throw new ProgramException(
                    [new Diagnostic(DiagnosticCatalogue.UntoldOrder.Code, Severity.Error, null, $"no argument of {function.Name} tells how many axes the group {label} has", $"declare it: order {label} = 2")]);
            }
        }
    }

    private static string NounOf(DerivativeMode mode) => mode switch
    {
        DerivativeMode.Jacobian => "Jacobians",
        DerivativeMode.Hessian => "Hessian",
        DerivativeMode.Jvp => "tangents",
        _ => "Hessian-vector product",
    };

    private static EmissionModule Module(
        BoundProgram program, ModuleNames names, FunctionPlan forward, FunctionPlan derivative, KeepingPlan? keeping, string title)
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
            Forward = forward,
            Derivative = derivative,
            Keeping = keeping,
            Title = title,
        };
    }
}

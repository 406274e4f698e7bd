using System.Collections.Immutable;
using TensorCalculus.Algebra;
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
        BoundProgram prepared = Splitting.Run(Stabilisation.Run(program.Bound, call.Wrt.Where(t => t.Kind == TensorKind.Defined)));
        var pass = new BackwardPass(prepared, DerivativeTarget.Loss(prepared, call.Of), call.Wrt, withSteps: false);
        EmissionModule module = Plan(prepared, pass, call, options.Target);
        return new EmittedCode(TargetWriters.Write(options.Target, module));
    }

    private static EmissionModule Plan(BoundProgram program, BackwardPass pass, CallNames call, EmitTarget target)
    {
        var names = new ModuleNames(TargetWriters.Reserved(target), program);
        var planner = new ModulePlanner(program, names);
        foreach (BoundEquation equation in program.Equations)
        {
            planner.Define(equation);
        }

        HashSet<TensorSymbol> results = [.. call.Wrt.Select(pass.Names.By)];
        HashSet<TensorSymbol> told = [.. pass.Lines.Select(l => l.Of)];
        foreach (DerivedEquation equation in pass.Lines.Select(l => l.Equation).Concat(call.Wrt.Where(t => !told.Contains(t)).Select(pass.Trivial)))
        {
            planner.Define(equation, results.Contains(equation.Left.Tensor));
        }

        TensorSymbol[] given = [.. call.Of.Where(pass.Target.IsGiven).Select(pass.Names.By)];
        ImmutableArray<NamedArray> outputs = [.. program.Outputs.Select(planner.Result)];
        ImmutableArray<NamedArray> gradients = [.. call.Wrt.Select(t => planner.Result(pass.Names.By(t)))];
        FunctionPlan forward = planner.Function("forward", [], outputs);
        FunctionPlan backward = planner.Function("backward", given, gradients);
        var printer = new EquationPrinter(program);
        return new EmissionModule
        {
            Program = program,
            Equations = [.. program.Equations.Select(e => printer.Print(e, Notation.Unicode))],
            Names = names,
            Forward = forward,
            Backward = backward,
            Keeping = planner.Keeping(outputs, [.. gradients.Where(g => program.Inputs.Any(i => g.Tensor == pass.Names.By(i)))], given),
        };
    }
}

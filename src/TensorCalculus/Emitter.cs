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
        if (options.Target == EmitTarget.CSharp && program.Bound.Equations.Any(e => e.Body.Facts is { HasComputed: true } or { HasDelta: true } && !CanLower(program.Bound.Factory, e.Body)))
        {
            throw new ProgramException(
                [new Diagnostic(DiagnosticCatalogue.NotSupportedYet.Code, Severity.Error, null, "this version does not emit C# for computed subscripts and brackets", "choose another target")]);
        }

        CallNames call = CallNames.Resolve(program.Bound, new DeriveOptions { Mode = options.Mode, Wrt = options.Wrt, Of = options.Of });
        BoundProgram prepared = Splitting.Run(Stabilisation.Run(program.Bound, call.Wrt.Where(t => t.Kind == TensorKind.Defined)));
        EmissionModule module = Plan(prepared, call, new ModuleNames(TargetWriters.Reserved(options.Target), prepared));
        return new EmittedCode(TargetWriters.Write(options.Target, module));
    }

    /// <summary>Whether all subscripts are plain: an index alone at its own axis, or a position.</summary>
    private static bool CanLower(ExprFactory factory, Expr body) => !body.Facts.HasComputed && body switch
    {
        Delta delta => delta.IsPlain,
        Binder binder => CanLower(factory, factory.Open(binder).Body),
        _ => body.Children.ToArray().All(c => CanLower(factory, c)),
    };

    private static EmissionModule Plan(BoundProgram program, CallNames call, ModuleNames names)
    {
        var passes = new PlannedPasses(program, DerivativeTarget.Loss(program, call.Of), call.Wrt, names);
        bool isLossItself = call.Of.Any(t => !passes.Target.IsGiven(t));

        // For autograd a loss is an output like others.
        PlannedPasses fed = isLossItself ? new PlannedPasses(program, DerivativeTarget.Fed(program, call.Of), call.Wrt, names) : passes;
        var printer = new EquationPrinter(program);
        return new EmissionModule
        {
            Program = program,
            Equations = [.. program.Equations.Select(e => printer.Print(e, Notation.Unicode))],
            Names = names,
            Forward = passes.Forward(),
            Backward = passes.Backward(),
            Keeping = fed.Keeping(),
        };
    }
}

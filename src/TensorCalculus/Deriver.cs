using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Diagnostics;
using TensorCalculus.Differentiation;
using TensorCalculus.Rewriting;

namespace TensorCalculus;

/// <summary>Turns the names of a call into backward passes, and their lines into what users see.</summary>
internal static class Deriver
{
    public static Derivation Derive(TensorProgram program, DeriveOptions options)
    {
        CallNames names = CallNames.Resolve(program.Bound, options);
        return new Derivation(program, options, [.. Targets(program.Bound, names).Select(t => new DerivedPass(program.Bound, t, names.Wrt, options.Steps))]);
    }

    private static IEnumerable<DerivativeTarget> Targets(BoundProgram program, CallNames names) => names.Mode switch
    {
        DerivativeMode.Backward => [DerivativeTarget.Loss(program, names.Of)],
        _ => names.Of.Select(t => DerivativeTarget.Tensor(program, program.Equations.First(e => e.Tensor == t))),
    };
}

using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Diagnostics;
using TensorCalculus.Differentiation;
using TensorCalculus.Rewriting;
using TensorCalculus.Rules;

namespace TensorCalculus;

/// <summary>Turns the names of a call into passes, and their lines into what users see.</summary>
internal static class Deriver
{
    public static Derivation Derive(TensorProgram program, DeriveOptions options)
    {
        CallNames names = CallNames.Resolve(program.Bound, options);
        var wording = Wording.Of(program.Bound, options, names);
        return new Derivation(program, options, names, [.. Passes(wording, names, options.Steps).Select(p => new DerivedPass(wording.Program, p, options.Steps))]);
    }

    private static IEnumerable<IDerivativePass> Passes(Wording wording, CallNames names, bool withSteps)
    {
        BoundProgram program = wording.Program;
        (RuleSet Local, RuleSet Present) rules = PresentationRules.For(program.Factory, program.Equations, program.Identities, wording.Spoken);
        (RuleSet Local, RuleSet Present) Lasting() => PresentationRules.Lasting(program, names.Wrt, rules, wording.Spoken);
        BoundEquation Defining(TensorSymbol tensor) => program.Equations.First(e => e.Tensor == tensor);
        return names.Mode switch
        {
            DerivativeMode.Backward => [new BackwardPass(program, rules, DerivativeTarget.Loss(program, names.Of), names.Wrt, withSteps)],
            DerivativeMode.Jacobian => names.Of.Select(t => new BackwardPass(program, rules, DerivativeTarget.Tensor(program, Defining(t)), names.Wrt, withSteps)),
            DerivativeMode.Hessian => [new HessianPass(program, Lasting(), rules, Defining(names.Of[0]), names.Wrt, withSteps)],
            DerivativeMode.Jvp =>
                [new TangentPass(program, rules, program.Equations, new GivenTangents(program, names.Wrt, "d", "d"), names.Of, withSteps)],
            DerivativeMode.Hvp => [new HessianVectorPass(program, Lasting(), rules, Defining(names.Of[0]), names.Wrt, withSteps)],
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}

using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Evaluation;

/// <summary>The tensors that stand below a function or a power which is not defined everywhere.</summary>
/// <param name="BelowPositive">Those below a logarithm, a root, or a power with another exponent that is not whole.</param>
/// <param name="BelowUnitBall">Those below a function that is defined between -1 and 1.</param>
internal sealed record DomainUses(ImmutableHashSet<TensorSymbol> BelowPositive, ImmutableHashSet<TensorSymbol> BelowUnitBall)
{
    /// <summary>The tensors that stand there themselves.</summary>
    public static DomainUses DirectIn(BoundProgram program)
    {
        var positive = ImmutableHashSet.CreateBuilder<TensorSymbol>();
        var unitBall = ImmutableHashSet.CreateBuilder<TensorSymbol>();
        foreach (Expr node in program.Equations.SelectMany(e => ExprWalk.NodesOf(program.Factory, e.Body)))
        {
            if (DomainOf(node) is { Domain: not Domain.Real } restricted)
            {
                (restricted.Domain == Domain.Positive ? positive : unitBall).UnionWith(ExprWalk.TensorsOf(program.Factory, restricted.Argument));
            }
        }

        return new DomainUses(positive.ToImmutable(), unitBall.ToImmutable());
    }

    /// <summary>These, and the tensors of which they are made.</summary>
    public DomainUses WithSources(BoundProgram program)
    {
        (ImmutableHashSet<TensorSymbol> positive, ImmutableHashSet<TensorSymbol> unitBall) = (BelowPositive, BelowUnitBall);
        foreach (BoundEquation equation in program.Equations.Reverse())
        {
            HashSet<TensorSymbol> sources = ExprWalk.TensorsOf(program.Factory, equation.Body);
            positive = positive.Contains(equation.Tensor) ? positive.Union(sources) : positive;
            unitBall = unitBall.Contains(equation.Tensor) ? unitBall.Union(sources) : unitBall;
        }

        return new DomainUses(positive, unitBall);
    }

    /// <summary>The argument of a call or power, and where it may be; <see langword="null"/> for another node.</summary>
    public static (Expr Argument, Domain Domain)? DomainOf(Expr node) => node switch
    {
        Call call => (call.Argument, call.Function.Domain),
        Power { Exponent: Number { Value.Denominator.IsOne: true } } power => (power.Base, Domain.Real),
        Power power => (power.Base, Domain.Positive),
        _ => null,
    };
}

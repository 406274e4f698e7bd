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
            Domain domain = DomainOf(node);
            if (domain != Domain.Real)
            {
                (domain == Domain.Positive ? positive : unitBall).UnionWith(ExprWalk.TensorsOf(program.Factory, node.Children[0]));
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

    /// <summary>Where the argument of a call or the base of a power may be.</summary>
    public static Domain DomainOf(Expr node) => node switch
    {
        Call call => call.Function.Domain,
        Power { Exponent: not Number { Value.Denominator.IsOne: true } } => Domain.Positive,
        _ => Domain.Real,
    };
}

using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Differentiation;

/// <summary>The product of the Hessian of a scalar with a given direction, forward over reverse: the lines of the backward pass
/// are equations too, and a forward pass goes through them behind those of the program. The Hessian itself is never formed.</summary>
internal sealed class HessianVectorPass : IDerivativePass
{
    /// <summary>Prepares the pass.</summary>
    /// <param name="program">The program.</param>
    /// <param name="lasting">The rules for the gradient, which is differentiated again: those that hold wherever the inputs are.</param>
    /// <param name="rules">The rules for the program, <em>local</em> and <em>present</em>.</param>
    /// <param name="of">The equation of the scalar.</param>
    /// <param name="wrt">The tensors by which is differentiated; each has a part of the direction.</param>
    /// <param name="withSteps">Whether the steps are recorded.</param>
    public HessianVectorPass(
        BoundProgram program, (RuleSet Local, RuleSet Present) lasting, (RuleSet Local, RuleSet Present) rules, BoundEquation of, ImmutableArray<TensorSymbol> wrt, bool withSteps)
    {
        var gradient = new BackwardPass(program, lasting, DerivativeTarget.Tensor(program, of), wrt, withSteps);
        Direction = new GivenTangents(program, wrt, "v", "Hv");
        var product = new TangentPass(
            program,
            rules,
            [.. program.Equations, .. gradient.Lines.Select(l => l.AsEquation())],
            Direction,
            [.. gradient.Answers.Select(a => a.Left.Tensor)],
            withSteps);
        Lines = [.. gradient.Lines, .. product.Lines];
        Answers = product.Answers;
        Present = rules.Present;
    }

    /// <summary>The given direction.</summary>
    public Direction Direction { get; }

    /// <summary>The gradient lines, then the tangents of the program's tensors and the derivatives of the gradient lines along the direction.</summary>
    public ImmutableArray<DerivedLine> Lines { get; }

    public ImmutableArray<DerivedEquation> Answers { get; }

    public RuleSet Present { get; }
}

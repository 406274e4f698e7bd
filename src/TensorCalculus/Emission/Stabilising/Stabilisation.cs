using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;
using TensorCalculus.Rewriting;
using TensorCalculus.Rules;

namespace TensorCalculus.Emission.Stabilising;

/// <summary>Rewrites a program so that its exponentials and logarithms neither overflow nor lose their digits where the mathematics
/// does not. What a line takes from an earlier one is put in where only both together show it: <c>log(s_T)</c> of a softmax.</summary>
internal sealed class Stabilisation
{
    private const int MostInlined = 200;

    private readonly BoundProgram program;
    private readonly ExprFactory factory;
    private readonly HashSet<TensorSymbol> pinned;
    private readonly Dictionary<TensorSymbol, BoundEquation> exponential = [];

    private Stabilisation(BoundProgram program, IEnumerable<TensorSymbol> pinned)
    {
        this.program = program;
        factory = program.Factory;
        this.pinned = [.. pinned];
    }

    /// <summary>The set <em>stabilise</em>. It ends: every rule removes an exponential, a logarithm or a difference.</summary>
    public static RuleSet Rules { get; } = new(
        "stabilise", [new ExponentialProducts(), new SoftmaxRecognition(), new StableLogarithms(), new Complements(), .. NormalisationRules.Set.Rules]);

    /// <summary>The program with stable equations; those that nothing needs any more are gone.</summary>
    /// <param name="program">The program.</param>
    /// <param name="pinned">Tensors that must stay what they are, for they are differentiated by.</param>
    public static BoundProgram Run(BoundProgram program, IEnumerable<TensorSymbol> pinned)
    {
        var stabilisation = new Stabilisation(program, pinned);
        ImmutableArray<BoundEquation> equations = [.. program.Equations.Select(stabilisation.Stable)];
        return program with { Equations = stabilisation.Needed(equations) };
    }

    private BoundEquation Stable(BoundEquation equation)
    {
        BoundEquation stable = equation with { Body = Visit(Rules.Run(factory, equation.Body)) };
        if (!pinned.Contains(equation.Tensor) && stable.Body.Facts.TreeSize <= MostInlined && OverflowRisk.RangeOf(factory, stable.Body, IsRisky) != Range.Safe)
        {
            exponential.Add(equation.Tensor, stable);
        }

        return stable;
    }

    /// <summary>Each logarithm, product and quotient is tried with the definitions of the exponential tensors that it reads.</summary>
    private Expr Visit(Expr node)
    {
        if (exponential.Count == 0 || node.Children.Length == 0)
        {
            return node;
        }

        Expr visited = factory.Rebuild(node, Visit);
        if (visited is not (Call { Function.Name: "log" or "exp" } or Product or Power or Contraction))
        {
            return visited;
        }

        Expr inlined = Inline(visited);
        if (ReferenceEquals(inlined, visited) || inlined.Facts.TreeSize > MostInlined)
        {
            return visited;
        }

        Expr stable = Rules.Run(factory, inlined);
        return OverflowRisk.Of(factory, stable, IsRisky) < OverflowRisk.Of(factory, visited, IsRisky) ? stable : visited;
    }

    private Expr Inline(Expr node) => node switch
    {
        TensorElement element => exponential.TryGetValue(element.Tensor, out BoundEquation? equation) ? Inline(factory.Instantiate(equation, element.Subscripts)) : node,
        _ => factory.Rebuild(node, Inline),
    };

    /// <summary>How a tensor that is read can be out of bounds.</summary>
    private Range IsRisky(TensorSymbol tensor) =>
        exponential.TryGetValue(tensor, out BoundEquation? equation) ? OverflowRisk.RangeOf(factory, equation.Body, IsRisky) : Range.Safe;

    private ImmutableArray<BoundEquation> Needed(ImmutableArray<BoundEquation> equations)
    {
        var needed = new HashSet<TensorSymbol>(program.Outputs.Concat(pinned));
        var kept = new List<BoundEquation>();
        foreach (BoundEquation equation in equations.Reverse())
        {
            if (needed.Contains(equation.Tensor))
            {
                kept.Add(equation);
                Read(equation.Body);
            }
        }

        kept.Reverse();
        return [.. kept];

        void Read(Expr node)
        {
            if (node is TensorElement element)
            {
                needed.Add(element.Tensor);
            }

            foreach (Expr child in node.Children)
            {
                Read(child);
            }
        }
    }
}

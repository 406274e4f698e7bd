using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Differentiation;

/// <summary>The blocks of the Hessian of a scalar: its gradients, and behind them a forward pass along the components of each
/// tensor.</summary>
/// <remarks>A gradient takes the place of its lines where it has a closed form: then nothing but the derivatives of the
/// program's own tensors is needed, <c>∂h/∂x</c>.</remarks>
internal sealed class HessianPass : IDerivativePass
{
    private readonly BoundProgram program;
    private readonly (RuleSet Local, RuleSet Present) rules;
    private readonly BoundEquation of;
    private readonly BackwardPass gradient;
    private readonly ClosedForms closed;
    private readonly bool withSteps;
    private readonly ImmutableArray<BoundEquation> gradientEquations;
    private readonly Dictionary<TensorSymbol, DerivedLine> lines;

    /// <summary>Prepares the pass.</summary>
    /// <param name="program">The program.</param>
    /// <param name="lasting">The rules for the gradient, which is differentiated again: those that hold wherever the inputs are.</param>
    /// <param name="rules">The rules for the program, <em>local</em> and <em>present</em>.</param>
    /// <param name="of">The equation of the scalar.</param>
    /// <param name="wrt">The tensors by which is differentiated; there is a block for each pair, the first not behind the second.</param>
    /// <param name="withSteps">Whether the steps are recorded.</param>
    public HessianPass(
        BoundProgram program, (RuleSet Local, RuleSet Present) lasting, (RuleSet Local, RuleSet Present) rules, BoundEquation of, ImmutableArray<TensorSymbol> wrt, bool withSteps)
    {
        (this.program, this.rules, this.of, this.withSteps) = (program, rules, of, withSteps);
        gradient = new BackwardPass(program, lasting, DerivativeTarget.Tensor(program, of), wrt, withSteps);
        closed = new ClosedForms(program, gradient, withSteps);

        var asked = wrt.Select(gradient.Names.By).ToHashSet();
        ImmutableArray<DerivedLine> gradients = [.. gradient.Lines.Select(l => asked.Contains(l.Symbol) ? Closed(l) : l)];
        gradientEquations = [.. gradients.Select(l => l.AsEquation())];

        // First of all, for a forward pass meets ∂f/∂x again, as the derivative of f along x.
        lines = gradients.ToDictionary(l => l.Symbol);
        var answers = new DerivedEquation[wrt.Length, wrt.Length];
        for (int second = 0; second < wrt.Length; second++)
        {
            DerivedEquation[] blocks = Along(wrt[second], second, wrt[..(second + 1)]);
            for (int first = 0; first < blocks.Length; first++)
            {
                answers[first, second] = blocks[first];
            }
        }

        Lines = [.. lines.Values];
        Answers =
        [
            .. from first in Enumerable.Range(0, wrt.Length)
               from second in Enumerable.Range(first, wrt.Length - first)
               select answers[first, second],
        ];
    }

    /// <summary>The gradient lines, and for each tensor by which is differentiated the derivatives by it.</summary>
    public ImmutableArray<DerivedLine> Lines { get; }

    /// <summary>The blocks, row by row from the diagonal on.</summary>
    public ImmutableArray<DerivedEquation> Answers { get; }

    public RuleSet Present => rules.Present;

    /// <summary>The blocks of one tensor with those before it and with itself. The letters of a block follow one another, so
    /// there is a pass for each number of indices of the first tensor.</summary>
    private DerivedEquation[] Along(TensorSymbol by, int turn, ImmutableArray<TensorSymbol> first)
    {
        string[] letters = new LetterSupply(program).Next(first.Max(t => t.Order) + by.Order, _ => false);
        var direction = new ComponentDirection(program, by, letters, turn);
        direction.Know(of.Tensor, gradient.Names.By(by));
        var blocks = new DerivedEquation[first.Length];
        foreach (int order in first.Select(t => t.Order).Distinct())
        {
            int[] places = [.. Enumerable.Range(0, first.Length).Where(i => first[i].Order == order)];
            TensorSymbol[] gradients = [.. places.Select(i => gradient.Names.By(first[i]))];
            var pass = new TangentPass(
                program, rules, [.. program.Equations, .. gradientEquations], direction.With(letters[order..]), gradients, withSteps);
            foreach (DerivedLine line in pass.Lines)
            {
                lines.TryAdd(line.Symbol, line);
            }

            foreach ((int place, DerivedEquation block) in places.Zip(pass.Answers))
            {
                blocks[place] = block;
            }
        }

        return blocks;
    }

    /// <summary>The line in its closed form, where there is one.</summary>
    private DerivedLine Closed(DerivedLine line) =>
        closed.Exists(line) ? new DerivedLine(closed.Of(line), line.Trace?.Then(closed.StepsOf(line))) : line;
}

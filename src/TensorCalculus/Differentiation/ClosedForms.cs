using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Differentiation;

/// <summary>Writes gradient lines out in the program's own tensors and the given derivatives alone.</summary>
/// <remarks>A closed form can be exponentially longer than its lines. One whose size would pass the limit is not made; the
/// line itself, which speaks of the derivatives by later tensors, is the answer then.</remarks>
internal sealed class ClosedForms
{
    private const long MaximalSize = 4000;

    private readonly Lock gate = new();
    private readonly ExprFactory factory;
    private readonly RuleSet present;
    private readonly Dictionary<TensorSymbol, GradientLine> lines;
    private readonly List<GradientLine> order;
    private readonly Dictionary<TensorSymbol, long> sizes = [];
    private readonly Dictionary<TensorSymbol, DerivedEquation> closed = [];

    /// <summary>Prepares the closed forms of one pass. Safe to use from several threads.</summary>
    public ClosedForms(BoundProgram program, BackwardPass pass)
    {
        factory = program.Factory;
        present = pass.Present;
        order = [.. pass.Lines];
        lines = pass.Lines.ToDictionary(l => l.Equation.Left.Tensor);
        foreach (GradientLine line in order)
        {
            sizes[line.Equation.Left.Tensor] = Size(line);
        }
    }

    /// <summary>Whether the closed form of a line stays within the limit.</summary>
    public bool Exists(GradientLine line) => sizes[line.Equation.Left.Tensor] <= MaximalSize;

    /// <summary>The closed form of a line, or the line itself where there is none of moderate size.</summary>
    /// <param name="line">A line of the pass.</param>
    /// <param name="trace">Where the steps from the line to its closed form are recorded.</param>
    public DerivedEquation Of(GradientLine line, Trace? trace = null)
    {
        lock (gate)
        {
            return Exists(line) ? Make(line, trace) : line.Equation;
        }
    }

    private DerivedEquation Make(GradientLine line, Trace? trace)
    {
        HashSet<TensorSymbol> needed = Needed(line);
        foreach (GradientLine other in order)
        {
            TensorSymbol symbol = other.Equation.Left.Tensor;
            if (needed.Contains(symbol) && !closed.ContainsKey(symbol))
            {
                closed.Add(symbol, Close(other, null));
            }
        }

        return trace is null ? closed[line.Equation.Left.Tensor] : Close(line, trace);
    }

    private DerivedEquation Close(GradientLine line, Trace? trace)
    {
        Expr inserted = Insert(line.Equation.Right);
        if (ReferenceEquals(inserted, line.Equation.Right))
        {
            return line.Equation;
        }

        trace?.Begin(DerivationRules.Insert, line.Equation.Left, inserted);
        return line.Equation with { Right = present.Run(factory, inserted, trace) };
    }

    private Expr Insert(Expr node)
    {
        if (!node.Facts.HasGradient)
        {
            return node;
        }

        if (node is TensorElement element)
        {
            return closed.TryGetValue(element.Tensor, out DerivedEquation? equation)
                ? factory.Instantiate(equation, element.Subscripts)
                : node;
        }

        return factory.Rebuild(node, Insert);
    }

    /// <summary>The lines that a line speaks of, and those that they do.</summary>
    private HashSet<TensorSymbol> Needed(GradientLine line)
    {
        var needed = new HashSet<TensorSymbol> { line.Equation.Left.Tensor };
        var open = new Stack<GradientLine>([line]);
        while (open.TryPop(out GradientLine? next))
        {
            foreach (TensorElement element in Gradients(next.Equation.Right))
            {
                if (lines.TryGetValue(element.Tensor, out GradientLine? other) && needed.Add(element.Tensor))
                {
                    open.Push(other);
                }
            }
        }

        return needed;
    }

    private long Size(GradientLine line)
    {
        long size = line.Equation.Right.Facts.TreeSize;
        foreach (TensorElement element in Gradients(line.Equation.Right))
        {
            size += sizes.GetValueOrDefault(element.Tensor);
        }

        return Math.Min(size, MaximalSize + 1);
    }

    private static IEnumerable<TensorElement> Gradients(Expr node)
    {
        if (!node.Facts.HasGradient)
        {
            return [];
        }

        return node is TensorElement element ? [element] : node.Children.ToArray().SelectMany(Gradients);
    }
}

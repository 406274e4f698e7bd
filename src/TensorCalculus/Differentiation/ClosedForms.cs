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
    private readonly Dictionary<TensorSymbol, Trace> traces = [];
    private readonly bool withSteps;

    /// <summary>Prepares the closed forms of one pass. Safe to use from several threads.</summary>
    public ClosedForms(BoundProgram program, BackwardPass pass, bool withSteps)
    {
        this.withSteps = withSteps;
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
    public DerivedEquation Of(GradientLine line)
    {
        lock (gate)
        {
            if (!Exists(line))
            {
                return line.Equation;
            }

            Make(Needed(line));
            return closed[line.Equation.Left.Tensor];
        }
    }

    /// <summary>The steps that lead from the lines to the closed form of one of them, those of the later lines first.</summary>
    public IReadOnlyList<Step> StepsOf(GradientLine line)
    {
        lock (gate)
        {
            if (!Exists(line))
            {
                return [];
            }

            HashSet<TensorSymbol> needed = Needed(line);
            Make(needed);
            return [.. order.Where(l => needed.Contains(l.Equation.Left.Tensor)).SelectMany(l => traces.GetValueOrDefault(l.Equation.Left.Tensor)?.Steps ?? [])];
        }
    }

    private void Make(HashSet<TensorSymbol> needed)
    {
        foreach (GradientLine line in order)
        {
            TensorSymbol symbol = line.Equation.Left.Tensor;
            if (needed.Contains(symbol) && !closed.ContainsKey(symbol))
            {
                closed.Add(symbol, Close(line));
            }
        }
    }

    private DerivedEquation Close(GradientLine line)
    {
        Expr inserted = Insert(line.Equation.Right);
        if (ReferenceEquals(inserted, line.Equation.Right))
        {
            return line.Equation;
        }

        Trace? trace = null;
        if (withSteps)
        {
            trace = new Trace();
            trace.Begin(DerivationRules.Insert, line.Equation.Left, inserted);
            traces.Add(line.Equation.Left.Tensor, trace);
        }

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

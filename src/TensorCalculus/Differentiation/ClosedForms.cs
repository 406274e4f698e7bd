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
    private readonly Dictionary<TensorSymbol, (DerivedLine Line, int Position)> lines;
    private readonly Dictionary<TensorSymbol, long> sizes = [];
    private readonly Dictionary<TensorSymbol, DerivedEquation> closed = [];
    private readonly Dictionary<TensorSymbol, Trace> traces = [];
    private readonly bool withSteps;

    /// <summary>Prepares the closed forms of one pass. Safe to use from several threads.</summary>
    public ClosedForms(BoundProgram program, IDerivativePass pass, bool withSteps)
    {
        this.withSteps = withSteps;
        factory = program.Factory;
        present = pass.Present;
        lines = pass.Lines.Select((l, i) => (l, i)).ToDictionary(l => l.l.Symbol);
        foreach (DerivedLine line in pass.Lines)
        {
            sizes[line.Symbol] = Size(line);
        }
    }

    /// <summary>The line of a derivative, or <see langword="null"/> where none gives it.</summary>
    public DerivedLine? LineOf(TensorSymbol derivative) => lines.TryGetValue(derivative, out (DerivedLine Line, int) found) ? found.Line : null;

    /// <summary>Whether the closed form of a line stays within the limit.</summary>
    public bool Exists(DerivedLine line) => sizes[line.Symbol] <= MaximalSize;

    /// <summary>The closed form of a line, or the line itself where there is none of moderate size.</summary>
    public DerivedEquation Of(DerivedLine line)
    {
        lock (gate)
        {
            if (!Exists(line))
            {
                return line.Equation;
            }

            Make(Needed(line));
            return closed[line.Symbol];
        }
    }

    /// <summary>The steps that lead from the lines to the closed form of one of them, those of the later lines first.</summary>
    public IReadOnlyList<Step> StepsOf(DerivedLine line)
    {
        lock (gate)
        {
            if (!Exists(line))
            {
                return [];
            }

            IReadOnlyList<DerivedLine> needed = Needed(line);
            Make(needed);
            return [.. needed.SelectMany(l => traces.GetValueOrDefault(l.Symbol)?.Steps ?? [])];
        }
    }

    private void Make(IEnumerable<DerivedLine> needed)
    {
        foreach (DerivedLine line in needed.Where(l => !closed.ContainsKey(l.Symbol)))
        {
            closed.Add(line.Symbol, Close(line));
        }
    }

    private DerivedEquation Close(DerivedLine line)
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
            traces.Add(line.Symbol, trace);
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

    /// <summary>The line, the lines that it speaks of, and those that they do, in the order of the pass.</summary>
    private IReadOnlyList<DerivedLine> Needed(DerivedLine line)
    {
        var needed = new SortedDictionary<int, DerivedLine>();
        var open = new Stack<TensorSymbol>([line.Symbol]);
        while (open.TryPop(out TensorSymbol? symbol))
        {
            if (lines.TryGetValue(symbol, out (DerivedLine Line, int Position) next) && needed.TryAdd(next.Position, next.Line))
            {
                foreach (TensorElement element in Gradients(next.Line.Equation.Right))
                {
                    open.Push(element.Tensor);
                }
            }
        }

        return [.. needed.Values];
    }

    private long Size(DerivedLine line)
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

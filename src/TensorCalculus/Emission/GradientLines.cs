using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Emission;

/// <summary>Gradient lines as they are cheapest to compute. What the formulas of a derivation say stays as it is.</summary>
/// <remarks>A line that is a multiple of another tensor, <c>∂l/∂t_ij = 2 ∂l/∂l t_ij</c>, is put into the lines that read it, where the
/// number meets a smaller array. Where both u and h = relu(u) would be kept, h alone tells where u is positive.</remarks>
internal sealed class GradientLines
{
    private readonly ExprFactory factory;
    private readonly Dictionary<TensorSymbol, BoundEquation> thresholds = [];
    private readonly Dictionary<TensorSymbol, DerivedEquation> multiples = [];

    private GradientLines(ExprFactory factory) => this.factory = factory;

    /// <param name="program">The program that is differentiated.</param>
    /// <param name="lines">The lines, each of which reads earlier ones.</param>
    /// <param name="results">The derivatives that are returned.</param>
    public static IReadOnlyList<DerivedEquation> Of(BoundProgram program, IReadOnlyList<DerivedEquation> lines, IReadOnlySet<TensorSymbol> results)
    {
        var uses = new TensorUses(program.Factory, lines.Select(l => l.Right));
        var form = new GradientLines(program.Factory);
        foreach (BoundEquation equation in program.Equations)
        {
            if (equation.Body is Call { Function.Name: "relu", Argument: TensorElement { Tensor: var tensor } argument } && Rearranges(argument, equation.Indices) && uses.Of(equation.Tensor) > 0)
            {
                form.thresholds.TryAdd(tensor, equation);
            }
        }

        var kept = new List<DerivedEquation>();
        foreach (DerivedEquation line in lines)
        {
            DerivedEquation changed = line with { Right = form.Change(line.Right) };
            TensorSymbol symbol = line.Left.Tensor;
            if (!results.Contains(symbol) && uses.Of(symbol) - uses.InSums(symbol) <= 1 && IsMultiple(changed))
            {
                form.multiples.Add(symbol, changed);
            }
            else
            {
                kept.Add(changed);
            }
        }

        return kept;
    }

    private Expr Change(Expr node) => node switch
    {
        TensorElement element => multiples.TryGetValue(element.Tensor, out DerivedEquation? line) ? factory.Instantiate(line, element.Subscripts) : node,
        Choice { Condition: { Relation: Relation.Greater, Left: TensorElement left, Right: Number { Value.IsZero: true } } } choice
            when thresholds.TryGetValue(left.Tensor, out BoundEquation? relu) => factory.Choose(
                new Condition(Relation.Greater, At(relu, left), factory.Zero), Change(choice.Then), Change(choice.Otherwise)),
        _ when node.Children.Length == 0 => node,
        _ => factory.Rebuild(node, Change),
    };

    /// <summary>The defined tensor where its argument is such a component.</summary>
    private TensorElement At(BoundEquation relu, TensorElement argument)
    {
        ImmutableArray<Subscript> places = ((TensorElement)((Call)relu.Body).Argument).Subscripts;
        return factory.Element(relu.Tensor, [.. relu.Indices.Select(v => argument.Subscripts[places.IndexOf(new IndexSubscript(v))])]);
    }

    /// <summary>Whether a line is another tensor's component times numbers that need no sum.</summary>
    private static bool IsMultiple(DerivedEquation line)
    {
        Expr[] factors = line.Right is Product product ? product.Children.ToArray() : [line.Right];
        Expr[] indexed = [.. factors.Where(f => f.FreeIndices.Length > 0)];
        return indexed is [TensorElement element] && !line.Right.Facts.HasContraction
            && Rearranges(element, [.. line.Left.Subscripts.Select(s => ((IndexSubscript)s).Index)]);
    }

    /// <summary>Whether a component has just these indices, each at one axis.</summary>
    private static bool Rearranges(TensorElement element, ImmutableArray<IndexVariable> indices) =>
        element.Subscripts.Length == indices.Length && indices.All(v => element.Subscripts.Contains(new IndexSubscript(v)));
}

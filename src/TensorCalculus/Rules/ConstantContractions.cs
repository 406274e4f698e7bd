using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>Finds sums over indices that the program's definitions make a number, such as Σ_h μ_bh = 0 for centred values or
/// Σ_i s_i = 1 for a softmax: the definitions are put in, from the last line that is read backwards, until nothing but
/// numbers and sizes is left.</summary>
internal sealed class ConstantContractions : NodeRule
{
    private const int MaximalDepth = 10;
    private const int MaximalSize = 200;
    private const int MaximalTerms = 24;
    private const int MaximalSearch = 40;

    private readonly Dictionary<TensorSymbol, (BoundEquation Equation, int Line)> definitions;
    private readonly Dictionary<ulong, Expr?> known = [];

    private readonly RuleSet simplify;

    /// <param name="equations">The program's lines.</param>
    /// <param name="identities">The rules for what is declared of its tensors.</param>
    public ConstantContractions(IEnumerable<BoundEquation> equations, IEnumerable<Rule> identities)
        : base("definitions/constant", "Constant by definition", "a sum over indices that the definitions make a number is that number")
    {
        definitions = equations.Select((e, line) => (e, line)).ToDictionary(d => d.e.Tensor, d => d);
        simplify = new RuleSet("put in", [.. NormalisationRules.Set.Rules, .. identities]);
    }

    protected override bool MayMatch(Expr expression) => expression.Facts.HasContraction && definitions.Count > 0;

    protected override Expr Rewrite(ExprFactory factory, Expr node)
    {
        if (node is not Contraction { Facts: { HasGradient: false, TreeSize: < MaximalSize } } contraction)
        {
            return node;
        }

        // What is known at some free indices is known at others.
        ulong key = ColouredHash.Of(contraction, v => v.IsBound ? v.StableKey : ~(ulong)Array.IndexOf(contraction.FreeIndices, v));
        if (!known.TryGetValue(key, out Expr? constant))
        {
            constant = Find(factory, contraction) is { } found ? factory.Keep(found) : null;
            known.Add(key, constant);
        }

        return constant ?? node;
    }

    private Expr? Find(ExprFactory factory, Expr node)
    {
        for (int depth = 0; depth < MaximalDepth; depth++)
        {
            if (!MayCancel(node) || Latest(node) is not { } latest
                || new Expansion(factory, MaximalTerms).Full(Inline(factory, node, latest)) is not { Result: var expanded }
                || expanded.Facts.TreeSize > MaximalSize)
            {
                return null;
            }

            node = simplify.Run(factory, expanded);
            if (node.Facts.TensorMask == 0 && node.FreeIndices.Length == 0 && !node.Facts.HasDelta && !node.Facts.HasBracket && !node.Facts.HasReduction)
            {
                return node;
            }
        }

        return null;
    }

    /// <summary>Whether every input among the factors can cancel: it must stand in the definition of another factor, for a sum
    /// that is linear in an input, and otherwise independent of it, is no number. The search through the definitions is bounded.</summary>
    private bool MayCancel(Expr node)
    {
        if (node is not Contraction { Body: Product product })
        {
            return true;
        }

        TensorSymbol[] inputs = [.. product.Children.ToArray().OfType<TensorElement>().Select(e => e.Tensor).Where(t => t.Kind == TensorKind.Input)];
        if (inputs.Length == 0)
        {
            return true;
        }

        var open = new Stack<Expr>(product.Children.ToArray().Where(f => f is not TensorElement { Tensor.Kind: TensorKind.Input }));
        var reached = new HashSet<TensorSymbol>();
        while (reached.Count < MaximalSearch && open.TryPop(out Expr? next))
        {
            if (next is TensorElement element && reached.Add(element.Tensor) && definitions.TryGetValue(element.Tensor, out (BoundEquation Equation, int) found))
            {
                open.Push(found.Equation.Body);
            }

            foreach (Expr child in next.Children)
            {
                open.Push(child);
            }
        }

        return inputs.All(reached.Contains);
    }

    /// <summary>The tensor below that is defined last.</summary>
    private BoundEquation? Latest(Expr node)
    {
        (BoundEquation Equation, int Line)? latest = null;
        Visit(node);
        return latest?.Equation;

        void Visit(Expr part)
        {
            if (part is TensorElement element && definitions.TryGetValue(element.Tensor, out (BoundEquation, int Line) found)
                && (latest is null || found.Line > latest.Value.Line))
            {
                latest = found;
            }

            foreach (Expr child in part.Children)
            {
                Visit(child);
            }
        }
    }

    private static Expr Inline(ExprFactory factory, Expr node, BoundEquation equation)
    {
        if (!node.MayContain(equation.Tensor))
        {
            return node;
        }

        return node is TensorElement element
            ? element.Tensor == equation.Tensor ? factory.Instantiate(equation, element.Subscripts) : node
            : factory.Rebuild(node, child => Inline(factory, child, equation));
    }
}

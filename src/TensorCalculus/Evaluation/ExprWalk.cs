using TensorCalculus.Algebra;

namespace TensorCalculus.Evaluation;

/// <summary>The nodes of an expression.</summary>
internal static class ExprWalk
{
    /// <summary>The node itself and all below it, each once, binders opened; the component of a derivative among them.</summary>
    public static IEnumerable<Expr> NodesOf(ExprFactory factory, Expr root)
    {
        var seen = new HashSet<Expr> { root };
        var waiting = new Stack<Expr>([root]);
        while (waiting.TryPop(out Expr? node))
        {
            yield return node;
            foreach (Expr child in Below(factory, node))
            {
                if (seen.Add(child))
                {
                    waiting.Push(child);
                }
            }
        }
    }

    /// <summary>The nodes with the places where each has a part in the value: those where the other factor is not 0. In a value
    /// that is not chosen nothing has.</summary>
    public static IEnumerable<(Expr Node, Expr Where)> PartsOf(ExprFactory factory, Expr root)
    {
        var seen = new HashSet<(Expr, Expr)> { (root, factory.One) };
        var waiting = new Stack<(Expr, Expr)>(seen);
        while (waiting.TryPop(out (Expr Node, Expr Where) part))
        {
            yield return part;
            Expr[] below = Below(factory, part.Node);
            for (int i = 0; i < below.Length; i++)
            {
                Expr where = part.Node is Choice choice && i > 1
                    ? factory.Multiply(part.Where, factory.Choose(choice.Condition, factory.Rational(i == 2 ? 1 : 0), factory.Rational(i == 3 ? 1 : 0)))
                    : part.Where;
                if (seen.Add((below[i], where)))
                {
                    waiting.Push((below[i], where));
                }
            }
        }
    }

    /// <summary>The tensors that an expression reads.</summary>
    public static HashSet<TensorSymbol> TensorsOf(ExprFactory factory, Expr root) =>
        [.. NodesOf(factory, root).OfType<TensorElement>().Select(e => e.Tensor)];

    private static Expr[] Below(ExprFactory factory, Expr node) => node switch
    {
        Binder binder => [factory.Open(binder).Body],
        Derivative derivative => [derivative.Body, derivative.By],
        _ => node.Children.ToArray(),
    };
}

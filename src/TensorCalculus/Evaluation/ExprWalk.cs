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

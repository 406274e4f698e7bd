using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>Counts where expressions read tensors.</summary>
internal sealed class TensorUses
{
    private readonly ExprFactory factory;
    private readonly Dictionary<TensorSymbol, int> all = [];
    private readonly Dictionary<TensorSymbol, int> inSums = [];

    public TensorUses(ExprFactory factory, IEnumerable<Expr> expressions)
    {
        this.factory = factory;
        foreach (Expr expression in expressions)
        {
            Count(expression, []);
        }
    }

    /// <summary>How often a tensor is read.</summary>
    public int Of(TensorSymbol tensor) => all.GetValueOrDefault(tensor);

    /// <summary>How often it is a factor of a product that is summed over one of its indices.</summary>
    public int InSums(TensorSymbol tensor) => inSums.GetValueOrDefault(tensor);

    /// <param name="node">What is looked through.</param>
    /// <param name="summed">The indices of the sum in which it is a factor.</param>
    private void Count(Expr node, IReadOnlyCollection<IndexVariable> summed)
    {
        switch (node)
        {
            case TensorElement element:
                all[element.Tensor] = Of(element.Tensor) + 1;
                if (element.Subscripts.Any(s => s.Indices.Any(summed.Contains)))
                {
                    inSums[element.Tensor] = InSums(element.Tensor) + 1;
                }

                break;
            case Contraction contraction:
                OpenBody open = factory.Open(contraction);
                Count(open.Body, open.Indices);
                break;
            case Binder binder:
                Count(factory.Open(binder).Body, []);
                break;
            default:
                foreach (Expr child in node.Children)
                {
                    Count(child, node is Product ? summed : []);
                }

                break;
        }
    }
}

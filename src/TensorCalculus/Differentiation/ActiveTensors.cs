using TensorCalculus.Algebra;

namespace TensorCalculus.Differentiation;

/// <summary>The part of a list of equations that a pass has to visit: what lies between the tensors by which is
/// differentiated and the outputs.</summary>
internal sealed class ActiveTensors
{
    private readonly Dictionary<TensorSymbol, List<BoundEquation>> readers = [];
    private readonly HashSet<TensorSymbol> active = [];

    public ActiveTensors(IReadOnlyList<BoundEquation> equations, IEnumerable<TensorSymbol> wrt, IEnumerable<TensorSymbol> outputs)
    {
        var reads = new List<TensorSymbol>[equations.Count];
        var feeding = new HashSet<TensorSymbol>(outputs);
        for (int i = equations.Count - 1; i >= 0; i--)
        {
            if (feeding.Contains(equations[i].Tensor))
            {
                feeding.UnionWith(reads[i] = TensorsIn(equations[i].Body));
            }
        }

        active.UnionWith(wrt);
        active.IntersectWith(feeding);
        for (int i = 0; i < reads.Length; i++)
        {
            foreach (TensorSymbol tensor in reads[i] ?? [])
            {
                if (active.Contains(tensor))
                {
                    active.Add(equations[i].Tensor);
                    ReadersOf(tensor).Add(equations[i]);
                }
            }
        }
    }

    /// <summary>Whether the outputs depend on the tensor, and the tensor is or depends on one of those differentiated by.</summary>
    public bool Contains(TensorSymbol tensor) => active.Contains(tensor);

    /// <summary>The equations that pass a derivative on to the tensor, in the order of the program.</summary>
    public List<BoundEquation> ReadersOf(TensorSymbol tensor)
    {
        if (!readers.TryGetValue(tensor, out List<BoundEquation>? list))
        {
            readers.Add(tensor, list = []);
        }

        return list;
    }

    /// <summary>The tensors below, by first occurrence.</summary>
    private static List<TensorSymbol> TensorsIn(Expr body)
    {
        var found = new List<TensorSymbol>();
        var visited = new NodeTable<bool>();
        Visit(body);
        return found;

        void Visit(Expr node)
        {
            if (node is TensorElement element)
            {
                if (!found.Contains(element.Tensor))
                {
                    found.Add(element.Tensor);
                }
            }
            else if (!node.Children.IsEmpty && visited.Find(node) < 0)
            {
                visited.Add(node, true);
                foreach (Expr child in node.Children)
                {
                    Visit(child);
                }
            }
        }
    }
}

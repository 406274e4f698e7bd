using TensorCalculus.Algebra;

namespace TensorCalculus.Differentiation;

/// <summary>The part of a list of equations that a pass has to visit: what lies between the tensors by which is
/// differentiated and the outputs.</summary>
internal sealed class ActiveTensors
{
    private readonly Dictionary<TensorSymbol, List<BoundEquation>> readers = [];
    private readonly Dictionary<BoundEquation, HashSet<TensorSymbol>> reads;
    private readonly HashSet<TensorSymbol> active = [];

    public ActiveTensors(IReadOnlyList<BoundEquation> equations, IEnumerable<TensorSymbol> wrt, IEnumerable<TensorSymbol> outputs)
    {
        reads = equations.ToDictionary(e => e, TensorsIn);
        var feeding = new HashSet<TensorSymbol>(outputs);
        foreach (BoundEquation equation in equations.Reverse())
        {
            if (feeding.Contains(equation.Tensor))
            {
                feeding.UnionWith(reads[equation]);
            }
        }

        active.UnionWith(wrt);
        active.IntersectWith(feeding);
        foreach (BoundEquation equation in equations)
        {
            if (!feeding.Contains(equation.Tensor))
            {
                continue;
            }

            foreach (TensorSymbol tensor in reads[equation].Where(active.Contains))
            {
                active.Add(equation.Tensor);
                ReadersOf(tensor).Add(equation);
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

    private static HashSet<TensorSymbol> TensorsIn(BoundEquation equation)
    {
        var found = new HashSet<TensorSymbol>();
        var visited = new HashSet<Expr>();
        Visit(equation.Body);
        return found;

        void Visit(Expr node)
        {
            if (!visited.Add(node))
            {
                return;
            }

            if (node is TensorElement element)
            {
                found.Add(element.Tensor);
            }

            foreach (Expr child in node.Children)
            {
                Visit(child);
            }
        }
    }
}

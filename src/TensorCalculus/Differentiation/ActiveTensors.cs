using TensorCalculus.Algebra;

namespace TensorCalculus.Differentiation;

/// <summary>The part of a program that a backward pass has to visit: what lies between the tensors by which is
/// differentiated and the outputs.</summary>
internal sealed class ActiveTensors
{
    private readonly Dictionary<TensorSymbol, List<BoundEquation>> readers = [];
    private readonly HashSet<TensorSymbol> active = [];

    public ActiveTensors(BoundProgram program, IEnumerable<TensorSymbol> wrt, IEnumerable<TensorSymbol> outputs)
    {
        var reads = new HashSet<TensorSymbol>?[program.Equations.Length];
        var feeding = new HashSet<TensorSymbol>(outputs);
        for (int line = reads.Length - 1; line >= 0; line--)
        {
            if (feeding.Contains(program.Equations[line].Tensor))
            {
                reads[line] = ReadBy(program.Equations[line]);
                feeding.UnionWith(reads[line]!);
            }
        }

        active.UnionWith(wrt);
        active.IntersectWith(feeding);
        for (int line = 0; line < reads.Length; line++)
        {
            foreach (TensorSymbol tensor in reads[line] ?? Enumerable.Empty<TensorSymbol>())
            {
                if (active.Contains(tensor))
                {
                    active.Add(program.Equations[line].Tensor);
                    ReadersOf(tensor).Add(program.Equations[line]);
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

    /// <summary>The tensors that an equation reads, each once.</summary>
    private static HashSet<TensorSymbol> ReadBy(BoundEquation equation)
    {
        var found = new HashSet<TensorSymbol>();
        var visited = new NodeTable<bool>();
        Visit(equation.Body);
        return found;

        void Visit(Expr node)
        {
            if (node is TensorElement element)
            {
                found.Add(element.Tensor);
            }
            else if (visited.Find(node) < 0)
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

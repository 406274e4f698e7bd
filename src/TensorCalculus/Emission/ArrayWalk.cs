namespace TensorCalculus.Emission;

/// <summary>Walks over array computations.</summary>
internal static class ArrayWalk
{
    /// <summary>Every node that some roots need, themselves included, each once, from the oldest on.</summary>
    /// <param name="roots">The nodes to start from.</param>
    /// <param name="there">Nodes that are there already, below which nothing is needed.</param>
    public static List<ArrayNode> From(IEnumerable<ArrayNode> roots, IReadOnlySet<ArrayNode>? there = null)
    {
        var found = new HashSet<ArrayNode>();
        var open = new Stack<ArrayNode>(roots);
        while (open.TryPop(out ArrayNode? node))
        {
            if (found.Add(node) && there?.Contains(node) != true)
            {
                foreach (ArrayNode operand in node.Operands)
                {
                    open.Push(operand);
                }
            }
        }

        return [.. found.OrderBy(n => n.Id)];
    }
}

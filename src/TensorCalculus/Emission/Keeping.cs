using System.Collections.Immutable;

namespace TensorCalculus.Emission;

/// <summary>Chooses what the forward pass keeps for the backward pass: what is cheaper to keep than to compute again, and nothing else.</summary>
internal static class Keeping
{
    /// <summary>The arrays to keep, inputs among them, from the oldest on.</summary>
    /// <param name="forward">What the forward pass returns.</param>
    /// <param name="backward">What the backward pass returns.</param>
    /// <param name="isGiven">Whether a parameter is handed to the backward pass anyway: a given gradient.</param>
    public static ImmutableArray<ArrayNode> Choose(IEnumerable<ArrayNode> forward, IEnumerable<ArrayNode> backward, Func<ParameterNode, bool> isGiven)
    {
        HashSet<ArrayNode> computed = [.. ArrayWalk.From(forward)];
        var cheap = new Dictionary<ArrayNode, bool>();
        var kept = new HashSet<ArrayNode>();
        var visited = new HashSet<ArrayNode>();
        var open = new Stack<ArrayNode>(backward);
        while (open.TryPop(out ArrayNode? node))
        {
            if (!visited.Add(node))
            {
                continue;
            }

            if (node is ParameterNode parameter)
            {
                if (!isGiven(parameter))
                {
                    kept.Add(node);
                }
            }
            else if (computed.Contains(node) && !node.IsPlain && node is not ViewNode && !IsCheap(node))
            {
                kept.Add(node);
            }
            else
            {
                foreach (ArrayNode operand in node.Operands)
                {
                    open.Push(operand);
                }
            }
        }

        // One operation on what is kept besides is no reason to keep its result too.
        foreach (ArrayNode node in kept.OrderByDescending(n => n.Id).ToArray())
        {
            if (node is ElementwiseNode { Operation: not (CallOperation or RaiseOperation) } && node.Operands.All(o => o.IsPlain || kept.Contains(o)))
            {
                kept.Remove(node);
            }
        }

        return [.. kept.OrderBy(n => n.Id)];

        // Sums and products of inputs, element by element.
        bool IsCheap(ArrayNode node)
        {
            if (!cheap.TryGetValue(node, out bool known))
            {
                known = node is ParameterNode || node.IsPlain || (node is ViewNode or BroadcastNode or ElementwiseNode { Operation: not (CallOperation or RaiseOperation or PowerOperation) } && node.Operands.All(IsCheap));
                cheap.Add(node, known);
            }

            return known;
        }
    }
}

namespace TensorCalculus.Emission;

/// <summary>Tells which arrays of a function nobody reads any more, so that their memory may hold what is computed next.</summary>
internal sealed class Lifetimes
{
    private readonly Dictionary<ArrayNode, Statement> lastReader = [];
    private readonly Dictionary<Statement, Dictionary<ArrayNode, int>> reads = [];
    private readonly HashSet<ArrayNode> lines;

    /// <param name="statements">The lines of the function, in order.</param>
    /// <param name="lasting">The arrays that are read after its end.</param>
    public Lifetimes(IReadOnlyCollection<Statement> statements, IEnumerable<ArrayNode> lasting)
    {
        lines = [.. statements.Select(s => s.Node)];
        HashSet<ArrayNode> pinned = [.. lasting];
        foreach (Statement statement in statements)
        {
            var found = new Dictionary<ArrayNode, int>();
            foreach (ArrayNode operand in statement.Node.Operands)
            {
                Read(operand, found);
            }

            reads.Add(statement, found);
            foreach (ArrayNode read in found.Keys)
            {
                lastReader[read] = statement;
            }

            // A view lives in the memory of what it looks at.
            if (SharesMemory(statement.Node))
            {
                pinned.UnionWith(found.Keys);
            }
        }

        foreach (ArrayNode node in pinned)
        {
            lastReader.Remove(node);
        }
    }

    /// <summary>Whether an array may be written over in a line: it has a name there, and this is where it is read last.</summary>
    public bool Ends(ArrayNode node, Statement statement) => lines.Contains(node) && lastReader.GetValueOrDefault(node) == statement;

    /// <summary>How often a line reads an array.</summary>
    public int Reads(ArrayNode node, Statement statement) => reads[statement].GetValueOrDefault(node);

    /// <summary>How often an array that is written in line reads another.</summary>
    public int Reads(ArrayNode node, ArrayNode inLine)
    {
        var found = new Dictionary<ArrayNode, int>();
        Read(inLine, found);
        return found.GetValueOrDefault(node);
    }

    /// <summary>Whether the array is a part of the memory of another one.</summary>
    public static bool SharesMemory(ArrayNode node) => node is ViewNode or BroadcastNode or WindowNode;

    private void Read(ArrayNode node, Dictionary<ArrayNode, int> found)
    {
        if (lines.Contains(node))
        {
            found[node] = found.GetValueOrDefault(node) + 1;
            return;
        }

        foreach (ArrayNode operand in node.Operands)
        {
            Read(operand, found);
        }
    }
}

using System.Globalization;
using System.Text;

namespace TensorCalculus.Reports;

/// <summary>A dependency graph as a Mermaid flowchart.</summary>
internal static class MermaidGraph
{
    public static string Write(DependencyGraph graph)
    {
        var text = new StringBuilder("flowchart LR\n");
        foreach (GraphNode node in graph.Nodes)
        {
            (string open, string close) = node.Kind switch
            {
                GraphNodeKind.Input => ("[", "]"),
                GraphNodeKind.Defined => ("(", ")"),
                _ => ("([", "])"),
            };
            text.Append(CultureInfo.InvariantCulture, $"    {node.Id}{open}\"{node.Label}\"{close}\n");
        }

        foreach (GraphEdge edge in graph.Edges)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {edge.From} {(edge.Crosses ? "-.->" : "-->")} {edge.To}\n");
        }

        return text.ToString();
    }
}

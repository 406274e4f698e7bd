using System.Globalization;
using System.Text;

namespace TensorCalculus.Reports;

/// <summary>A dependency graph in the language of Graphviz.</summary>
internal static class DotGraph
{
    public static string Write(DependencyGraph graph)
    {
        var text = new StringBuilder("digraph program {\n    rankdir=LR;\n");
        foreach (GraphNode node in graph.Nodes)
        {
            string style = node.Kind switch
            {
                GraphNodeKind.Input => "shape=box",
                GraphNodeKind.Defined => "shape=ellipse",
                _ => "shape=ellipse, style=filled, fillcolor=lightgrey",
            };
            text.Append(CultureInfo.InvariantCulture, $"    {node.Id} [label=\"{node.Label}\", {style}];\n");
        }

        foreach (GraphEdge edge in graph.Edges)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {edge.From} -> {edge.To}{(edge.Crosses ? " [style=dashed]" : "")};\n");
        }

        return text.Append("}\n").ToString();
    }
}

using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Reports;

/// <summary>What a graph draws: tensors and what they are read by; gradients and what they are passed on to.</summary>
/// <param name="Nodes">The nodes, inputs first, then the equations in order, then the gradients in the order of the backward pass.</param>
/// <param name="Edges">The edges, forward ones first.</param>
internal sealed record DependencyGraph(ImmutableArray<GraphNode> Nodes, ImmutableArray<GraphEdge> Edges)
{
    /// <summary>The forward graph of a program and the graph of its backward pass.</summary>
    public static DependencyGraph Of(Derivation derivation)
    {
        BoundProgram program = derivation.Program.Bound;
        var nodes = ImmutableArray.CreateBuilder<GraphNode>();
        var edges = ImmutableArray.CreateBuilder<GraphEdge>();
        foreach (TensorSymbol tensor in program.Inputs.Concat(program.Equations.Select(e => e.Tensor)))
        {
            nodes.Add(new GraphNode(Id(tensor), tensor.Name, tensor.Kind == TensorKind.Input ? GraphNodeKind.Input : GraphNodeKind.Defined));
        }

        foreach (BoundEquation equation in program.Equations)
        {
            edges.AddRange(Reads(equation.Body).Select(t => new GraphEdge(Id(t), Id(equation.Tensor), Crosses: false)));
        }

        var known = new HashSet<string>();
        foreach (DerivedEquation line in derivation.Passes.SelectMany(p => p.LineEquations))
        {
            TensorSymbol[] reads = [.. Reads(line.Right)];
            foreach (TensorSymbol gradient in reads.Where(t => t.Kind == TensorKind.Gradient).Append(line.Left.Tensor).Where(t => known.Add(Id(t))))
            {
                nodes.Add(new GraphNode(Id(gradient), FormulaPrinter.LabelOf(gradient), GraphNodeKind.Gradient));
            }

            edges.AddRange(reads.Select(t => new GraphEdge(Id(t), Id(line.Left.Tensor), Crosses: t.Kind != TensorKind.Gradient)));
        }

        return new DependencyGraph(nodes.ToImmutable(), edges.ToImmutable());
    }

    private static string Id(TensorSymbol tensor) => tensor.Kind == TensorKind.Gradient ? tensor.Name : $"t_{tensor.Name}";

    /// <summary>The tensors that an expression reads, each once, in the order of their ordinals.</summary>
    private static IEnumerable<TensorSymbol> Reads(Expr expression)
    {
        var found = new SortedDictionary<int, TensorSymbol>();
        Visit(expression);
        return found.Values;

        void Visit(Expr node)
        {
            if (node is TensorElement element)
            {
                found.TryAdd(element.Tensor.Ordinal, element.Tensor);
            }

            foreach (Expr child in node.Children)
            {
                Visit(child);
            }
        }
    }
}

internal enum GraphNodeKind
{
    Input,
    Defined,
    Gradient,
}

/// <param name="Id">An identifier that is legal in every format.</param>
/// <param name="Label">What readers see.</param>
/// <param name="Kind">What the node stands for.</param>
internal sealed record GraphNode(string Id, string Label, GraphNodeKind Kind);

/// <param name="From">The identifier of what is read.</param>
/// <param name="To">The identifier of what reads it.</param>
/// <param name="Crosses">Whether a gradient reads a value of the forward pass.</param>
internal sealed record GraphEdge(string From, string To, bool Crosses);

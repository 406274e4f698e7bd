using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>Decides which arrays of a function become lines: those with a name in the program, those that are used twice, and
/// parts of lines that would be too long. The rest is written in line.</summary>
internal sealed class Scheduler
{
    /// <summary>How many operations a line holds before its parts get lines of their own.</summary>
    private const int LongestLine = 6;

    private readonly IReadOnlyDictionary<ArrayNode, (string Name, string Formula)> named;
    private readonly Func<string> temporary;
    private readonly Func<Expr, string> print;
    private readonly HashSet<ArrayNode> roots;
    private readonly HashSet<ArrayNode> given;
    private readonly Dictionary<ArrayNode, int> uses = [];
    private readonly Dictionary<ArrayNode, int> weights = [];
    private readonly List<ArrayNode> needed = [];

    private Scheduler(
        IReadOnlyCollection<ArrayNode> roots,
        IReadOnlyCollection<ArrayNode> given,
        IReadOnlyDictionary<ArrayNode, (string Name, string Formula)> named,
        Func<string> temporary,
        Func<Expr, string> print)
    {
        (this.named, this.temporary, this.print) = (named, temporary, print);
        this.roots = [.. roots];
        this.given = [.. given];
        Count(roots);
    }

    /// <summary>The lines that compute some arrays.</summary>
    /// <param name="roots">The arrays.</param>
    /// <param name="given">Arrays that are there already.</param>
    /// <param name="named">The names that arrays have in the program, and their formulas.</param>
    /// <param name="temporary">Makes a new name.</param>
    /// <param name="print">Writes an expression for a comment.</param>
    public static ImmutableArray<Statement> Run(
        IReadOnlyCollection<ArrayNode> roots,
        IReadOnlyCollection<ArrayNode> given,
        IReadOnlyDictionary<ArrayNode, (string Name, string Formula)> named,
        Func<string> temporary,
        Func<Expr, string> print)
    {
        var scheduler = new Scheduler(roots, given, named, temporary, print);
        return [.. scheduler.needed.OrderBy(n => n.Id).Where(scheduler.IsLine).Select(scheduler.Line)];
    }

    private void Count(IEnumerable<ArrayNode> from)
    {
        var open = new Stack<ArrayNode>();
        foreach (ArrayNode root in from)
        {
            Use(root);
        }

        while (open.TryPop(out ArrayNode? node))
        {
            if (!given.Contains(node))
            {
                foreach (ArrayNode operand in node.Operands)
                {
                    Use(operand);
                }
            }
        }

        void Use(ArrayNode node)
        {
            if (!uses.TryGetValue(node, out int count))
            {
                needed.Add(node);
                open.Push(node);
            }
            else if (node is ViewNode view && !roots.Contains(node))
            {
                // A view is written again where it is used again, and what it looks at with it.
                Use(view.Source);
            }

            uses[node] = count + 1;
        }
    }

    private bool IsLine(ArrayNode node)
    {
        bool isLine = !given.Contains(node) && node is not ParameterNode && (roots.Contains(node)
            || node is PlacementNode or ScatterNode
            || (!node.IsPlain && node is not ViewNode && (named.ContainsKey(node) || uses[node] > 1 || Weight(node) > LongestLine)));
        weights[node] = isLine || given.Contains(node) ? 0 : Weight(node);
        return isLine;
    }

    /// <summary>The operations that are written in line with a node, its own included. Operands have been decided on before.</summary>
    private int Weight(ArrayNode node)
    {
        int own = node is ElementwiseNode or ContractionNode or ReductionNode or BroadcastNode or WindowNode or GatherNode ? 1 : 0;
        return own + node.Operands.Sum(o => weights.GetValueOrDefault(o));
    }

    private Statement Line(ArrayNode node) => named.TryGetValue(node, out (string Name, string Formula) known)
        ? new Statement(node, known.Name, known.Formula)
        : new Statement(node, temporary(), node.Origin is { } origin ? print(origin) : "");
}

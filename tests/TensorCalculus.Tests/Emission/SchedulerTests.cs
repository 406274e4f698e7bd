using System.Collections.Immutable;
using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Emission;
using TensorCalculus.Functions;
using TensorCalculus.Tests.Evaluation;

namespace TensorCalculus.Tests.Emission;

/// <summary>What becomes a line of its own.</summary>
public sealed class SchedulerTests
{
    private readonly ArrayGraph graph = new();
    private readonly IndexVariable i;
    private readonly IndexVariable j;
    private readonly Labelled computed;

    public SchedulerTests()
    {
        var sketch = new ProgramSketch();
        (Dimension rows, Dimension columns) = (sketch.Dimension("i"), sketch.Dimension("j"));
        (i, j) = (sketch.Index(rows), sketch.Index(columns));
        computed = graph.Elementwise(
            new CallOperation(FunctionTable.Find("exp")!), [new Labelled(graph.Parameter(sketch.Input("a", rows, columns)), [i, j])]);
    }

    private Labelled View => graph.Transpose(computed, [j, i]);

    private ArrayNode Squared => graph.Elementwise(new PowerOperation(new Fraction(2)), [View]).Node;

    private ArrayNode Negated => graph.Elementwise(new NegateOperation(), [View]).Node;

    [Fact]
    public void What_a_view_shows_is_computed_once_where_the_view_is_used_twice() =>
        Lines(Squared, Negated).Should().Equal(computed.Node, Squared, Negated);

    [Fact]
    public void What_a_view_shows_stands_in_line_where_the_view_is_used_once() => Lines(Squared).Should().Equal(Squared);

    [Fact]
    public void A_view_that_is_returned_and_used_is_a_line_and_needs_no_other() => Lines(View.Node, Negated).Should().Equal(View.Node, Negated);

    private IEnumerable<ArrayNode> Lines(params ArrayNode[] roots)
    {
        int names = 0;
        ImmutableArray<Statement> lines = Scheduler.Run(roots, [], new Dictionary<ArrayNode, (string Name, string Formula)>(), () => $"t{++names}", _ => "");
        return lines.Select(l => l.Node);
    }
}

using TensorCalculus.Algebra;
using TensorCalculus.Evaluation;
using TensorCalculus.Matrices;
using TensorCalculus.Printing;
using TensorCalculus.Rules;

namespace TensorCalculus.Tests.Laws;

/// <summary>Hierarchies of classes cannot be closed in C#, so this holds every pass to every kind of node.</summary>
public sealed class NodeKindTests
{
    /// <summary>Between them, these have a node of every kind.</summary>
    private static readonly TensorProgram Program = TensorProgram.Parse(
        """
        y_{ij} = 2 pi |k| x_{ik} exp(x_{kj}) + delta_{ij} (1 + x_{ij}^2) + [i <= j] where(x_{ij} > 0, x_{ij}, softmax_{j}(x_{ij}))
        """);

    private static readonly TensorElement By = Program.Bound.Factory.Element(
        Program.Bound.Find("x")!, [.. Program.Bound.Find("x")!.Axes.Select((d, i) => Program.Bound.Factory.Fresh(d, i == 0 ? "p" : "q"))]);

    public static TheoryData<string> Kinds => [.. AllKinds.Select(t => t.Name)];

    private static IEnumerable<Type> AllKinds => typeof(Expr).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Expr)) && !t.IsAbstract);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_pass_handles_each_kind_of_node(string kind)
    {
        ExprFactory factory = Program.Bound.Factory;
        Expr node = Nodes().First(n => n.GetType().Name == kind);

        DebugPrinter.Print(node).Should().NotBeEmpty();
        ColouredHash.Of(node, v => v.StableKey).Should().Be(ColouredHash.Of(node, v => v.StableKey));
        Complexity.Of(node).Should().BePositive();
        factory.Rebuild(node, n => n).Should().BeSameAs(node);
        ReferenceEquals(factory.Scratch(factory).Keep(node), node).Should().BeTrue();
        NormalisationRules.Set.Run(factory, node).Should().NotBeNull();
        foreach (IndexVariable index in node.FreeIndices)
        {
            IndexVariable other = factory.Fresh(index.Dimension, "r");
            Expr renamed = factory.Substitute(node, index, other.Alone);
            renamed.Contains(index).Should().BeFalse();
            factory.Substitute(renamed, other, index.Alone).Should().BeSameAs(node);
        }

        foreach (Notation notation in Enum.GetValues<Notation>())
        {
            new EquationPrinter(Program.Bound).Print(node, notation).Should().NotBeEmpty();
        }

        Numbers numbers = Numbers.For(Program.Bound, seed: 3)!;
        numbers.Of(node, node.FreeIndices).Values.ToArray().Should().OnlyContain(v => double.IsFinite(v));
        if (node is Derivative)
        {
            return;
        }

        // What is differentiated agrees with differences, which know no rules.
        Expr derivative = NormalisationRules.Set.Run(factory, DifferentiationRules.Differentiate(factory, node, By));
        IndexVariable[] free = [.. node.FreeIndices, .. By.FreeIndices];
        Numbers.AreClose(numbers.Of(derivative, free), numbers.Of(factory.Pending(node, By), free), 1e-6).Should().BeTrue("∂({0})/∂x is {1}", node, derivative);
    }

    /// <summary>The program's nodes, its binders opened, and a derivative that is not worked out.</summary>
    private static IEnumerable<Expr> Nodes()
    {
        var open = new Stack<Expr>([Program.Bound.Equations[0].Body, Program.Bound.Factory.Pending(Program.Bound.Equations[0].Body, By)]);
        while (open.TryPop(out Expr? node))
        {
            yield return node;
            foreach (Expr child in node is Binder binder ? [Program.Bound.Factory.Open(binder).Body] : node.Children.ToArray())
            {
                open.Push(child);
            }
        }
    }
}

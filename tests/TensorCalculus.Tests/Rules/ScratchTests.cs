using TensorCalculus.Algebra;
using TensorCalculus.Tests.Evaluation;

namespace TensorCalculus.Tests.Rules;

/// <summary>What is made for a while only, and what is kept of it.</summary>
public class ScratchTests
{
    private readonly ProgramSketch sketch = new();

    [Fact]
    public void A_scratch_knows_the_nodes_of_its_factory_and_keeps_its_own_apart()
    {
        Expr x = sketch.Factory.Element(sketch.Input("x"));
        ExprFactory scratch = sketch.Factory.Scratch(sketch.Factory);

        scratch.Element(((TensorElement)x).Tensor).Should().BeSameAs(x);
        Expr square = scratch.Raise(x, 2);
        scratch.Raise(x, 2).Should().BeSameAs(square);
        sketch.Factory.Raise(x, 2).Should().NotBeSameAs(square, "the scratch was told to keep nothing");
    }

    [Fact]
    public void What_is_kept_is_one_with_what_is_made_later()
    {
        (Expr x, Expr z) = (sketch.Factory.Element(sketch.Input("x")), sketch.Factory.Element(sketch.Input("z")));
        ExprFactory scratch = sketch.Factory.Scratch(sketch.Factory);

        Expr kept = scratch.Keep(scratch.Multiply(scratch.Rational(3), scratch.Add(x, scratch.Raise(z, 2))));

        sketch.Factory.Multiply(sketch.Factory.Rational(3), sketch.Factory.Add(x, sketch.Factory.Raise(z, 2))).Should().BeSameAs(kept);
        scratch.Keep(kept).Should().BeSameAs(kept);
    }

    [Fact]
    public void Where_another_thread_has_kept_an_equal_node_that_one_is_taken()
    {
        Dimension dimension = sketch.Dimension("i");
        TensorSymbol x = sketch.Input("x", dimension);
        ExprFactory factory = sketch.Factory, scratch = factory.Scratch(factory);
        IndexVariable index = factory.Fresh(dimension, "p");

        Expr sum = Make(scratch), meanwhile = Make(factory);

        sum.Should().NotBeSameAs(meanwhile);
        scratch.Keep(sum).Should().BeSameAs(meanwhile);
        scratch.Keep(scratch.Add(sum, scratch.One)).Should().BeSameAs(factory.Add(meanwhile, factory.One));

        Expr Make(ExprFactory made) => made.Contract([index], made.Raise(made.Element(x, index), 2));
    }
}

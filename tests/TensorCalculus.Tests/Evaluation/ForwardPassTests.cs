using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Evaluation;

namespace TensorCalculus.Tests.Evaluation;

public class ForwardPassTests
{
    private readonly ProgramSketch p = new();
    private readonly TensorSymbol x, square, other, sum;
    private readonly ForwardPass pass;

    public ForwardPassTests()
    {
        Dimension d = p.Dimension("i");
        IndexVariable i = p.Index(d);
        x = p.Input("x", d);
        square = p.Define("q", [i], p.Pow(p.At(x, i), 2));
        other = p.Define("o", [i], p.Add(p.At(x, i), p.Number(1)));
        sum = p.Define("y", [], p.Add(p.SumOver(p.At(square, i), i), p.SumOver(p.At(other, i), i)));
        pass = new ForwardPass(p.Build(), new Sample
        {
            Sizes = ImmutableDictionary<Dimension, int>.Empty.Add(d, 2),
            Tensors = ImmutableDictionary<TensorSymbol, DenseTensor>.Empty.Add(x, new DenseTensor([2], [3, 4])),
        });
    }

    [Fact]
    public void Equations_are_evaluated_in_order() => pass[sum][[]].Should().Be(9 + 16 + 4 + 5);

    [Fact]
    public void What_hangs_on_a_varied_input_follows_it() =>
        pass.Vary([x]).At([new DenseTensor([2], [0, 1])], () => pass[sum][[]]).Should().Be(0 + 1 + 1 + 2);

    [Fact]
    public void A_defined_tensor_varies_by_itself()
    {
        double[] seen = pass.Vary([square]).At([new DenseTensor([2], [1, 1])], () => new[] { pass[sum][[]], pass[other][0], pass[square][1] });
        seen.Should().Equal(1 + 1 + 4 + 5, 4, 1);
    }

    [Fact]
    public void Afterwards_all_is_as_before()
    {
        pass.Vary([square]).At([new DenseTensor([2], [1, 1])], () => 0);
        pass[square].Values.ToArray().Should().Equal(9, 16);
        pass[sum][[]].Should().Be(34);
    }
}

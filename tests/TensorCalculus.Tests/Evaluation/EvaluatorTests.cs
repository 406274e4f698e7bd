using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Evaluation;
using TensorCalculus.Functions;

namespace TensorCalculus.Tests.Evaluation;

public class EvaluatorTests
{
    private readonly ProgramSketch p = new();
    private readonly Dimension two;
    private readonly Dimension three;
    private readonly IndexVariable i, j, k;
    private readonly TensorSymbol a, b, x, s;
    private readonly Sample sample;

    public EvaluatorTests()
    {
        two = p.Dimension("i");
        three = p.Dimension("j");
        i = p.Index(two);
        j = p.Index(three);
        k = p.Index(two);
        a = p.Input("a", two, three);
        b = p.Input("b", three, two);
        x = p.Input("x", three);
        s = p.Input("s");
        sample = new Sample
        {
            Sizes = ImmutableDictionary<Dimension, int>.Empty.Add(two, 2).Add(three, 3),
            Positions = ImmutableDictionary<string, int>.Empty.Add("T", 2),
            Functions = ImmutableDictionary<string, SmoothFunction>.Empty.Add("f", (primes, u) => (100 * primes) + u),
            Tensors = ImmutableDictionary<TensorSymbol, DenseTensor>.Empty
                .Add(a, new DenseTensor([2, 3], [1, 2, 3, 4, 5, 6]))
                .Add(b, new DenseTensor([3, 2], [1, -1, 2, 0, 0, 3]))
                .Add(x, new DenseTensor([3], [0, 1, 2]))
                .Add(s, DenseTensor.Scalar(-8)),
        };
    }

    [Fact]
    public void A_matrix_product_sums_over_the_shared_index() =>
        Evaluate(p.SumOver(p.Mul(p.At(a, i, j), p.At(b, j, k)), j), i, k).Should().Equal(5, 8, 14, 14);

    [Fact]
    public void The_order_of_the_asked_indices_is_the_order_of_the_axes() =>
        Evaluate(p.SumOver(p.Mul(p.At(a, i, j), p.At(b, j, k)), j), k, i).Should().Equal(5, 14, 8, 14);

    [Fact]
    public void A_contraction_of_several_indices_sums_over_all_pairs() =>
        Evaluate(p.SumOver(p.Mul(p.At(a, i, j), p.At(b, j, i)), i, j)).Should().Equal(19);

    [Fact]
    public void An_index_that_the_body_lacks_counts() =>
        Evaluate(p.SumOver(p.At(x, j), i, j)).Should().Equal(6);

    [Fact]
    public void A_dummy_may_occur_three_times() =>
        Evaluate(p.SumOver(p.Mul(p.At(x, j), p.At(x, j), p.At(a, i, j)), j), i).Should().Equal(14, 29);

    [Fact]
    public void Nested_sums_keep_their_indices_apart()
    {
        IndexVariable m = p.Index(three);
        Expr squareOfSum = p.Pow(p.SumOver(p.Mul(p.At(a, i, m), p.At(x, m)), m), 2);
        Evaluate(p.SumOver(squareOfSum, i)).Should().Equal((8 * 8) + (17 * 17));
    }

    [Fact]
    public void An_opened_index_may_be_free_beside_its_binder()
    {
        var sum = (Contraction)p.SumOver(p.Mul(p.At(a, i, j), p.At(x, j)), j);
        OpenBody open = p.Factory.Open(sum);
        Evaluate(p.Mul(p.At(x, open.Indices[0]), sum), i, open.Indices[0]).Should().Equal(0, 8, 16, 0, 17, 34);
    }

    [Fact]
    public void A_delta_is_one_on_the_diagonal() => Evaluate(p.Delta(i, k), i, k).Should().Equal(1, 0, 0, 1);

    [Fact]
    public void A_delta_with_a_position_picks_it() =>
        Evaluate(p.Factory.KroneckerDelta(new IndexSubscript(j), new PositionSubscript("T", -1)), j).Should().Equal(0, 1, 0);

    [Theory]
    [InlineData(null, 1, 2, 5)]
    [InlineData("T", 0, 3, 6)]
    [InlineData("T", -2, 1, 4)]
    public void Positions_count_from_zero(string? symbol, int offset, double first, double second) =>
        Evaluate(p.AtPositions(a, new IndexSubscript(i), new PositionSubscript(symbol, offset)), i).Should().Equal(first, second);

    [Theory]
    [InlineData(null, 3)]
    [InlineData(null, -1)]
    [InlineData("T", 1)]
    public void A_position_outside_its_axis_is_refused(string? symbol, int offset)
    {
        Action read = () => Evaluate(p.AtPositions(x, new PositionSubscript(symbol, offset)));
        read.Should().Throw<PositionOutOfRangeException>().WithMessage("*outside axis 0 of x*size is 3*");
    }

    [Fact]
    public void A_size_is_a_number() => Evaluate(p.Div(p.Factory.Size(three), p.Factory.Size(two))).Should().Equal(1.5);

    [Fact]
    public void Pi_is_pi() => Evaluate(p.Factory.Pi).Should().Equal(Math.PI);

    [Fact]
    public void Sums_and_products_have_exact_coefficients() =>
        Evaluate(p.Add(p.Mul(p.Number(3, 4), p.At(s)), p.Number(1, 2)), []).Should().Equal(-5.5);

    [Theory]
    [InlineData(2, 1, 64)]
    [InlineData(3, 1, -512)]
    [InlineData(-1, 1, -0.125)]
    [InlineData(-2, 1, 0.015625)]
    [InlineData(1, 2, double.NaN)]
    [InlineData(-1, 2, double.NaN)]
    [InlineData(1, 3, double.NaN)]
    public void Powers_of_a_negative_number(int numerator, int denominator, double expected) =>
        Evaluate(p.Pow(p.At(s), numerator, denominator)).Should().Equal(expected);

    [Fact]
    public void An_exponent_may_vary() =>
        Evaluate(p.Factory.Raise(p.At(a, i, j), p.At(x, j)), i, j).Should().Equal(1, 2, 9, 1, 5, 36);

    [Fact]
    public void A_known_function_takes_its_value_from_the_table() =>
        Evaluate(p.Call("relu", p.Sub(p.At(x, j), p.Number(1))), j).Should().Equal(0, 0, 1);

    [Fact]
    public void An_arbitrary_function_knows_its_primes() =>
        Evaluate(p.Factory.Apply(p.Factory.Arbitrary("f", 2), p.At(x, j)), j).Should().Equal(200, 201, 202);

    [Fact]
    public void An_unknown_function_has_no_value()
    {
        Action read = () => Evaluate(p.Factory.Apply(p.Factory.Arbitrary("h", 0), p.At(s)));
        read.Should().Throw<InvalidOperationException>().WithMessage("*h has no value*");
    }

    [Fact]
    public void A_tensor_without_value_is_named()
    {
        Action read = () => Evaluate(p.At(p.Input("missing")));
        read.Should().Throw<InvalidOperationException>().WithMessage("missing has no value*");
    }

    [Fact]
    public void A_softmax_row_is_exponentials_over_their_sum()
    {
        double total = 1 + Math.E + Math.Exp(2);
        Evaluate(Reduce(ReductionKind.Softmax, p.At(x, j), j, new IndexSubscript(j)), j)
            .Should().Equal([1 / total, Math.E / total, Math.Exp(2) / total], AlmostEqual);
    }

    [Fact]
    public void A_softmax_may_be_read_at_a_position_and_along_another_axis()
    {
        Expr softmax = Reduce(ReductionKind.Softmax, p.At(a, i, j), i, new PositionSubscript(null, 1));
        double high = 1 / (1 + Math.Exp(-3));
        Evaluate(softmax, j).Should().Equal([high, high, high], AlmostEqual);
    }

    [Fact]
    public void A_softmax_of_large_numbers_does_not_overflow()
    {
        Expr large = p.Mul(p.Number(1000), p.At(x, j));
        Evaluate(Reduce(ReductionKind.Softmax, large, j, new IndexSubscript(j)), j).Should().Equal(0, 0, 1);
        Evaluate(Reduce(ReductionKind.LogSumExp, large, j)).Should().Equal(2000);
    }

    [Fact]
    public void Logsumexp_is_the_logarithm_of_the_sum() =>
        Evaluate(Reduce(ReductionKind.LogSumExp, p.At(a, i, j), j), i).Should().Equal(
            [Math.Log(Math.E + Math.Exp(2) + Math.Exp(3)), 3 + Math.Log(Math.E + Math.Exp(2) + Math.Exp(3))], AlmostEqual);

    [Fact]
    public void A_pending_derivative_is_taken_by_differences()
    {
        IndexVariable q = p.Index(three);
        Expr body = p.Mul(p.At(a, i, j), p.Pow(p.At(x, j), 3));
        double[] found = Evaluate(p.Factory.Pending(body, p.At(x, q)), i, j, q);
        double[] expected = [0, 0, 0, 0, 6, 0, 0, 0, 36, 0, 0, 0, 0, 15, 0, 0, 0, 72];
        found.Should().Equal(expected, AlmostEqual);
    }

    [Fact]
    public void A_pending_second_derivative_is_too()
    {
        Expr cube = p.Pow(p.At(s), 3);
        double[] found = Evaluate(p.Factory.Pending(p.Factory.Pending(cube, p.At(s)), p.At(s)));
        found[0].Should().BeApproximately(-48, 1e-7);
    }

    [Fact]
    public void Shared_subexpressions_do_not_blow_up()
    {
        Expr node = p.At(x, j);
        for (int depth = 0; depth < 200; depth++)
        {
            node = p.Call("tanh", p.Add(p.Call("sin", node), p.Call("cos", node)));
        }

        Evaluate(node, j).Should().OnlyContain(v => Math.Abs(v) < 1);
    }

    [Fact]
    public void A_value_that_is_set_again_is_seen()
    {
        var evaluator = new Evaluator(p.Factory, sample);
        Expr square = p.Pow(p.At(s), 2);
        evaluator.Evaluate(square)[[]].Should().Be(64);
        evaluator[s] = DenseTensor.Scalar(3);
        evaluator.Evaluate(square)[[]].Should().Be(9);
    }

    [Fact]
    public void A_value_of_another_shape_is_refused()
    {
        var evaluator = new Evaluator(p.Factory, sample);
        Action set = () => evaluator[x] = DenseTensor.Scalar(3);
        set.Should().Throw<ArgumentException>().WithMessage("x has another shape*");
    }

    private static bool AlmostEqual(double left, double right) => Math.Abs(left - right) < 1e-9;

    private Expr Reduce(ReductionKind kind, Expr body, IndexVariable over, params Subscript[] at) => p.Factory.Reduce(kind, [over], body, at);

    private double[] Evaluate(Expr node, params IndexVariable[] indices) =>
        new Evaluator(p.Factory, sample).Evaluate(node, indices).Values.ToArray();
}

using System.Collections.Immutable;
using System.Diagnostics;
using TensorCalculus.Algebra;
using TensorCalculus.Checking;
using TensorCalculus.Functions;
using TensorCalculus.Tests.Evaluation;

namespace TensorCalculus.Tests.Checking;

public class GradientCheckerTests
{
    [Fact]
    public void A_linear_layer_has_the_gradients_of_the_book()
    {
        var layer = new LinearLayer();
        CheckReport report = Check(layer.Sketch, layer.InputGradient(), layer.WeightGradient());
        report.Passed.Should().BeTrue();
        report.Samples.Select(s => s.Seed).Should().Equal(1, 2);
        report.Items.Should().OnlyContain(r => r.RelativeError < 1e-9 && r.Reason == null);
    }

    [Fact]
    public void A_wrong_factor_is_found()
    {
        var layer = new LinearLayer();
        CheckItem right = layer.WeightGradient();
        CheckItem wrong = Instead(right, layer.Sketch.Mul(layer.Sketch.Number(1_000_001, 1_000_000), right.Equation.Right));
        CheckReport report = Check(layer.Sketch, layer.InputGradient(), wrong);
        report.Passed.Should().BeFalse();
        report.Items.Select(r => r.Verdict).Should().Equal(Verdict.Passed, Verdict.Failed);
        Discrepancy worst = report.Items[1].Worst!;
        worst.RelativeError.Should().BeApproximately(1e-6, 1e-8);
        worst.Derived.Should().BeApproximately(worst.Numerical * 1.000001, 1e-9);
        worst.Position.Should().HaveCount(2);
    }

    [Fact]
    public void A_wrong_transpose_is_found_where_the_sizes_permit_it()
    {
        var p = new ProgramSketch();
        Dimension d = p.Dimension("i");
        IndexVariable i = p.Index(d), j = p.Index(d);
        TensorSymbol w = p.Input("w", d, d), x = p.Input("x", d);
        TensorSymbol y = p.Define("y", [i], p.SumOver(p.Mul(p.At(w, i, j), p.At(x, j)), j));
        Expr g = p.At(p.Gradient(y), i);
        Check(p, Gradient(p, x, [j], p.SumOver(p.Mul(g, p.At(w, i, j)), i))).Passed.Should().BeTrue();
        Check(p, Gradient(p, x, [j], p.SumOver(p.Mul(g, p.At(w, j, i)), i))).Items[0].Verdict.Should().Be(Verdict.Failed);
    }

    [Fact]
    public void A_dropped_term_is_found()
    {
        var p = new ProgramSketch();
        TensorSymbol x = p.Input("x");
        TensorSymbol y = p.Define("y", [], p.Mul(p.At(x), p.Call("sin", p.At(x))));
        Expr g = p.At(p.Gradient(y));
        Expr first = p.Mul(g, p.Call("sin", p.At(x)));
        Expr second = p.Mul(g, p.At(x), p.Call("cos", p.At(x)));
        Check(p, Gradient(p, x, [], p.Add(first, second))).Passed.Should().BeTrue();
        Check(p, Gradient(p, x, [], first)).Passed.Should().BeFalse();
        Check(p, Gradient(p, x, [], p.Number(0))).Passed.Should().BeFalse();
    }

    [Fact]
    public void Every_line_of_a_layer_norm_is_checked_by_itself()
    {
        var norm = new LayerNorm();
        var time = Stopwatch.StartNew();
        CheckReport report = Check(norm.Sketch, [.. norm.Gradients()]);
        report.Items.Should().OnlyContain(r => r.Verdict == Verdict.Passed && r.RelativeError < 1e-8);
        time.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5));

        CheckItem[] items = [.. norm.Gradients()];
        items[2] = Instead(items[2], norm.Sketch.Mul(norm.Sketch.Number(2), items[2].Equation.Right));
        Check(norm.Sketch, items).Items.Where(r => r.Verdict == Verdict.Failed).Should().ContainSingle(r => r.Item == items[2]);
    }

    [Fact]
    public void A_loss_is_its_own_given_gradient()
    {
        var p = new ProgramSketch();
        Dimension d = p.Dimension("i");
        IndexVariable i = p.Index(d);
        TensorSymbol x = p.Input("x", d);
        TensorSymbol loss = p.Define("loss", [], p.SumOver(p.Pow(p.At(x, i), 2), i));
        Expr twice = p.Mul(p.Number(2), p.At(x, i));
        Check(p, Gradient(p, x, [i], twice)).Passed.Should().BeTrue();
        Check(p, Gradient(p, x, [i], p.Mul(p.At(p.Gradient(loss)), twice))).Passed.Should().BeTrue();
        Check(p, Gradient(p, loss, [], p.Number(1))).Passed.Should().BeTrue();
    }

    [Fact]
    public void A_jacobian_is_total_through_what_lies_between()
    {
        var p = new ProgramSketch();
        Dimension d = p.Dimension("i");
        IndexVariable i = p.Index(d), q = p.Index(d), k = p.Index(d);
        TensorSymbol x = p.Input("x", d);
        TensorSymbol e = p.Define("e", [i], p.Call("exp", p.At(x, i)));
        TensorSymbol s = p.Define("s", [i], p.Div(p.At(e, i), p.SumOver(p.At(e, k), k)));
        TensorSymbol left = p.Gradient(x, s);
        Expr right = p.Mul(p.At(s, i), p.Sub(p.Delta(i, q), p.At(s, q)));
        var claim = DerivativeClaim.Jacobian(s, x);
        Check(p, new CheckItem("ds/dx", p.Derived(left, [i, q], right), claim)).Passed.Should().BeTrue();
        Check(p, new CheckItem("ds/dx", p.Derived(left, [q, i], right), claim)).Passed.Should().BeTrue("it is symmetric");
        Check(p, new CheckItem("ds/dx", p.Derived(left, [i, q], p.Mul(p.At(s, i), p.Delta(i, q))), claim)).Passed.Should().BeFalse();
    }

    [Fact]
    public void A_defined_tensor_counts_as_a_variable()
    {
        var p = new ProgramSketch();
        TensorSymbol x = p.Input("x");
        TensorSymbol h = p.Define("h", [], p.Call("sin", p.At(x)));
        TensorSymbol y = p.Define("y", [], p.Mul(p.At(h), p.At(x)));
        Expr g = p.At(p.Gradient(y));
        Check(
            p,
            Gradient(p, h, [], p.Mul(g, p.At(x))),
            Gradient(p, x, [], p.Add(p.Mul(g, p.At(h)), p.Mul(p.At(p.Gradient(h)), p.Call("cos", p.At(x)))))).Passed.Should().BeTrue();
    }

    [Fact]
    public void A_second_derivative_may_be_claimed()
    {
        var p = new ProgramSketch();
        Dimension d = p.Dimension("i");
        IndexVariable i = p.Index(d), j = p.Index(d);
        TensorSymbol x = p.Input("x", d);
        p.Define("l", [], p.SumOver(p.Mul(p.Pow(p.At(x, i), 2), p.Call("sin", p.At(x, j))), i, j));
        TensorSymbol hessian = new()
        {
            Name = "d2l_dx_dx",
            Kind = TensorKind.Gradient,
            Ordinal = 99,
            Axes = [d, d],
            Letters = ["i", "i"],
            Derivative = new DerivativeName("l", ["x", "x"]),
        };
        IndexVariable k = p.Index(d);
        Expr xi = p.At(x, i), xj = p.At(x, j);
        Expr right = p.Add(
            p.Mul(p.Number(2), p.Delta(i, j), p.SumOver(p.Call("sin", p.At(x, k)), k)),
            p.Mul(p.Number(2), xi, p.Call("cos", xj)),
            p.Mul(p.Number(2), xj, p.Call("cos", xi)),
            p.Mul(p.Number(-1), p.Delta(i, j), p.Call("sin", xi), p.SumOver(p.Pow(p.At(x, k), 2), k)));
        Check(p, new CheckItem("H", p.Derived(hessian, [i, j], right), DerivativeClaim.Hessian(x, x))).Items[0].RelativeError.Should().BeLessThan(1e-7);
    }

    [Fact]
    public void An_arbitrary_function_is_probed_with_its_derivatives()
    {
        var p = new ProgramSketch();
        TensorSymbol x = p.Input("x");
        Expr F(int primes) => p.Factory.Apply(p.Factory.Arbitrary("f", primes), p.At(x));
        TensorSymbol y = p.Define("y", [], F(1));
        Expr g = p.At(p.Gradient(y));
        Check(p, Gradient(p, x, [], p.Mul(g, F(2)))).Passed.Should().BeTrue();
        Check(p, Gradient(p, x, [], p.Mul(g, F(1)))).Passed.Should().BeFalse();
    }

    [Fact]
    public void A_position_is_drawn_inside_its_axis()
    {
        var p = new ProgramSketch();
        Dimension d = p.Dimension("i");
        IndexVariable i = p.Index(d);
        TensorSymbol x = p.Input("x", d);
        TensorSymbol y = p.Define("y", [], p.Pow(p.AtPositions(x, new PositionSubscript("T", -1)), 2));
        Expr delta = p.Factory.KroneckerDelta(new IndexSubscript(i), new PositionSubscript("T", -1));
        CheckItem item = Gradient(p, x, [i], p.Mul(p.At(p.Gradient(y)), delta, p.Number(2), p.At(x, i)));
        GradientChecker.Check(p.Build("T"), [item], new SamplingOptions { Samples = 5 }).Passed.Should().BeTrue();
    }

    [Fact]
    public void A_gradient_that_is_truly_zero_passes()
    {
        var p = new ProgramSketch();
        Dimension d = p.Dimension("i");
        IndexVariable i = p.Index(d), k = p.Index(d), m = p.Index(d);
        TensorSymbol x = p.Input("x", d);
        TensorSymbol s = p.Define("s", [i], p.Factory.Reduce(ReductionKind.Softmax, [k], p.At(x, k), [new IndexSubscript(i)]));
        p.Define("y", [], p.SumOver(p.At(s, m), m));
        Check(p, Gradient(p, x, [i], p.Number(0))).Passed.Should().BeTrue();
    }

    [Fact]
    public void A_gradient_that_is_zero_at_some_samples_is_checked_at_others()
    {
        var p = new ProgramSketch();
        TensorSymbol x = p.Input("x");
        TensorSymbol y = p.Define("y", [], p.Call("relu", p.At(x)));
        Expr right = p.Mul(p.At(p.Gradient(y)), p.Call("sign", p.Call("relu", p.At(x))));
        for (ulong seed = 0; seed < 20; seed++)
        {
            var options = new SamplingOptions { Seed = seed, SpareSamples = 20 };
            GradientChecker.Check(p.Build(), [Gradient(p, x, [], right)], options).Passed.Should().BeTrue();
            GradientChecker.Check(p.Build(), [Gradient(p, x, [], p.Mul(p.Number(2), right))], options).Passed.Should().BeFalse();
        }
    }

    [Fact]
    public void A_left_side_with_other_axes_fails()
    {
        var layer = new LinearLayer();
        CheckItem item = layer.WeightGradient();
        CheckReport report = Check(layer.Sketch, item with { Claim = layer.InputGradient().Claim });
        report.Items[0].Verdict.Should().Be(Verdict.Failed);
        report.Items[0].Reason.Should().Contain("axes");

        var p = new ProgramSketch();
        Dimension d = p.Dimension("i");
        IndexVariable i = p.Index(d);
        TensorSymbol x = p.Input("x", d, d);
        TensorSymbol y = p.Define("y", [i], p.At(x, i, i));
        Check(p, Gradient(p, x, [i, i], p.At(p.Gradient(y), i))).Items[0].Verdict.Should().Be(Verdict.Failed);
    }

    [Fact]
    public void A_right_side_that_reads_an_unknown_tensor_fails()
    {
        var p = new ProgramSketch();
        TensorSymbol x = p.Input("x");
        p.Define("y", [], p.Pow(p.At(x), 2));
        BoundProgram program = p.Build();
        CheckItem item = Gradient(p, x, [], p.At(p.Input("unknown")));
        CheckReport report = GradientChecker.Check(program, [item], new SamplingOptions());
        report.Items[0].Verdict.Should().Be(Verdict.Failed);
        report.Items[0].Reason.Should().Contain("unknown has no value");
    }

    [Fact]
    public void A_right_side_that_is_no_number_fails()
    {
        var p = new ProgramSketch();
        TensorSymbol x = p.Input("x");
        p.Define("y", [], p.At(x));
        CheckItem item = Gradient(p, x, [], p.Call("log", p.Sub(p.Number(-1), p.Pow(p.At(x), 2))));
        CheckResult result = Check(p, item).Items[0];
        result.Verdict.Should().Be(Verdict.Failed);
        result.RelativeError.Should().Be(double.PositiveInfinity);
    }

    [Fact]
    public void A_program_without_a_sample_does_not_pass()
    {
        var p = new ProgramSketch();
        TensorSymbol x = p.Input("x");
        TensorSymbol y = p.Define("y", [], p.Call("log", p.Sub(p.Number(-1), p.Pow(p.At(x), 2))));
        CheckReport report = Check(p, Gradient(p, x, [], p.Mul(p.At(p.Gradient(y)), p.Number(0))));
        report.Passed.Should().BeFalse();
        report.Problem.Should().Contain("No numbers were found").And.Contain("y");
        report.Items[0].Verdict.Should().Be(Verdict.Inconclusive);
    }

    [Fact]
    public void What_cannot_be_differentiated_accurately_is_inconclusive()
    {
        var p = new ProgramSketch();
        TensorSymbol x = p.Input("x");
        TensorSymbol y = p.Define("y", [], p.Call("sin", p.Mul(p.Number(1_000_000_000), p.At(x))));
        Expr right = p.Mul(p.At(p.Gradient(y)), p.Number(1_000_000_000), p.Call("cos", p.Mul(p.Number(1_000_000_000), p.At(x))));
        CheckReport report = Check(p, Gradient(p, x, [], right));
        report.Passed.Should().BeFalse();
        report.Items[0].Verdict.Should().Be(Verdict.Inconclusive);
        report.Samples.Should().HaveCount(6, "the spare samples are used");
    }

    [Fact]
    public void Checks_repeat_to_the_last_bit()
    {
        var norm = new LayerNorm();
        double[] Errors() => [.. Check(norm.Sketch, [.. norm.Gradients()]).Items.Select(r => r.RelativeError)];
        Errors().Should().Equal(Errors());
    }

    [Fact]
    public void Sizes_may_be_asked_for()
    {
        var layer = new LinearLayer();
        var options = new SamplingOptions { Sizes = ImmutableDictionary<string, int>.Empty.Add("o", 7), Samples = 1 };
        CheckReport report = GradientChecker.Check(layer.Sketch.Build(), [layer.WeightGradient()], options);
        report.Samples[0].Sizes.Single(s => s.Key.Letter == "o").Value.Should().Be(7);
        report.Passed.Should().BeTrue();
    }

    internal static CheckItem Gradient(ProgramSketch p, TensorSymbol by, IndexVariable[] indices, Expr right) =>
        new($"dl/d{by.Name}", p.Derived(p.Gradient(by), indices, right), DerivativeClaim.Gradient(by));

    private static CheckItem Instead(CheckItem item, Expr right) => item with { Equation = item.Equation with { Right = right } };

    private static CheckReport Check(ProgramSketch p, params CheckItem[] items) => GradientChecker.Check(p.Build(), items, new SamplingOptions());

    /// <summary>y_bo = x_bi w_io.</summary>
    private sealed class LinearLayer
    {
        private readonly IndexVariable b, i, o;
        private readonly TensorSymbol x, w, y;

        public LinearLayer()
        {
            ProgramSketch p = Sketch;
            Dimension batch = p.Dimension("b"), input = p.Dimension("i"), output = p.Dimension("o");
            (b, i, o) = (p.Index(batch), p.Index(input), p.Index(output));
            (x, w) = (p.Input("x", batch, input), p.Input("w", input, output));
            y = p.Define("y", [b, o], p.SumOver(p.Mul(p.At(x, b, i), p.At(w, i, o)), i));
        }

        public ProgramSketch Sketch { get; } = new();

        public CheckItem InputGradient() =>
            Gradient(Sketch, x, [b, i], Sketch.SumOver(Sketch.Mul(Sketch.At(Sketch.Gradient(y), b, o), Sketch.At(w, i, o)), o));

        public CheckItem WeightGradient() =>
            Gradient(Sketch, w, [i, o], Sketch.SumOver(Sketch.Mul(Sketch.At(x, b, i), Sketch.At(Sketch.Gradient(y), b, o)), b));
    }
}

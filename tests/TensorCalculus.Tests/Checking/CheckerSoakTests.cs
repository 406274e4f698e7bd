using TensorCalculus.Algebra;
using TensorCalculus.Checking;
using TensorCalculus.Functions;
using TensorCalculus.Tests.Evaluation;

namespace TensorCalculus.Tests.Checking;

/// <summary>Right gradients pass for every seed: numbers that are not accurate are noticed, and samples are well chosen.</summary>
public class CheckerSoakTests
{
    private const int Seeds = 25;

    [Fact]
    public void A_layer_norm_passes_for_every_seed()
    {
        var norm = new LayerNorm();
        PassForEverySeed(norm.Sketch.Build(), [.. norm.Gradients()]);
    }

    [Fact]
    public void A_rectified_network_passes_for_every_seed()
    {
        var p = new ProgramSketch();
        Dimension batch = p.Dimension("b"), input = p.Dimension("i"), hidden = p.Dimension("h"), output = p.Dimension("o");
        IndexVariable b = p.Index(batch), i = p.Index(input), h = p.Index(hidden), o = p.Index(output);
        TensorSymbol x = p.Input("x", batch, input), w = p.Input("w", input, hidden), v = p.Input("v", hidden, output);
        TensorSymbol z = p.Define("z", [b, h], p.SumOver(p.Mul(p.At(x, b, i), p.At(w, i, h)), i));
        TensorSymbol a = p.Define("a", [b, h], p.Call("relu", p.At(z, b, h)));
        TensorSymbol y = p.Define("y", [b, o], p.Call("tanh", p.SumOver(p.Mul(p.At(a, b, h), p.At(v, h, o)), h)));
        Expr pre = p.Mul(p.At(p.Gradient(y), b, o), p.Sub(p.Number(1), p.Pow(p.At(y, b, o), 2)));
        PassForEverySeed(
            p.Build(),
            GradientCheckerTests.Gradient(p, v, [h, o], p.SumOver(p.Mul(pre, p.At(a, b, h)), b)),
            GradientCheckerTests.Gradient(p, a, [b, h], p.SumOver(p.Mul(pre, p.At(v, h, o)), o)),
            GradientCheckerTests.Gradient(p, z, [b, h], p.Mul(p.At(p.Gradient(a), b, h), p.Call("sign", p.Call("relu", p.At(z, b, h))))),
            GradientCheckerTests.Gradient(p, w, [i, h], p.SumOver(p.Mul(p.At(p.Gradient(z), b, h), p.At(x, b, i)), b)),
            GradientCheckerTests.Gradient(p, x, [b, i], p.SumOver(p.Mul(p.At(p.Gradient(z), b, h), p.At(w, i, h)), h)));
    }

    [Fact]
    public void An_attention_head_passes_for_every_seed()
    {
        var p = new ProgramSketch();
        Dimension queries = p.Dimension("i"), keys = p.Dimension("j"), width = p.Dimension("d"), depth = p.Dimension("e");
        IndexVariable i = p.Index(queries), j = p.Index(keys), k = p.Index(keys), d = p.Index(width), e = p.Index(depth);
        TensorSymbol q = p.Input("q", queries, width), key = p.Input("k", keys, width), value = p.Input("v", keys, depth);
        TensorSymbol s = p.Define("s", [i, j], p.Div(p.SumOver(p.Mul(p.At(q, i, d), p.At(key, j, d)), d), p.Sqrt(p.Factory.Size(width))));
        TensorSymbol a = p.Define("a", [i, j], p.Factory.Reduce(ReductionKind.Softmax, [k], p.At(s, i, k), [new IndexSubscript(j)]));
        TensorSymbol y = p.Define("y", [i, e], p.SumOver(p.Mul(p.At(a, i, j), p.At(value, j, e)), j));
        Expr da = p.At(p.Gradient(a), i, j), ds = p.At(p.Gradient(s), i, j);
        PassForEverySeed(
            p.Build(),
            GradientCheckerTests.Gradient(p, value, [j, e], p.SumOver(p.Mul(p.At(p.Gradient(y), i, e), p.At(a, i, j)), i)),
            GradientCheckerTests.Gradient(p, a, [i, j], p.SumOver(p.Mul(p.At(p.Gradient(y), i, e), p.At(value, j, e)), e)),
            GradientCheckerTests.Gradient(p, s, [i, j], p.Mul(p.At(a, i, j), p.Sub(da, p.SumOver(p.Mul(p.At(a, i, k), p.At(p.Gradient(a), i, k)), k)))),
            GradientCheckerTests.Gradient(p, q, [i, d], p.Div(p.SumOver(p.Mul(ds, p.At(key, j, d)), j), p.Sqrt(p.Factory.Size(width)))),
            GradientCheckerTests.Gradient(p, key, [j, d], p.Div(p.SumOver(p.Mul(ds, p.At(q, i, d)), i), p.Sqrt(p.Factory.Size(width)))));
    }

    [Fact]
    public void A_cross_entropy_passes_for_every_seed()
    {
        var p = new ProgramSketch();
        Dimension d = p.Dimension("i");
        IndexVariable i = p.Index(d);
        TensorSymbol t = p.Input("t", d), x = p.Input("x", d), w = p.Input("w", d);
        TensorSymbol u = p.Define("u", [], p.SumOver(p.Mul(p.At(t, i), p.Call("log", p.Div(p.At(t, i), p.At(x, i)))), i));
        TensorSymbol l = p.Define("l", [], p.Div(p.At(u), p.Sqrt(p.SumOver(p.Pow(p.At(w, i), 2), i))));
        Expr norm = p.Pow(p.SumOver(p.Pow(p.At(w, i), 2), i), -1, 2);
        PassForEverySeed(
            p.Build(),
            GradientCheckerTests.Gradient(p, x, [i], p.Factory.Negate(p.Mul(p.At(t, i), p.Pow(p.At(x, i), -1), norm))),
            GradientCheckerTests.Gradient(p, t, [i], p.Mul(p.Add(p.Call("log", p.Div(p.At(t, i), p.At(x, i))), p.Number(1)), norm)),
            GradientCheckerTests.Gradient(p, w, [i], p.Factory.Negate(p.Mul(p.At(u), p.At(w, i), p.Factory.Raise(norm, 3)))));
    }

    private static void PassForEverySeed(BoundProgram program, params CheckItem[] items)
    {
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            CheckReport report = GradientChecker.Check(program, items, new SamplingOptions { Seed = 10 * seed });
            report.Problem.Should().BeNull();
            report.Items.Should().OnlyContain(r => r.Verdict == Verdict.Passed && r.RelativeError < 1e-8, "this is seed {0}", seed);
        }
    }
}

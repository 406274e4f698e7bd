using TensorCalculus.Algebra;
using TensorCalculus.Checking;
using TensorCalculus.Tests.Evaluation;

namespace TensorCalculus.Tests.Checking;

/// <summary>A layer normalisation over h, and its gradients equation by equation.</summary>
internal sealed class LayerNorm
{
    private readonly IndexVariable b, h;
    private readonly TensorSymbol x, eps, gamma, beta, m, mu, v, sigma, y;

    public LayerNorm()
    {
        ProgramSketch p = Sketch;
        Dimension batch = p.Dimension("b"), hidden = p.Dimension("h");
        (b, h) = (p.Index(batch), p.Index(hidden));
        x = p.Input("x", batch, hidden);
        m = p.Define("m", [b], p.Mean(p.At(x, b, h), h));
        mu = p.Define("mu", [b, h], p.Sub(p.At(x, b, h), p.At(m, b)));
        v = p.Define("v", [b], p.Mean(p.Pow(p.At(mu, b, h), 2), h));
        eps = p.Input("eps");
        sigma = p.Define("sigma", [b], p.Sqrt(p.Add(p.At(v, b), p.At(eps))));
        (gamma, beta) = (p.Input("gamma", hidden), p.Input("beta", hidden));
        y = p.Define("y", [b, h], p.Add(p.Mul(p.Div(p.At(mu, b, h), p.At(sigma, b)), p.At(gamma, h)), p.At(beta, h)));
    }

    public ProgramSketch Sketch { get; } = new();

    public IEnumerable<CheckItem> Gradients()
    {
        ProgramSketch p = Sketch;
        Expr dy = p.At(p.Gradient(y), b, h), inverse = p.Pow(p.At(sigma, b), -1), size = p.Factory.Size(h.Dimension);
        yield return Line(beta, [h], p.SumOver(dy, b));
        yield return Line(gamma, [h], p.SumOver(p.Mul(dy, p.At(mu, b, h), inverse), b));
        yield return Line(sigma, [b], p.Factory.Negate(p.Mul(p.Pow(p.At(sigma, b), -2), p.SumOver(p.Mul(dy, p.At(mu, b, h), p.At(gamma, h)), h))));
        yield return Line(v, [b], p.Mul(p.Number(1, 2), inverse, p.At(p.Gradient(sigma), b)));
        yield return Line(eps, [], p.SumOver(p.Mul(p.Number(1, 2), inverse, p.At(p.Gradient(sigma), b)), b));
        yield return Line(mu, [b, h], p.Add(
            p.Mul(dy, inverse, p.At(gamma, h)),
            p.Mul(p.Number(2), p.At(p.Gradient(v), b), p.At(mu, b, h), p.Pow(size, -1))));
        yield return Line(m, [b], p.Factory.Negate(p.SumOver(p.At(p.Gradient(mu), b, h), h)));
        yield return Line(x, [b, h], p.Add(p.At(p.Gradient(mu), b, h), p.Div(p.At(p.Gradient(m), b), size)));
    }

    private CheckItem Line(TensorSymbol by, IndexVariable[] indices, Expr right) => GradientCheckerTests.Gradient(Sketch, by, indices, right);
}

using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>Decides whether Σ a (b + c) is computed as Σ a b + Σ a c: where the sum in the parenthesis would be a larger array than
/// any other that is needed.</summary>
internal static class Distribution
{
    private const int MostTerms = 8;

    /// <summary>The distributed form of a sum over indices, or <see langword="null"/> where it costs no less.</summary>
    public static Expr? Cheaper(ExprFactory factory, OpenBody open)
    {
        Expr[] factors = open.Body is Product product ? product.Children.ToArray() : [open.Body];
        foreach (Expr sum in factors.Where(f => f is Sum && f.Children.Length <= MostTerms))
        {
            Expr rest = open.Body is Product p
                ? factory.Multiply([factory.Rational(p.Coefficient), .. p.Children.ToArray().Where(f => f != sum)])
                : factory.One;
            Expr[] terms = [.. sum.Children.ToArray().Select(t => factory.Contract(open.Indices, factory.Multiply(rest, t)))];
            double whole = WorkEstimate.Of(factory, open);
            double parts = terms.Sum(t => WorkEstimate.Of(factory, t)) + (WorkEstimate.ElementwiseWeight * terms.Sum(t => WorkEstimate.Volume(t.FreeIndices)));
            if (parts < whole / 2)
            {
                return factory.Add(terms);
            }
        }

        return null;
    }
}

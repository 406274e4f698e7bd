using TensorCalculus.Algebra;

namespace TensorCalculus.Rules;

/// <summary>An expression as a list of factors.</summary>
internal static class Factors
{
    /// <summary>The factors of a product, its coefficient among them as a number; the expression itself otherwise.</summary>
    public static IEnumerable<Expr> Of(ExprFactory factory, Expr node) => node is Product product
        ? product.Children.ToArray().Prepend(factory.Rational(product.Coefficient))
        : [node];
}

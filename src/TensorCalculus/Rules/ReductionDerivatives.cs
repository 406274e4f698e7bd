using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Rules;

/// <summary>The derivatives of reductions and of functions of matrices, a rule each.</summary>
/// <remarks>Those of matrices are from J. R. Magnus and H. Neudecker, "Matrix Differential Calculus with Applications in Statistics
/// and Econometrics", chapter 8.</remarks>
internal static class ReductionDerivatives
{
    public static readonly ImmutableArray<DerivativeRule> All =
    [
        new("derivative/extremum", "Derivative of a maximum", "∂(max_j u_j)/∂x_p = where(u_j = m, 1, 0)/n ∂u_j/∂x_p where m = max_j u_j is taken n times; min_j alike",
            (f, body, by) => body is Reduction { Kind: ReductionKind.Max or ReductionKind.Min } reduction ? OfExtremum(f, reduction, by) : null),
        new("derivative/product-over", "Derivative of a product over an index", "∂(prod_j u_j)/∂x_p = prod_k(where(δ_jk = 1, 1, u_k)) ∂u_j/∂x_p: the product of the others",
            (f, body, by) => body is Reduction { Kind: ReductionKind.Product } reduction ? OfProduct(f, reduction, by) : null),
        new("derivative/inverse", "Derivative of the inverse", "∂y_st/∂x_p = -y_si ∂u_ij/∂x_p y_jt where u_ik y_kj = δ_ij: both sides of the latter are differentiated",
            (f, body, by) => body is Reduction { Kind: ReductionKind.Inverse } reduction ? OfInverse(f, reduction, by) : null),
        new("derivative/determinant", "Derivative of the determinant", "∂det(u)/∂x_p = det(u) (u^-1)_ji ∂u_ij/∂x_p",
            (f, body, by) => body is Reduction { Kind: ReductionKind.Determinant } reduction ? f.Multiply(reduction, OfLogDeterminant(f, reduction, by)) : null),
        new("derivative/log-determinant", "Derivative of the log-determinant", "∂logdet(u)/∂x_p = (u^-1)_ji ∂u_ij/∂x_p",
            (f, body, by) => body is Reduction { Kind: ReductionKind.LogDeterminant } reduction ? OfLogDeterminant(f, reduction, by) : null),
    ];

    private static Expr OfExtremum(ExprFactory factory, Reduction reduction, TensorElement by)
    {
        OpenBody open = factory.Open(reduction), at = factory.OpenFresh(reduction);
        Expr count = factory.Contract(open.Indices, factory.Indicator(new Condition(Relation.Equal, open.Body, reduction)));
        Expr share = factory.Divide(factory.Indicator(new Condition(Relation.Equal, at.Body, reduction)), count);
        return factory.Contract(at.Indices, factory.Multiply(share, factory.Pending(at.Body, by)));
    }

    private static Expr OfProduct(ExprFactory factory, Reduction reduction, TensorElement by)
    {
        OpenBody open = factory.Open(reduction), at = factory.OpenFresh(reduction);
        Expr others = SignAnalysis.IsPositive(open.Body) ? factory.Divide(reduction, at.Body) : Others(factory, open, at);
        return factory.Contract(at.Indices, factory.Multiply(others, factory.Pending(at.Body, by)));
    }

    /// <summary>The product without the factor at one place, which is right where factors are 0.</summary>
    private static Expr Others(ExprFactory factory, OpenBody open, OpenBody at)
    {
        Expr same = factory.Multiply([.. open.Indices.Zip(at.Indices, (k, j) => factory.KroneckerDelta(new IndexSubscript(j), new IndexSubscript(k)))]);
        return factory.Reduce(
            ReductionKind.Product, open.Indices, factory.Choose(new Condition(Relation.Equal, same, factory.One), factory.One, open.Body), []);
    }

    private static Expr OfInverse(ExprFactory factory, Reduction inverse, TensorElement by)
    {
        OpenBody open = factory.Open(inverse), at = factory.OpenFresh(inverse);
        Subscript row = new IndexSubscript(at.Indices[0]), column = new IndexSubscript(at.Indices[1]);
        return factory.Negate(factory.Contract(at.Indices, factory.Multiply(
            factory.Reduce(ReductionKind.Inverse, open.Indices, open.Body, [row, inverse.At[1]]),
            factory.Pending(at.Body, by),
            factory.Reduce(ReductionKind.Inverse, open.Indices, open.Body, [inverse.At[0], column]))));
    }

    private static Expr OfLogDeterminant(ExprFactory factory, Reduction determinant, TensorElement by)
    {
        OpenBody open = factory.Open(determinant), at = factory.OpenFresh(determinant);
        Expr inverse = factory.Reduce(ReductionKind.Inverse, open.Indices, open.Body, [.. at.Indices.Select(v => new IndexSubscript(v))]);
        return factory.Contract(at.Indices, factory.Multiply(inverse, factory.Pending(at.Body, by)));
    }
}

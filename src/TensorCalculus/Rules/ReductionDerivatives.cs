using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Rules;

/// <summary>The derivatives of reductions and of functions of matrices, a rule each.</summary>
/// <remarks>Those of matrices are from J. R. Magnus and H. Neudecker, "Matrix Differential Calculus with Applications in Statistics
/// and Econometrics", chapter 8; that of the Cholesky factor is from I. Murray, "Differentiation of the Cholesky decomposition",
/// arXiv 1602.07527: dL = L Φ(L⁻¹ dA L⁻ᵀ), where Φ takes the lower triangle and half of the diagonal.</remarks>
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
        new("derivative/cholesky", "Derivative of the Cholesky factor",
            "∂l_st/∂x_p = l_sk ([t < k] + δ_tk/2) (l^-1)_ki (l^-1)_tj ∂u_ij/∂x_p where l_ik l_jk = u_ij, and half of this with i and j exchanged each",
            (f, body, by) => body is Reduction { Kind: ReductionKind.Cholesky } reduction ? OfCholesky(f, reduction, by) : null),
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

    /// <summary>Of the symmetric part of a matrix, so it is symmetric in the matrix, which PyTorch's is too.</summary>
    private static Expr OfCholesky(ExprFactory factory, Reduction cholesky, TensorElement by)
    {
        OpenBody open = factory.Open(cholesky), at = factory.OpenFresh(cholesky);
        Dimension size = at.Indices[0].Dimension;
        IndexVariable between = factory.Fresh(size), row = factory.Fresh(size), column = factory.Fresh(size);
        Subscript k = between.Alone, i = at.Indices[0].Alone, j = at.Indices[1].Alone, t = cholesky.At[1];
        Expr triangle = factory.Add(
            factory.IsNonNegative(k.Form - t.Form + -1), factory.Divide(factory.KroneckerDelta(t, k), factory.Rational(2)));
        Expr both = factory.Add(factory.Multiply(Inverse(k, i), Inverse(t, j)), factory.Multiply(Inverse(k, j), Inverse(t, i)));
        return factory.Contract([between, .. at.Indices], factory.Divide(
            factory.Multiply(Factor(cholesky.At[0], k), triangle, both, factory.Pending(at.Body, by)), factory.Rational(2)));

        Expr Factor(Subscript a, Subscript b) => factory.Reduce(ReductionKind.Cholesky, open.Indices, open.Body, [a, b]);
        Expr Inverse(Subscript a, Subscript b) => factory.Reduce(ReductionKind.Inverse, [row, column], Factor(row.Alone, column.Alone), [b, a]);
    }
}

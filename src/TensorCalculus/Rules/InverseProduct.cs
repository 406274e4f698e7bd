using TensorCalculus.Algebra;
using TensorCalculus.Functions;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>A matrix times its inverse is the identity.</summary>
internal sealed class InverseProduct : NodeRule
{
    private readonly Dictionary<TensorSymbol, BoundEquation> inverses;

    public InverseProduct()
        : base("matrix/inverse", "Multiply by the inverse", "(u^-1)_ik u_kj = δ_ij, u_ik (u^-1)_kj = δ_ij") => inverses = [];

    /// <param name="equations">Those that define a tensor as an inverse give it a name.</param>
    public InverseProduct(IEnumerable<BoundEquation> equations)
        : base("definitions/inverse", "Multiply by the named inverse", "y_ik u_kj = δ_ij where a line defines y_ij = (u^-1)_ij") =>
        inverses = equations.Where(e => e.Body is Reduction { Kind: ReductionKind.Inverse }).ToDictionary(e => e.Tensor);

    protected override bool MayMatch(Expr expression) => expression.Facts.HasContraction && (inverses.Count > 0 || expression.Facts.HasReduction);

    protected override Expr Rewrite(ExprFactory factory, Expr node)
    {
        if (node is not Contraction { Body: Product } contraction)
        {
            return node;
        }

        OpenBody open = factory.Open(contraction);
        Expr[] factors = [.. Factors.Of(factory, open.Body)];
        foreach (Expr factor in factors)
        {
            if (AsInverse(factory, factor) is not { } inverse)
            {
                continue;
            }

            for (int side = 0; side < 2; side++)
            {
                if (inverse.At[side] is IndexSubscript { Index: var index } && open.Indices.Contains(index)
                    && !inverse.Body.Contains(index) && !inverse.At[1 - side].Indices.Contains(index)
                    && Array.FindAll(factors, f => f != factor && f.Contains(index)) is [var other]
                    && OtherSide(factory, inverse, side, index, other) is { } subscript)
                {
                    Expr delta = factory.KroneckerDelta(subscript, inverse.At[1 - side]);
                    return factory.Contract(open.Indices.Remove(index), factory.Multiply([delta, .. factors.Where(f => f != factor && f != other)]));
                }
            }
        }

        return node;
    }

    private Reduction? AsInverse(ExprFactory factory, Expr factor) => factor switch
    {
        Reduction { Kind: ReductionKind.Inverse } inverse when inverses.Count == 0 => inverse,
        TensorElement element when inverses.TryGetValue(element.Tensor, out BoundEquation? equation) => factory.Instantiate(equation, element.Subscripts) as Reduction,
        _ => null,
    };

    /// <summary>Where the matrix is read on its other side, if the factor is the matrix, read at the index on this one.</summary>
    private static Subscript? OtherSide(ExprFactory factory, Reduction inverse, int side, IndexVariable index, Expr factor)
    {
        OpenBody matrix = factory.OpenFresh(inverse);
        var matcher = new Matcher(factory, matrix.Indices);
        Subscript? found = null;
        return matcher.Match(matrix.Body, factor, () =>
            matcher.Map.GetValueOrDefault(matrix.Indices[side]) is IndexSubscript { Index: var here } && here == index
            && matcher.Map.TryGetValue(matrix.Indices[1 - side], out found) && !found.Indices.Contains(index)) ? found : null;
    }
}

using TensorCalculus.Algebra;
using TensorCalculus.Rules;

namespace TensorCalculus.Differentiation;

/// <summary>Takes the core of a part apart where it is an outer product, so that no array over its rows and columns is needed.</summary>
internal static class OuterProducts
{
    /// <summary>The addends of the core, each as the factors of a product: two for an outer product of an array over rows and one over
    /// columns, one for what is none. What is summed over an index that rows and columns share is none: it may have more products
    /// than the core has components. The addends that are none are one.</summary>
    /// <param name="factory">The factory of the program.</param>
    /// <param name="part">The part.</param>
    /// <param name="columns">The column indices of the derivative.</param>
    public static IReadOnlyList<IReadOnlyList<Expr>> Of(ExprFactory factory, StructuredPart part, IndexVariable[] columns)
    {
        Expr[] addends = part.Core is Sum ? part.Core.Children.ToArray() : [part.Core];
        var products = new List<IReadOnlyList<Expr>>();
        var others = new List<Expr>();
        foreach (Expr addend in addends)
        {
            if (Split(factory, addend, part, columns) is var (row, column))
            {
                products.Add([row, column]);
            }
            else
            {
                others.Add(addend);
            }
        }

        return others.Count == 0 ? products : [[factory.Add([.. others])], .. products];
    }

    private static (Expr Row, Expr Column)? Split(ExprFactory factory, Expr addend, StructuredPart part, IndexVariable[] columns)
    {
        FlatTerm term = FlatTerm.Of(factory, addend, fresh: false);
        IndexVariable[] open = [.. part.CoreIndices.Where(v => columns.Contains(v))], others = [.. part.CoreIndices.Except(open)];
        ILookup<bool, PowerFactor> sides = term.Factors.ToLookup(f => open.Any(f.Base.Contains));
        IndexVariable[] bound = [.. term.Bound.Where(v => sides[true].Any(f => f.Base.Contains(v)))];
        bool isOuter = sides[true].Any() && others.Length > 0 && others.Any(v => sides[false].Any(f => f.Base.Contains(v)))
            && !sides[true].Any(f => others.Any(f.Base.Contains)) && !bound.Any(v => sides[false].Any(f => f.Base.Contains(v)));
        return isOuter
            ? ((term with { Bound = [.. term.Bound.Except(bound)], Factors = [.. sides[false]] }).ToExpr(factory),
                (new FlatTerm(Fractions.Fraction.One, bound, [.. sides[true]])).ToExpr(factory))
            : null;
    }
}

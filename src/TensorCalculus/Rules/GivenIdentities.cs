using System.Collections.Immutable;
using Fractions;
using TensorCalculus.Algebra;

namespace TensorCalculus.Rules;

/// <summary>Uses declared identities: the longer side is written by the shorter one, <c>1_i t_bi</c> as 1 and <c>q_ik q_jk</c> as
/// <c>δ_ij</c>.</summary>
internal sealed class GivenIdentities(ExprFactory factory, IEnumerable<BoundIdentity> identities, SymmetricSubscripts symmetric) : TermReplacements(
    "identities/given", "Use a given identity", "what a declared identity says, its longer side written by its shorter one", identities.SelectMany(i => Patterns(factory, i, symmetric)))
{
    private static IEnumerable<Definition> Patterns(ExprFactory factory, BoundIdentity identity, SymmetricSubscripts symmetric)
    {
        (Expr longer, Expr shorter) = (Normal(factory, identity.Left), Normal(factory, identity.Right));
        int order = Weight(factory, longer).CompareTo(Weight(factory, shorter));
        (longer, shorter) = order < 0 ? (shorter, longer) : (longer, shorter);
        return order == 0 || Array.Exists(shorter.FreeIndices, v => !longer.Contains(v))
            ? []
            : from sides in Sides(factory, longer, shorter)
              from merged in Merged(factory, sides.Longer, sides.Shorter)
              from variant in symmetric.Variants(factory, merged.Longer)
              let definition = Definition.Of(factory, [.. variant.FreeIndices], variant, merged.Shorter)
              where definition is not null
              select definition;
    }

    /// <summary>How long an expression is: to a reader first, then in sums over indices. What is equally long, such as <c>s_ij</c> and
    /// <c>s_ji</c>, is not written by one another.</summary>
    private static (int, int) Weight(ExprFactory factory, Expr node) =>
        (Complexity.Of(node), FlatTerm.Of(factory, node, fresh: false).Bound.Count);

    private static Expr Normal(ExprFactory factory, Expr side) => NormalisationRules.Set.Run(factory, side);

    /// <summary>The sides; and where they say that a square matrix times another is the identity, the same the other way round.</summary>
    private static IEnumerable<(Expr Longer, Expr Shorter)> Sides(ExprFactory factory, Expr longer, Expr shorter)
    {
        yield return (longer, shorter);
        if (shorter is not Delta { IsPlain: true, Left: IndexSubscript { Index: var i }, Right: IndexSubscript { Index: var j } }
            || FlatTerm.Of(factory, longer, fresh: true) is not { Bound: [var k], Factors: [var a, var b] } term
            || k.Dimension != i.Dimension || !term.Coefficient.IsOne() || !a.Exponent.IsOne() || !b.Exponent.IsOne())
        {
            yield break;
        }

        foreach ((Expr first, Expr second) in new[] { (a.Base, b.Base), (b.Base, a.Base) })
        {
            if (first.Contains(i) && first.Contains(k) && !first.Contains(j) && second.Contains(k) && second.Contains(j) && !second.Contains(i))
            {
                Expr right = factory.Substitute(first, new Dictionary<IndexVariable, Subscript> { [i] = k.Alone, [k] = j.Alone });
                Expr left = factory.Substitute(second, new Dictionary<IndexVariable, Subscript> { [k] = i.Alone, [j] = k.Alone });
                yield return (factory.Contract([k], factory.Multiply(left, right)), shorter);
            }
        }
    }

    /// <summary>The sides, and what they are on diagonals, where factors of the pattern become one: <c>q_ik q_ik = 1</c>.</summary>
    private static IEnumerable<(Expr Longer, Expr Shorter)> Merged(ExprFactory factory, Expr longer, Expr shorter)
    {
        yield return (longer, shorter);
        int factors = FlatTerm.Of(factory, longer, fresh: false).Factors.Count;
        IndexVariable[] free = longer.FreeIndices;
        for (int i = 0; i < free.Length; i++)
        {
            for (int j = i + 1; j < free.Length; j++)
            {
                if (free[i].Dimension == free[j].Dimension)
                {
                    Expr merged = factory.Substitute(longer, free[j], free[i].Alone);
                    if (FlatTerm.Of(factory, merged, fresh: false).Factors.Count != factors)
                    {
                        yield return (merged, Normal(factory, factory.Substitute(shorter, free[j], free[i].Alone)));
                    }
                }
            }
        }
    }
}

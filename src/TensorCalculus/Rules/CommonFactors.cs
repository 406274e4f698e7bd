using Fractions;
using TensorCalculus.Algebra;

namespace TensorCalculus.Rules;

/// <summary>Finds what two terms share, up to the names of summed indices, and writes them as one product with a sum in it.</summary>
/// <remarks>Only whole factors with equal exponents are shared: 1/σ + μ/σ³ stays as it is. A factor that carries the index of a
/// delta stays beside it: s_i δ_ip - s_i s_p is the diagonal less the outer product.</remarks>
internal sealed class CommonFactors(ExprFactory factory)
{
    /// <summary>The best way to pair the factors of two terms, or <see langword="null"/> where they share nothing.</summary>
    public Pairing? Best(FlatTerm a, FlatTerm b)
    {
        if (!a.Factors.Any(f => b.Factors.Any(g => f.Base.Shape == g.Base.Shape && f.Exponent.Equals(g.Exponent))))
        {
            return null;
        }

        Pairing? best = null;
        foreach (Pairing pairing in Pairings(a, b))
        {
            best = best is null || pairing.Weight > best.Weight ? pairing : best;
        }

        return best is { Weight: > 0 } ? best : null;
    }

    /// <summary>The starting points: no summed index identified, or those that two factors of one shape identify.</summary>
    private IEnumerable<Pairing> Pairings(FlatTerm a, FlatTerm b)
    {
        yield return Extend(a, b, new Matcher(factory, b.Bound));
        for (int j = 0; j < b.Factors.Count; j++)
        {
            if (!b.Bound.Any(b.Factors[j].Base.Contains))
            {
                continue;
            }

            for (int i = 0; i < a.Factors.Count; i++)
            {
                var matcher = new Matcher(factory, b.Bound);
                if (a.Factors[i].Exponent.Equals(b.Factors[j].Exponent)
                    && matcher.Match(b.Factors[j].Base, a.Factors[i].Base, () => IsRenaming(matcher, a)))
                {
                    yield return Extend(a, b, matcher);
                }
            }
        }
    }

    private static bool IsRenaming(Matcher matcher, FlatTerm a)
    {
        var images = new HashSet<IndexVariable>();
        return matcher.Map.Values.All(s => s is IndexSubscript { Index: var v } && a.Bound.Contains(v) && images.Add(v));
    }

    /// <summary>Pairs as many factors as the indices allow.</summary>
    private Pairing Extend(FlatTerm a, FlatTerm b, Matcher matcher)
    {
        var partners = new Dictionary<int, int>();
        for (int j = 0; j < b.Factors.Count; j++)
        {
            for (int i = 0; i < a.Factors.Count; i++)
            {
                if (!partners.ContainsValue(i) && a.Factors[i].Exponent.Equals(b.Factors[j].Exponent)
                    && matcher.Match(b.Factors[j].Base, a.Factors[i].Base, () => IsRenaming(matcher, a)))
                {
                    partners.Add(j, i);
                    break;
                }
            }
        }

        KeepBesideDeltas(a, b, partners);
        return new Pairing(partners, new Dictionary<IndexVariable, Subscript>(matcher.Map), partners.Values.Sum(i => Complexity.Of(a.Factors[i])));
    }

    private static void KeepBesideDeltas(FlatTerm a, FlatTerm b, Dictionary<int, int> partners)
    {
        HashSet<IndexVariable> protectedIndices =
        [
            .. a.Factors.Where((f, i) => f.Base is Delta && !partners.ContainsValue(i)).SelectMany(f => f.Base.FreeIndices),
            .. b.Factors.Where((f, j) => f.Base is Delta && !partners.ContainsKey(j)).SelectMany(f => f.Base.FreeIndices),
        ];
        foreach ((int j, int i) in partners.ToArray())
        {
            if (a.Factors[i].Base.FreeIndices.Any(protectedIndices.Contains) || b.Factors[j].Base.FreeIndices.Any(protectedIndices.Contains))
            {
                partners.Remove(j);
            }
        }
    }

    /// <summary>The sum of two terms as one product with what they do not share in a sum.</summary>
    public Expr Join(FlatTerm a, FlatTerm b, Pairing pairing)
    {
        PowerFactor[] common = [.. pairing.Partners.Values.Select(i => a.Factors[i])];
        IndexVariable[] outer = [.. a.Bound.Where(v => common.Any(f => f.Base.Contains(v)))];
        FlatTerm restOfA = Rest(a, i => !pairing.Partners.Values.Contains(i), outer);
        var renamed = pairing.Map.Where(m => m.Value is IndexSubscript { Index: var v } && outer.Contains(v)).ToDictionary(m => m.Key, m => m.Value);
        FlatTerm restOfB = Rest(b, j => !pairing.Partners.ContainsKey(j), [.. renamed.Keys]);
        Expr sum = factory.Add(restOfA.ToExpr(factory), factory.Substitute(restOfB.ToExpr(factory), renamed));
        return factory.Contract(outer, factory.Multiply([.. common.Select(f => f.ToExpr(factory)), sum]));
    }

    private static FlatTerm Rest(FlatTerm term, Func<int, bool> keep, IReadOnlyCollection<IndexVariable> outer) =>
        new(term.Coefficient, [.. term.Bound.Where(v => !outer.Contains(v))], [.. term.Factors.Where((_, i) => keep(i))]);
}

/// <summary>What two terms share.</summary>
/// <param name="Partners">For a factor of the second term, by position, the factor of the first that it is.</param>
/// <param name="Map">For a summed index of the second term, the one of the first that it is.</param>
/// <param name="Weight">The complexity of what is shared.</param>
internal sealed record Pairing(IReadOnlyDictionary<int, int> Partners, IReadOnlyDictionary<IndexVariable, Subscript> Map, int Weight);

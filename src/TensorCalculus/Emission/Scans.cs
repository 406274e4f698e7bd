using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Emission;

/// <summary>Finds what can be computed in one run along an axis instead of over all pairs of positions.</summary>
internal static class Scans
{
    /// <summary>The array of a cumulative sum over its limit, or <see langword="null"/> where its body does not become an array along the index.</summary>
    public static Labelled? OfSum(Lowering lowering, CumulativeSum sum)
    {
        Labelled body = lowering.Lower(sum.Body);
        return body.Has(sum.Index)
            ? Read(lowering.Graph.Scan(sum.FromEnd ? ScanKind.SumFromEnd : ScanKind.Sum, body, [sum.Index]), v => v == sum.Index ? sum.Limit : v)
            : null;
    }

    /// <summary>A sum with a bracket taken addend by addend, where each addend makes a cumulative sum and all of them together do not: Σ_i
    /// [p ≤ i] (a_i b_p + c_i) needs no mask then.</summary>
    public static Expr? Distributed(ExprFactory factory, OpenBody open)
    {
        foreach (Bracket bracket in open.Factors.OfType<Bracket>())
        {
            Expr[] others = [.. open.Factors.Where(f => f != bracket)];
            if (CumulativeSum.In(factory, bracket, others, open.Indices) is not null)
            {
                continue;
            }

            foreach (Sum sum in others.OfType<Sum>().Where(s => bracket.FreeIndices.All(s.Contains)))
            {
                Expr[][] parts = [.. sum.Children.ToArray().Select(t => (Expr[])[.. others.Where(f => f != sum), .. t is Product product ? product.Children.ToArray() : [t]])];
                if (Array.TrueForAll(parts, p => CumulativeSum.In(factory, bracket, p, open.Indices) is not null))
                {
                    return factory.Add([.. sum.Children.ToArray().Select(t => factory.Contract(
                        open.Indices, factory.Multiply(open.Coefficient, [.. open.Factors.Select(f => f == sum ? t : f)])))]);
                }
            }
        }

        return null;
    }

    /// <summary>The array of the product without one entry, as the derivative of a product has it: Π_k where(δ_jk = 1, 1, u_k).</summary>
    public static Labelled? OfOthers(Lowering lowering, OpenBody product)
    {
        if (product.Body is not Choice { Condition: { Relation: Relation.Equal, Left: var same, Right: var one }, Otherwise: var body } choice
            || one != lowering.Factory.One || choice.Then != lowering.Factory.One)
        {
            return null;
        }

        var at = new Dictionary<IndexVariable, IndexVariable>();
        foreach (Expr factor in same is Product ? same.Children : [same])
        {
            if (factor is not Delta { IsPlain: true, Left: IndexSubscript { Index: var a }, Right: IndexSubscript { Index: var b } })
            {
                return null;
            }

            (IndexVariable inside, IndexVariable outside) = product.Indices.Contains(a) ? (a, b) : (b, a);
            if (!product.Indices.Contains(inside) || product.Indices.Contains(outside) || body.Contains(outside) || !at.TryAdd(inside, outside))
            {
                return null;
            }
        }

        if (at.Count != product.Indices.Length || at.Values.Distinct().Count() != at.Count)
        {
            return null;
        }

        Labelled value = lowering.Lower(body);
        return product.Indices.All(value.Has) ? Read(lowering.Graph.Scan(ScanKind.ProductOfOthers, value, product.Indices), v => at.GetValueOrDefault(v, v)) : null;
    }

    private static Labelled Read(Labelled scan, Func<IndexVariable, IndexVariable> at) => scan with { Axes = [.. scan.Axes.Select(at)] };
}

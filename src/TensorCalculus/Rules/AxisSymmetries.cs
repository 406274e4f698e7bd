using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Rules;

/// <summary>One way to exchange the axes of a tensor: axis i takes the subscript of axis <paramref name="Order"/>[i], and the
/// component keeps its value, or changes its sign.</summary>
internal sealed record AxisExchange(ImmutableArray<int> Order, bool Negates);

/// <summary>Which tensors stay the same when their axes are exchanged.</summary>
internal sealed class AxisSymmetries
{
    /// <summary>Five axes can be exchanged in as many ways, with either sign.</summary>
    private const int MaximalExchanges = 240;

    private readonly Dictionary<TensorSymbol, ImmutableArray<AxisExchange>> exchanges = [];

    /// <summary>A filter of the tensors, as in <see cref="NodeFacts.TensorMask"/>.</summary>
    public ulong Mask { get; private set; }

    /// <summary>The exchanges of a tensor, the one that changes nothing first; empty where there is no other.</summary>
    public ImmutableArray<AxisExchange> Of(TensorSymbol tensor) => exchanges.GetValueOrDefault(tensor, []);

    /// <summary>The pairs of axes of a tensor, the first before the second, that can change places while all others stay.</summary>
    public IReadOnlySet<(TensorSymbol Tensor, int First, int Second)> Pairs => (
        from known in exchanges
        from exchange in known.Value
        where !exchange.Negates
        let moved = Enumerable.Range(0, exchange.Order.Length).Where(axis => exchange.Order[axis] != axis).ToArray()
        where moved.Length == 2
        select (known.Key, moved[0], moved[1])).ToHashSet();

    /// <summary>Takes up an identity that says no more than that: <c>s_ij = s_ji</c>, <c>w_ij = -w_ji</c>.</summary>
    public void Add(ExprFactory factory, BoundIdentity identity)
    {
        (Fractions.Fraction sign, Expr left) = factory.SplitCoefficient(identity.Left);
        (Fractions.Fraction other, Expr right) = factory.SplitCoefficient(identity.Right);
        if (left is TensorElement a && right is TensorElement b && a.Tensor == b.Tensor && Fractions.Fraction.Abs(sign).Equals(Fractions.Fraction.Abs(other))
            && a.FreeIndices.Length == a.Tensor.Order && b.FreeIndices.Length == a.Tensor.Order
            && a.Subscripts.All(s => s is IndexSubscript) && b.Subscripts.All(a.Subscripts.Contains))
        {
            Add(a.Tensor, new AxisExchange([.. b.Subscripts.Select(s => a.Subscripts.IndexOf(s))], !sign.Equals(other)));
        }
    }

    /// <summary>Adds an exchange, and all that follow from it and from those known.</summary>
    public void Add(TensorSymbol tensor, AxisExchange exchange)
    {
        var known = new List<AxisExchange> { new([.. Enumerable.Range(0, tensor.Order)], Negates: false) };
        AxisExchange[] generators = [.. Of(tensor), exchange];
        for (int i = 0; i < known.Count && known.Count <= MaximalExchanges; i++)
        {
            foreach (AxisExchange generator in generators)
            {
                var next = new AxisExchange([.. generator.Order.Select(axis => known[i].Order[axis])], known[i].Negates != generator.Negates);
                if (!known.Exists(k => k.Negates == next.Negates && k.Order.SequenceEqual(next.Order)))
                {
                    known.Add(next);
                }
            }
        }

        if (known.Count <= MaximalExchanges)
        {
            exchanges[tensor] = [.. known];
            Mask |= 1UL << (tensor.Ordinal & 63);
        }
    }
}

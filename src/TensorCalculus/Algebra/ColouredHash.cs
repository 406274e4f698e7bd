using System.Diagnostics;
using Fractions;
using TensorCalculus.Functions;

namespace TensorCalculus.Algebra;

/// <summary>A structural hash in which indices count by a colour instead of their identity, and in which the order of
/// addends, factors and bound slots does not matter (for it may depend on the identities), nor do signs: which of a - b and
/// b - a stands in a product does so too.</summary>
internal static class ColouredHash
{
    public static ulong Of(Expr node, Func<IndexVariable, ulong> colour)
    {
        switch (node)
        {
            case Number or PiConstant or SizeOf:
                return node.Hash;
            case TensorElement element:
                return Of(StableHashing.Mix(4, (ulong)element.Tensor.Ordinal), element.Subscripts.AsSpan(), colour);
            case Delta delta:
                return StableHashing.Mix(5, delta.Left.StableHash(colour) + delta.Right.StableHash(colour));
            case Bracket bracket:
                return StableHashing.Mix(14, bracket.Form.StableHash(colour));
            case Sum sum:
                return StableHashing.Mix(6, Unordered(sum.Children, colour));
            case Product product:
                return OfProduct(product, colour);
            case Power power:
                return StableHashing.Mix(StableHashing.Mix(8, Of(power.Base, colour)), Of(power.Exponent, colour));
            case Call call:
                return StableHashing.Mix(StableHashing.Text(call.Function.Name) + (ulong)call.Function.Primes, Unordered(call.Children, colour));
            case Choice choice:
                return OfChoice(choice, colour);
            case Contraction contraction:
                return StableHashing.Mix(10, OfBody(contraction, colour, []));
            case Reduction reduction:
                return StableHashing.Mix(11 + ((ulong)reduction.Kind << 8), OfBody(reduction, colour, reduction.At.AsSpan()));
            case Derivative derivative:
                return StableHashing.Mix(Of(derivative.Body, colour), Of(derivative.By, colour));
            default:
                throw new UnreachableException();
        }
    }

    private static ulong OfProduct(Product product, Func<IndexVariable, ulong> colour)
    {
        ulong core = product.Children.Length == 1 ? Of(product.Children[0], colour) : StableHashing.Mix(7, Unordered(product.Children, colour));
        var size = Fraction.Abs(product.Coefficient);
        return size.IsOne() ? core : StableHashing.Mix(core, StableHashing.Number(size));
    }

    /// <summary>The direction of a comparison with 0 is a sign too.</summary>
    private static ulong OfChoice(Choice choice, Func<IndexVariable, ulong> colour)
    {
        (Relation relation, _, Expr right) = choice.Condition;
        bool signed = right is Number { Value.IsZero: true };
        ulong hash = 14 + ((ulong)(signed && relation.Mirrored() < relation ? relation.Mirrored() : relation) << 8);
        foreach (Expr part in choice.Children)
        {
            hash = StableHashing.Mix(hash, Of(part, colour));
        }

        return hash;
    }

    private static ulong Unordered(ReadOnlySpan<Expr> children, Func<IndexVariable, ulong> colour)
    {
        ulong sum = 0;
        foreach (Expr child in children)
        {
            sum += Of(child, colour);
        }

        return sum;
    }

    private static ulong Of(ulong hash, ReadOnlySpan<Subscript> subscripts, Func<IndexVariable, ulong> colour)
    {
        foreach (Subscript subscript in subscripts)
        {
            hash = StableHashing.Mix(hash, subscript.StableHash(colour));
        }

        return hash;
    }

    /// <summary>One round of refinement tells the bound slots apart; what it leaves tied looks the same from outside.</summary>
    private static ulong OfBody(Binder binder, Func<IndexVariable, ulong> colour, ReadOnlySpan<Subscript> at)
    {
        const ulong mark = 0xC0FFEE;
        var slots = new Dictionary<IndexVariable, ulong>(binder.Bound.Length);
        for (int i = 0; i < binder.Bound.Length; i++)
        {
            IndexVariable slot = binder.Bound[i];
            ulong position = at.IsEmpty ? 0 : at[i].StableHash(colour);
            ulong alone = binder.Bound.Length == 1 ? 0 : Of(binder.Body, v => v == slot ? mark : v.IsBound ? (ulong)v.Dimension.Ordinal : colour(v));
            slots.Add(slot, StableHashing.Mix(StableHashing.Mix((ulong)slot.Dimension.Ordinal, position), alone));
        }

        ulong sum = 0;
        foreach (ulong slot in slots.Values)
        {
            sum += slot;
        }

        return StableHashing.Mix(sum, Of(binder.Body, v => slots.TryGetValue(v, out ulong c) ? c : colour(v)));
    }
}

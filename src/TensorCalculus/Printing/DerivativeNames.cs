using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Printing;

/// <summary>Deals the axes of a tensor that is named as a derivative to the parts of its name: those of <c>dy_dx</c> are
/// the axes of <c>y</c>, then those of <c>x</c>.</summary>
internal static class DerivativeNames
{
    /// <summary>The parts at their subscripts, or <see langword="null"/> where the program does not tell how many each has.</summary>
    public static DerivativeNode? Split(BoundProgram program, DerivativeName name, TensorSymbol tensor, ImmutableArray<Slot> slots)
    {
        var orders = new int[name.By.Length];
        int rest = slots.Length;
        for (int i = 0; i < orders.Length; i++)
        {
            if (program.Find(name.By[i]) is not { } tensorBelow)
            {
                return null;
            }

            orders[i] = tensorBelow.Order;
            rest -= tensorBelow.Order;
        }

        if (rest != (program.Find(name.Of)?.Order ?? 0))
        {
            return null;
        }

        int at = 0;
        TensorNode of = Take(name.Of, rest);
        var by = ImmutableArray.CreateBuilder<TensorNode>(orders.Length);
        for (int i = 0; i < orders.Length; i++)
        {
            by.Add(Take(name.By[i], orders[i]));
        }

        return new DerivativeNode(of, by.MoveToImmutable());

        TensorNode Take(string part, int order)
        {
            var node = new TensorNode(part, slots.Slice(at, order), tensor.Letters.Slice(at, order));
            at += order;
            return node;
        }
    }
}

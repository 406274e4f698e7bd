using System.Collections.Immutable;
using System.Globalization;
using Fractions;
using TensorCalculus.Algebra;

namespace TensorCalculus.Printing;

/// <content>Sizes that no symbol and no letter names.</content>
internal sealed partial class PrintTreeBuilder
{
    private static bool HasName(Dimension dimension) => dimension.Symbol is not null || dimension.Letter is not null;

    /// <summary>The size as its declared number, else as a count: <c>1_k x_k^0</c>.</summary>
    private TermDraft Counted(Dimension dimension)
    {
        if (dimension.Value is { } value)
        {
            return new TermDraft { Coefficient = new Fraction(value) };
        }

        var counter = new PrintIndex(dimension, isDummy: true, int.MaxValue);
        TensorSymbol tensor = program.Tensors.Values.Where(t => t.Axes.Contains(dimension)).MinBy(t => t.Ordinal)!;
        int axis = tensor.Axes.IndexOf(dimension);
        ImmutableArray<Slot> slots = [.. Enumerable.Range(0, tensor.Order).Select(a => a == axis ? (Slot)new IndexSlot(counter) : new PositionSlot(null, 0))];
        var term = new TermDraft { Ones = { counter }, Summed = { counter } };
        term.Above.Add(Make(FactorKind.Tensor, tensor.Ordinal, new PowerNode(new TensorNode(tensor.Name, slots, tensor.Letters), new NumberNode("0"))));
        return term;
    }
}

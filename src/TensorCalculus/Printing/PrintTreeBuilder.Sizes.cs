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
        var term = new TermDraft { Ones = { counter }, Summed = { counter } };
        term.Above.Add(Counter(dimension, counter)!.Value);
        return term;
    }

    /// <summary>Names the range of a summed index that stands in combinations only: <c>y_i^0</c>, which is 1.</summary>
    private void TellRange(TermDraft term, IndexVariable index)
    {
        if (Counter(index.Dimension, indices[index]) is { } counter)
        {
            term.Above.Add(counter);
        }
    }

    /// <summary>A tensor to the power 0, read at an index of this dimension; <see langword="null"/> where none has such an axis.</summary>
    private Factor? Counter(Dimension dimension, PrintIndex index)
    {
        if (program.Tensors.Values.Where(t => t.Axes.Contains(dimension)).MinBy(t => t.Ordinal) is not { } tensor)
        {
            return null;
        }

        int axis = tensor.Axes.IndexOf(dimension);
        ImmutableArray<Slot> slots = [.. Enumerable.Range(0, tensor.Order).Select(a => a == axis ? (Slot)new IndexSlot(index) : new PositionSlot(null, 0))];
        return Make(FactorKind.Tensor, tensor.Ordinal, new PowerNode(new TensorNode(tensor.Name, slots, tensor.Letters), new NumberNode("0")));
    }
}

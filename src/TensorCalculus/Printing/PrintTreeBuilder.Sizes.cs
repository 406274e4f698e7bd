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

    /// <summary>The dummies that must be called as their size is, for nothing else tells it.</summary>
    private readonly List<PrintIndex> lettered = [];

    /// <summary>Whether each dummy that nothing else tells the size of has been called as its size is.</summary>
    public bool HasToldLetters => lettered.TrueForAll(i => i.Letter == i.Dimension.Letter);

    /// <summary>Names the range of a summed index that no tensor has alone: by its letter, where it stands in brackets only and
    /// letters may tell sizes, else by <c>y_i^0</c>, which is 1.</summary>
    private void TellRange(TermDraft term, IndexVariable index, Expr body)
    {
        if (!TellByLetter(index, body) && Counter(index.Dimension, indices[index]) is { } counter)
        {
            term.Above.Add(counter);
        }
    }

    private bool TellByLetter(IndexVariable index, Expr body)
    {
        if (!lettersTell || index.Dimension.Letter is not { } letter || !ToldRanges.IsToldNowhere(body, index))
        {
            return false;
        }

        indices[index].Wishes.Add(letter);
        indices[index].IsToldByLetter = true;
        lettered.Add(indices[index]);
        return true;
    }

    /// <summary>Whether a delta gives the dummy the size of an index outside of the sum.</summary>
    private static bool IsTied(OpenBody open, IndexVariable index) => open.Factors.OfType<Delta>().Any(d =>
        d is { IsPlain: true, Left: IndexSubscript { Index: var a }, Right: IndexSubscript { Index: var b } }
        && ((a == index && !open.Indices.Contains(b)) || (b == index && !open.Indices.Contains(a))));

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

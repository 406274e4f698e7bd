using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace TensorCalculus.Printing;

/// <summary>What a combination multiplies, as it is printed.</summary>
internal abstract record SlotAtom;

/// <summary>An index.</summary>
internal sealed record IndexSlotAtom(PrintIndex Index) : SlotAtom;

/// <summary>The symbol of a size or of a constant position.</summary>
internal sealed record SymbolSlotAtom(string Symbol) : SlotAtom;

/// <summary>A gathered position.</summary>
internal sealed record GatherSlotAtom(string Tensor, ImmutableArray<Slot> Slots) : SlotAtom;

/// <summary>A whole-number combination at an axis, or a side of a relation: <c>2*i+k-1</c>.</summary>
internal sealed record CombinationSlot(ImmutableArray<(long Coefficient, SlotAtom Atom)> Terms, long Constant) : Slot
{
    /// <summary>The combination on one line.</summary>
    /// <param name="atom">Spells an atom.</param>
    /// <param name="minus">The minus sign.</param>
    /// <param name="times">What stands between a number and an atom.</param>
    public string Spell(Func<SlotAtom, string> atom, string minus, string times)
    {
        var text = new StringBuilder();
        foreach ((long coefficient, SlotAtom of) in Terms.OrderBy(t => t.Coefficient < 0).ThenBy(t => RankOf(t.Atom)).ThenBy(t => LetterOf(t.Atom), StringComparer.Ordinal))
        {
            text.Append(coefficient < 0 ? minus : text.Length > 0 ? "+" : "");
            long size = Math.Abs(coefficient);
            text.Append(size == 1 ? "" : size.ToString(CultureInfo.InvariantCulture) + times).Append(atom(of));
        }

        if (Constant != 0 || Terms.IsEmpty)
        {
            text.Append(Constant < 0 ? minus : text.Length > 0 ? "+" : "").Append(Math.Abs(Constant).ToString(CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    /// <summary>Gathered positions and symbols first, as in <c>N-i-1</c>; free indices before dummies.</summary>
    private static int RankOf(SlotAtom atom) => atom switch
    {
        GatherSlotAtom => -2,
        SymbolSlotAtom => -1,
        IndexSlotAtom index => index.Index.Rank,
        _ => int.MaxValue,
    };

    private static string LetterOf(SlotAtom atom) => atom switch
    {
        IndexSlotAtom index => index.Index.Letter,
        SymbolSlotAtom symbol => symbol.Symbol,
        GatherSlotAtom gather => gather.Tensor,
        _ => "",
    };
}

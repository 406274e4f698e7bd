using TensorCalculus.Algebra;

namespace TensorCalculus.Printing;

/// <summary>What the notation lets one write without brackets: <c>x_ij</c>, <c>x_{i1,j}</c>, but <c>x[batch,head]</c>.</summary>
internal static class Labels
{
    /// <summary>Whether the label is one letter, Latin or Greek.</summary>
    public static bool IsLetter(string label) => label.Length == 1 || GreekLetters.IsName(label);

    /// <summary>Whether the label is one letter, perhaps with digits and primes.</summary>
    public static bool IsShort(string label) => Dimension.IsGroupLabel(label) || IsLetter(label.TrimEnd('\'').TrimEnd("0123456789".ToCharArray()).TrimEnd('\''));

    /// <summary>Whether all slots can stand side by side: letters and upper-case positions, or one number alone.</summary>
    public static bool RunTogether(IReadOnlyList<Slot> slots) =>
        slots.Count == 1 && slots[0] is PositionSlot { Symbol: null, Offset: >= 0 }
        || slots.All(s => s is IndexSlot { Index.Letter: var letter } ? IsLetter(letter) : s is PositionSlot { Symbol.Length: 1, Offset: 0 });

    /// <summary>Whether the slots can stand in braces.</summary>
    public static bool InBraces(IReadOnlyList<Slot> slots) => slots.All(s => s switch
    {
        IndexSlot { Index.Letter: var letter } => IsShort(letter),
        CombinationSlot combination => combination.Terms.All(t => t.Atom switch
        {
            IndexSlotAtom { Index.Letter: var letter } => IsShort(letter),
            GatherSlotAtom gather => IsLetter(gather.Tensor) && InBraces(gather.Slots),
            _ => true,
        }),
        _ => true,
    });
}

using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Printing;

/// <summary>Gives the indices of one equation their letters: the user's where they are free, else fresh ones. The dummies of
/// an addend differ from all that stands in it; those of its neighbours may be the same.</summary>
internal sealed class LetterAssigner(LetterSupply supply, SizeLetters sizes)
{
    private readonly HashSet<string> used = [];
    private readonly List<string> taken = [];
    private readonly HashSet<Dimension> printedSizes = [];

    public void Assign(IEnumerable<(PrintIndex Index, string? Letter)> free, params IReadOnlyList<PrintNode> sides)
    {
        foreach (PrintNode side in sides)
        {
            Prepare(side);
        }

        foreach ((PrintIndex index, string? letter) in free)
        {
            index.Letter = letter is not null && Fits(letter, index) ? letter : Next(index);
            Use(index.Letter);
        }

        foreach (PrintNode side in sides)
        {
            Visit(side);
        }
    }

    /// <summary>Collects what each index would like to be called, and the sizes in sight.</summary>
    private void Prepare(PrintNode node)
    {
        if (node is SizeNode size)
        {
            printedSizes.Add(size.Dimension);
        }

        (ImmutableArray<Slot> slots, ImmutableArray<string?> letters) = node switch
        {
            TensorNode tensor => (tensor.Slots, tensor.Letters),
            WholeNode whole => (whole.Slots, whole.Letters),
            _ => ([], []),
        };
        for (int axis = 0; axis < slots.Length; axis++)
        {
            if (slots[axis] is IndexSlot { Index: var index } && letters[axis] is { } letter)
            {
                index.Wishes.Add(letter);
            }
            else if (slots[axis] is CombinationSlot combination)
            {
                Wish([combination]);
            }
        }

        if (node is BracketNode bracket)
        {
            Wish([bracket.Left, bracket.Right]);
        }
        else if (node is DeltaNode { Right: CombinationSlot } delta)
        {
            Wish([delta.Left, delta.Right]);
        }

        foreach (PrintNode part in node.Parts)
        {
            Prepare(part);
        }
    }

    /// <summary>Where no axis suggests a letter, an index is called as its size is.</summary>
    private static void Wish(ImmutableArray<Slot> slots)
    {
        foreach (PrintIndex index in slots.Indices())
        {
            if (index.Dimension.DeclaredLabels is [var declared, ..])
            {
                index.Wishes.Add(declared);
            }
            else if (index.Dimension.Letter is { } letter)
            {
                index.Wishes.Add(letter);
            }
        }
    }

    private void Visit(PrintNode node)
    {
        IReadOnlyList<PrintIndex> bound = node switch
        {
            ProductNode product => product.Summed,
            ReductionNode { Kept: [] } reduction => reduction.Indices,
            _ => [],
        };
        foreach (PrintIndex dummy in bound.OrderByDescending(d => d.IsToldByLetter))
        {
            dummy.Letter = dummy.Wishes.Find(l => Fits(l, dummy)) ?? Next(dummy);
            Use(dummy.Letter);
            taken.Add(dummy.Letter);
        }

        int start = taken.Count;
        foreach (PrintNode part in node.Parts)
        {
            int mark = taken.Count;
            Visit(part);
            if (node is SumNode)
            {
                used.ExceptWith(taken.Skip(mark));
            }
        }

        used.UnionWith(taken.Skip(start));
    }

    private string Next(PrintIndex index) => index.Dimension.IsGroup ? supply.NextGroup(used.Contains) : supply.Next(used.Contains);

    /// <summary>The letters of a new group are not free any more either.</summary>
    private void Use(string letter)
    {
        used.Add(letter);
        if (letter is [var first, '.', '.', '.', var last])
        {
            used.Add(first.ToString());
            used.Add(last.ToString());
        }
    }

    private bool Fits(string letter, PrintIndex index) => !used.Contains(letter) && sizes.Allow(letter, index.Dimension, printedSizes);
}

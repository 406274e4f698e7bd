using System.Collections.Immutable;
using System.Diagnostics;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Printing;

/// <content>Subscripts, deltas and brackets.</content>
internal sealed partial class PrintTreeBuilder
{
    private Slot Slot(Subscript subscript) => subscript switch
    {
        IndexSubscript { Index: var index } => new IndexSlot(indices[index]),
        PositionSubscript position => new PositionSlot(position.Symbol, position.Offset),
        GatheredSubscript or AffineSubscript => Combination(subscript.Form),
        _ => throw new UnreachableException(),
    };

    private CombinationSlot Combination(AffineForm form)
    {
        var terms = ImmutableArray.CreateBuilder<(long, SlotAtom)>(form.Terms.Length);
        long constant = form.Constant;
        foreach ((long coefficient, SubscriptAtom atom) in form.Terms)
        {
            switch (atom)
            {
                case IndexAtom { Index: var index }:
                    terms.Add((coefficient, new IndexSlotAtom(indices[index])));
                    break;
                case SizeAtom { Dimension: { DeclaredSymbol: { } symbol } }:
                    terms.Add((coefficient, new SymbolSlotAtom(symbol)));
                    break;
                case SizeAtom { Dimension: { Value: { } value } }:
                    constant += coefficient * value;
                    break;
                case PositionAtom position:
                    terms.Add((coefficient, new SymbolSlotAtom(position.Symbol)));
                    break;
                case GatherAtom gather:
                    terms.Add((coefficient, new GatherSlotAtom(gather.Tensor.Name, [.. gather.Subscripts.Select(Slot)])));
                    break;
                default:
                    throw new UnreachableException();
            }
        }

        return new CombinationSlot(terms.ToImmutable(), constant);
    }

    private Factor DeltaOf(Delta delta)
    {
        if (delta.IsPlain)
        {
            (Slot left, Slot right) = (Slot(delta.Left), Slot(delta.Right));
            return Make(FactorKind.Delta, int.MaxValue, RankOf(right) < RankOf(left) ? new DeltaNode(right, left) : new DeltaNode(left, right));
        }

        (Slot lead, Slot rest, _) = Lead(delta.Difference) ?? (Slot(delta.Left), Slot(delta.Right), 1);

        // δ_ij would say that the two have one size.
        return lead is IndexSlot && rest is IndexSlot
            ? RelationOf(new BracketNode(lead, Relation.Equal, rest))
            : new Factor(ReadingKey.Of(FactorKind.Delta, int.MaxValue, [.. RanksOf(lead), .. RanksOf(rest)]), FactorKind.Delta, new DeltaNode(lead, rest));
    }

    /// <summary>Lower bounds come first.</summary>
    private static Factor RelationOf(BracketNode bracket) => new(
        ReadingKey.Of(FactorKind.Bracket, bracket.Relation is Relation.Less or Relation.LessOrEqual ? 1 : 0, [.. RanksOf(bracket.Left), .. RanksOf(bracket.Right)]), FactorKind.Bracket, bracket);

    private BracketNode BracketOf(Bracket bracket)
    {
        AffineForm form = bracket.Form;
        if (Lead(form) is not var (lead, _, sign))
        {
            AffineForm above = Part(form, 1), below = Part(form, -1);
            return new BracketNode(Slot(Subscript.Of(below)), Relation.LessOrEqual, Slot(Subscript.Of(above)));
        }

        // lead ≥ rest or lead ≤ rest; of a neighbouring number, < and > read better.
        AffineForm rest = Rest(form, sign);
        bool strict = rest is { Terms.IsEmpty: false } && rest.Constant == sign;
        return new BracketNode(
            lead,
            (sign > 0, strict) switch
            {
                (true, false) => Relation.GreaterOrEqual,
                (true, true) => Relation.Greater,
                (false, false) => Relation.LessOrEqual,
                (false, true) => Relation.Less,
            },
            Slot(Subscript.Of(strict ? rest + -sign : rest)));
    }

    /// <summary>The index that reads first among those with the coefficient 1 or -1, what it is compared with, and its sign.</summary>
    private (Slot First, Slot Other, int Sign)? Lead(AffineForm form) =>
        LeadTerm(form) is { Atom: IndexAtom { Index: var index }, Coefficient: var sign }
            ? (new IndexSlot(indices[index]), Slot(Subscript.Of(Rest(form, (int)sign))), (int)sign)
            : null;

    /// <summary>δ_{p,i+1} reads better than δ_{i,p-1}, so an index comes first that leaves no minus.</summary>
    private AffineTerm LeadTerm(AffineForm form) => (
        from term in form.Terms
        where term is { Coefficient: 1 or -1, Atom: IndexAtom { Index: var v } } && form.SolveFor(v) is not null
        let index = ((IndexAtom)term.Atom).Index
        let rest = form.SolveFor(index)
        orderby rest.Terms.Any(t => t.Coefficient < 0) || rest.Constant < 0, indices[index].Rank
        select term).FirstOrDefault();

    private AffineForm Rest(AffineForm form, int sign) => (form - (AffineForm.Of(LeadTerm(form).Atom) * sign)) * -sign;

    private static AffineForm Part(AffineForm form, int sign) => AffineForm.Sum(
        form.Terms.Where(t => Math.Sign(t.Coefficient) == sign).Select(t => t with { Coefficient = Math.Abs(t.Coefficient) }),
        Math.Sign(form.Constant) == sign ? Math.Abs(form.Constant) : 0);

    /// <summary>What orders factors by their subscripts: where an index stands on the left-hand side, then coefficients and what is added.</summary>
    private static IEnumerable<int> RanksOf(Slot slot) => slot is CombinationSlot combination
        ?
        [
            int.MaxValue,
            Clamped(combination.Constant),
            .. combination.Terms.Select(t => Clamped(t.Coefficient)).Order(),
            .. ImmutableArray.Create<Slot>(combination).Indices().Select(i => i.Rank).Order(),
        ]
        : [RankOf(slot)];

    private static int Clamped(long value) => (int)Math.Clamp(value, int.MinValue, int.MaxValue);

    private static int RankOf(Slot slot) => slot is IndexSlot { Index.Rank: var rank } ? rank : int.MaxValue;
}

using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Evaluation;

namespace TensorCalculus.Checking;

/// <summary>A position and the dimension along which it counts.</summary>
internal sealed record PositionUse(Subscript Position, Dimension Dimension);

/// <summary>Where constant and gathered positions of a program stand.</summary>
internal static class PositionUses
{
    /// <summary>The constant positions, which must fit into their axes.</summary>
    public static ImmutableArray<(PositionSubscript Position, Dimension Dimension)> Constant(BoundProgram program) =>
        [.. All(program).Where(u => u.Position is PositionSubscript).Select(u => ((PositionSubscript)u.Position, u.Dimension))];

    /// <summary>For each integer tensor the dimensions along which it counts.</summary>
    public static ILookup<TensorSymbol, Dimension> Gathered(BoundProgram program) => All(program)
        .SelectMany(u => Gathers(u.Position).Select(t => (Tensor: t, u.Dimension)))
        .ToLookup(u => u.Tensor, u => u.Dimension);

    /// <summary>The symbols of positions that stand in combinations.</summary>
    public static ImmutableArray<string> InCombinations(BoundProgram program) =>
        [.. Nodes(program).SelectMany(FormsOf).SelectMany(f => f.Terms).Select(t => t.Atom).OfType<PositionAtom>().Select(a => a.Symbol).Distinct()];

    private static IEnumerable<Expr> Nodes(BoundProgram program) =>
        program.Equations.SelectMany(e => ExprWalk.NodesOf(program.Factory, e.Body));

    private static IEnumerable<PositionUse> All(BoundProgram program) => Nodes(program).SelectMany(In).Distinct();

    private static IEnumerable<PositionUse> In(Expr node) => node switch
    {
        TensorElement element => Along(element.Subscripts, element.Tensor.Axes),
        Reduction reduction => Along(reduction.At, reduction.Bound.Select(v => v.Dimension)),
        Delta delta => In(delta.Difference),
        Bracket bracket => In(bracket.Form),
        _ => [],
    };

    private static IEnumerable<PositionUse> Along(IEnumerable<Subscript> subscripts, IEnumerable<Dimension> dimensions) =>
        subscripts.Zip(dimensions).SelectMany(p => InGathers(p.First.Form).Append(new PositionUse(p.First, p.Second)));

    /// <summary>A relation of one index and one position counts along the index.</summary>
    private static IEnumerable<PositionUse> In(AffineForm form)
    {
        Dimension[] along = [.. form.Terms.Select(t => t.Atom).OfType<IndexAtom>().Select(a => a.Index.Dimension)];
        IEnumerable<PositionUse> uses = along is not [var only] ? []
            : form.Terms.Any(t => t.Atom is GatherAtom) ? form.Terms.Where(t => t.Atom is GatherAtom).Select(t => new PositionUse(Subscript.Of(AffineForm.Of(t.Atom)), only))
            : form.SolveFor(((IndexAtom)form.Terms.First(t => t.Atom is IndexAtom).Atom).Index) is { } solution && Subscript.Of(solution) is PositionSubscript position ? [new PositionUse(position, only)]
            : [];
        return uses.Concat(InGathers(form));
    }

    /// <summary>The positions inside gathered ones.</summary>
    private static IEnumerable<PositionUse> InGathers(AffineForm form) =>
        form.Terms.Select(t => t.Atom).OfType<GatherAtom>().SelectMany(g => Along(g.Subscripts, g.Tensor.Axes));

    private static IEnumerable<TensorSymbol> Gathers(Subscript subscript) =>
        subscript.Form.Terms.Select(t => t.Atom).OfType<GatherAtom>().Select(g => g.Tensor);

    private static IEnumerable<AffineForm> FormsOf(Expr node) => node switch
    {
        TensorElement element => element.Subscripts.Select(s => s.Form),
        Delta delta => [delta.Difference],
        Bracket bracket => [bracket.Form],
        _ => [],
    };
}

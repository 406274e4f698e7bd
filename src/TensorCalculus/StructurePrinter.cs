using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Differentiation;
using TensorCalculus.Printing;

namespace TensorCalculus;

/// <summary>Turns the structure of a derivative into what users see.</summary>
internal sealed class StructurePrinter(EquationPrinter printer)
{
    public DerivativeStructure Print(StructuredForm form, ImmutableArray<string> indices, int rows)
    {
        ImmutableArray<StructurePart> parts = [.. form.Parts.Select(p => Part(p, indices, rows))];
        return new DerivativeStructure(form.IsSymmetric, parts, Words(form.IsSymmetric, parts));
    }

    private StructurePart Part(StructuredPart part, ImmutableArray<string> indices, int rows) => new(
        KindOf(part),
        [.. part.Links.Select(l => new IndexPair(indices[l.Row], indices[rows + l.Column]))],
        new PrintedFormula(new SpeltEquation(printer, left: null, part.Core), EquationPart.Right),
        [.. part.CoreIndices.Select(v => v.Letter!)]);

    private static StructureKind KindOf(StructuredPart part) => part switch
    {
        { Links: [], IsSeparable: true } => StructureKind.OuterProducts,
        { Links: [] } => StructureKind.Dense,
        { IsFull: true, IsRepeated: true } => StructureKind.Identity,
        { IsFull: true } => StructureKind.Diagonal,
        { IsRepeated: true } => StructureKind.CoreAndDeltas,
        _ => StructureKind.BlockDiagonal,
    };

    private static string Words(bool isSymmetric, ImmutableArray<StructurePart> parts)
    {
        string sum = parts switch
        {
            [] => "zero",
            [var only] => Words(only, isAlone: true),
            _ => string.Join(", plus ", parts.Select(p => Words(p, isAlone: false))),
        };
        return (isSymmetric, parts) switch
        {
            (false, _) or (_, []) => sum,
            (_, [{ Kind: StructureKind.Dense }]) => "symmetric",
            _ => $"symmetric, {sum}",
        };
    }

    private static string Words(StructurePart part, bool isAlone)
    {
        string deltas = string.Join(' ', part.Deltas.Select(d => $"δ_{d.Row}{d.Column}"));
        string where = string.Join(", ", part.Deltas.Select(d => $"{d.Row} = {d.Column}"));
        string core = part.Core.Unicode;
        return (part.Kind, isAlone) switch
        {
            (StructureKind.Identity, _) => core == "1" ? $"the identity {deltas}" : $"{core} times the identity {deltas}",
            (StructureKind.Diagonal, _) => $"diagonal: {core} where {where}",
            (StructureKind.CoreAndDeltas, _) => $"the core {core} times {deltas}",
            (StructureKind.BlockDiagonal, _) => $"block-diagonal: {core} where {where}",
            (StructureKind.OuterProducts, true) => "a sum of outer products",
            (StructureKind.OuterProducts, false) => $"outer products {core}",
            (_, true) => "dense",
            _ => $"the rest {core}",
        };
    }
}

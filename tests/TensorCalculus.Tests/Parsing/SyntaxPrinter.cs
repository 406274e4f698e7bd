using System.Collections.Immutable;
using TensorCalculus.Syntax;

namespace TensorCalculus.Tests.Parsing;

/// <summary>Writes a syntax tree as one line, without spans, so that trees compare as strings.</summary>
internal static class SyntaxPrinter
{
    public static string Print(ProgramSyntax program) => string.Join("; ", program.Statements.Select(Print));

    public static string Print(StatementSyntax statement) => statement switch
    {
        EquationSyntax e => (e.Left is null ? "" : $"{Print(e.Left)} = ") + Print(e.Right) + (e.NoSum.IsEmpty ? "" : $" nosum {string.Join(' ', e.NoSum)}"),
        ConstantDeclarationSyntax c => $"constant {c.Name}",
        IntegerDeclarationSyntax i => $"integer {i.Name}",
        SymmetricDeclarationSyntax s => $"symmetric {s.Name}",
        SizeDeclarationSyntax s => $"size {s.Label} = {Print(s.Value)}",
        OrderDeclarationSyntax o => $"order {o.Group} = {o.Order}",
        GivenDeclarationSyntax g => $"given {Print(g.Left)} = {Print(g.Right)}",
        _ => throw new ArgumentOutOfRangeException(nameof(statement)),
    };

    public static string Print(ExpressionSyntax expression) => expression switch
    {
        NumberSyntax n => n.Value.ToString(),
        PiSyntax => "π",
        TensorSyntax t => t.Name + Print(t.Subscripts),
        OneSyntax o => "1" + Print(o.Subscripts),
        DeltaSyntax d => $"δ[{Print(d.First)} {Print(d.Second)}]",
        BracketSyntax b => $"[{Print(b.Left)} {b.Relation} {Print(b.Right)}]",
        SizeSyntax s => $"|{s.Label}|",
        SumSyntax s => $"(+ {string.Join(' ', s.Terms.Select(t => (t.Negative ? "-" : "") + Print(t.Term)))})",
        ProductSyntax p => $"(* {string.Join(' ', p.Factors.Select(f => (f.Divides ? "/" : "") + Print(f.Factor)))})",
        NegationSyntax n => $"(neg {Print(n.Operand)})",
        PowerSyntax p => $"(^ {Print(p.Base)} {Print(p.Exponent)})",
        ParenthesisSyntax p => $"<{Print(p.Inner)}>",
        CallSyntax c => $"({c.Function}{new string('\'', c.Primes)} {string.Join(", ", c.Arguments.Select(Print))})",
        ComparisonSyntax c => $"{Print(c.Left)} {c.Relation} {Print(c.Right)}",
        ReductionSyntax r => $"({(r.IsBig ? "big " : "")}{r.Operator}{Print(r.Indices)}{(r.Bound is null ? "" : $" to {Print(r.Bound)}")} {Print(r.Body)})",
        WholeTensorSyntax w => $"({w.Function} {w.Tensor}){Print(w.Subscripts)}",
        _ => throw new ArgumentOutOfRangeException(nameof(expression)),
    };

    private static string Print(ImmutableArray<SubscriptSyntax> slots) => slots.IsEmpty ? "" : $"[{string.Join(' ', slots.Select(Print))}]";

    private static string Print(SubscriptSyntax slot) => slot switch
    {
        IndexSyntax i => i.Label,
        GroupSyntax g => g.Label,
        AffineSyntax a => $"{{{string.Join('+', a.Terms.Select(t => $"{t.Coefficient}*{Print(t.Atom)}").Append($"{a.Constant}"))}}}",
        _ => throw new ArgumentOutOfRangeException(nameof(slot)),
    };

    private static string Print(AffineAtomSyntax atom) => atom switch
    {
        IndexAtomSyntax i => i.Label,
        SymbolAtomSyntax s => s.Name,
        GatherAtomSyntax g => g.Tensor + Print(g.Subscripts),
        _ => throw new ArgumentOutOfRangeException(nameof(atom)),
    };

    private static string Print(SizeValueSyntax size) => size switch
    {
        SizeNumberSyntax n => $"{n.Value}",
        SizeSymbolSyntax s => s.Name,
        _ => throw new ArgumentOutOfRangeException(nameof(size)),
    };
}

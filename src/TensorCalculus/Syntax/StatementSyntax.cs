using System.Collections.Immutable;
using TensorCalculus.Diagnostics;

namespace TensorCalculus.Syntax;

/// <summary>A program: its statements in the order of the text.</summary>
internal sealed record ProgramSyntax(ImmutableArray<StatementSyntax> Statements);

/// <summary>An equation or a declaration.</summary>
internal abstract record StatementSyntax(SourceSpan Span);

/// <summary>An equation. <paramref name="Left"/> is <see langword="null"/> for an expression without a left-hand side.
/// <paramref name="NoSum"/> holds the labels of <c>(no sum i)</c>.</summary>
internal sealed record EquationSyntax(SourceSpan Span, TensorSyntax? Left, ExpressionSyntax Right, ImmutableArray<string> NoSum) : StatementSyntax(Span);

/// <summary><c>constant eps</c></summary>
internal sealed record ConstantDeclarationSyntax(SourceSpan Span, string Name) : StatementSyntax(Span);

/// <summary><c>integer t</c></summary>
internal sealed record IntegerDeclarationSyntax(SourceSpan Span, string Name) : StatementSyntax(Span);

/// <summary><c>symmetric s</c></summary>
internal sealed record SymmetricDeclarationSyntax(SourceSpan Span, string Name) : StatementSyntax(Span);

/// <summary><c>size h = 64</c>, <c>size h = N</c></summary>
internal sealed record SizeDeclarationSyntax(SourceSpan Span, string Label, SizeValueSyntax Value) : StatementSyntax(Span);

/// <summary><c>order a...b = 2</c></summary>
internal sealed record OrderDeclarationSyntax(SourceSpan Span, string Group, int Order) : StatementSyntax(Span);

/// <summary><c>given 1_i t_{bi} = 1_b</c></summary>
internal sealed record GivenDeclarationSyntax(SourceSpan Span, ExpressionSyntax Left, ExpressionSyntax Right) : StatementSyntax(Span);

/// <summary>A size: a positive number, or a symbol.</summary>
internal abstract record SizeValueSyntax;

/// <summary>A size as a number.</summary>
internal sealed record SizeNumberSyntax(int Value) : SizeValueSyntax;

/// <summary>A size as a symbol.</summary>
internal sealed record SizeSymbolSyntax(string Name) : SizeValueSyntax;

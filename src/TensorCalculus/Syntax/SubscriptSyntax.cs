using System.Collections.Immutable;
using TensorCalculus.Diagnostics;

namespace TensorCalculus.Syntax;

/// <summary>One slot of a subscript, as typed.</summary>
internal abstract record SubscriptSyntax(SourceSpan Span);

/// <summary>An index by its label: <c>i</c>, <c>k1</c>, <c>i'</c>, <c>batch</c>. Greek labels are English names.</summary>
internal sealed record IndexSyntax(SourceSpan Span, string Label) : SubscriptSyntax(Span);

/// <summary>Everything that is a whole-number combination: a constant position (<c>0</c>, <c>T</c>), an affine index
/// (<c>2*i + k - 1</c>), a gathered index (<c>t_b</c>). A lone index is an <see cref="IndexSyntax"/> instead.</summary>
internal sealed record AffineSyntax(SourceSpan Span, ImmutableArray<AffineTermSyntax> Terms, int Constant) : SubscriptSyntax(Span);

/// <summary>An index group: <c>...</c> (label <c>...</c>) or <c>a...b</c> (label <c>a...b</c>).</summary>
internal sealed record GroupSyntax(SourceSpan Span, string Label) : SubscriptSyntax(Span);

/// <summary>One addend of an affine subscript: a coefficient times an atom.</summary>
internal sealed record AffineTermSyntax(int Coefficient, AffineAtomSyntax Atom);

/// <summary>What an affine addend multiplies.</summary>
internal abstract record AffineAtomSyntax(SourceSpan Span);

/// <summary>An index inside an affine subscript.</summary>
internal sealed record IndexAtomSyntax(SourceSpan Span, string Label) : AffineAtomSyntax(Span);

/// <summary>An upper-case symbol inside a subscript: a constant position, or a size symbol.</summary>
internal sealed record SymbolAtomSyntax(SourceSpan Span, string Name) : AffineAtomSyntax(Span);

/// <summary>An integer tensor whose component is the position: <c>t_b</c>.</summary>
internal sealed record GatherAtomSyntax(SourceSpan Span, string Tensor, ImmutableArray<SubscriptSyntax> Subscripts) : AffineAtomSyntax(Span);

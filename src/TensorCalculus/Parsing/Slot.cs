using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;

namespace TensorCalculus.Parsing;

/// <summary>A slot of a subscript with what its surroundings must know of its spelling.</summary>
/// <param name="Syntax">The slot.</param>
/// <param name="HasOperator">Whether <c>+</c>, <c>-</c> or <c>*</c> was typed.</param>
/// <param name="Doubt">A number before an index that may not be meant as its coefficient.</param>
internal readonly record struct Slot(SubscriptSyntax Syntax, bool HasOperator, Doubt? Doubt);

/// <summary><c>2 i</c> or <c>0i</c>: a multiple, or a position and then an index?</summary>
internal sealed record Doubt(SourceSpan Span, string Number, string Label);

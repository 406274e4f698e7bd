using System.Collections.Immutable;
using Fractions;
using TensorCalculus.Diagnostics;
using TensorCalculus.Functions;

namespace TensorCalculus.Syntax;

/// <summary>An expression as typed: nothing is flattened or summed yet, and parentheses are kept, for they say where a sum stands.</summary>
internal abstract record ExpressionSyntax(SourceSpan Span);

/// <summary>A number, exactly.</summary>
internal sealed record NumberSyntax(SourceSpan Span, Fraction Value) : ExpressionSyntax(Span);

/// <summary>The number π.</summary>
internal sealed record PiSyntax(SourceSpan Span) : ExpressionSyntax(Span);

/// <summary>A tensor, a scalar or a size symbol: a name with or without subscripts.</summary>
internal sealed record TensorSyntax(SourceSpan Span, string Name, ImmutableArray<SubscriptSyntax> Subscripts) : ExpressionSyntax(Span);

/// <summary>The one-tensor <c>1_{ij}</c>.</summary>
internal sealed record OneSyntax(SourceSpan Span, ImmutableArray<SubscriptSyntax> Subscripts) : ExpressionSyntax(Span);

/// <summary>The Kronecker delta. The parser reports any number of subscripts other than two.</summary>
internal sealed record DeltaSyntax(SourceSpan Span, SubscriptSyntax First, SubscriptSyntax Second) : ExpressionSyntax(Span);

/// <summary>An Iverson bracket on indices.</summary>
internal sealed record BracketSyntax(SourceSpan Span, Relation Relation, SubscriptSyntax Left, SubscriptSyntax Right) : ExpressionSyntax(Span);

/// <summary>The size <c>|h|</c>.</summary>
internal sealed record SizeSyntax(SourceSpan Span, string Label) : ExpressionSyntax(Span);

/// <summary>Two addends or more; <see cref="SignedSyntax.Negative"/> says which are subtracted.</summary>
internal sealed record SumSyntax(SourceSpan Span, ImmutableArray<SignedSyntax> Terms) : ExpressionSyntax(Span);

/// <summary>An addend with its sign.</summary>
internal sealed record SignedSyntax(bool Negative, ExpressionSyntax Term);

/// <summary>Two factors or more, from left to right; <see cref="FactorSyntax.Divides"/> says which stand behind a <c>/</c>
/// (that factor alone: <c>a / b c</c> is <c>(a / b) c</c>). The first never divides. <c>\frac{a}{b}</c> is a
/// <see cref="ParenthesisSyntax"/> around two parenthesised factors, the second dividing.</summary>
internal sealed record ProductSyntax(SourceSpan Span, ImmutableArray<FactorSyntax> Factors) : ExpressionSyntax(Span);

/// <summary>A factor of a product or quotient.</summary>
internal sealed record FactorSyntax(bool Divides, ExpressionSyntax Factor);

/// <summary>Unary minus.</summary>
internal sealed record NegationSyntax(SourceSpan Span, ExpressionSyntax Operand) : ExpressionSyntax(Span);

/// <summary>A power, pointwise. A braced exponent is a <see cref="ParenthesisSyntax"/>.</summary>
internal sealed record PowerSyntax(SourceSpan Span, ExpressionSyntax Base, ExpressionSyntax Exponent) : ExpressionSyntax(Span);

/// <summary>Parentheses or braces: a place where a sum can stand.</summary>
internal sealed record ParenthesisSyntax(SourceSpan Span, ExpressionSyntax Inner) : ExpressionSyntax(Span);

/// <summary>A pointwise function, known or arbitrary, with the number of primes behind its name. Aliases are resolved
/// (<c>ln</c> is <c>log</c>, <c>e^{a}</c> is <c>exp</c>, <c>\sqrt{a}</c> is <c>sqrt</c>). Each argument is a place of its own;
/// it carries no <see cref="ParenthesisSyntax"/> unless one was typed inside the call's own.</summary>
internal sealed record CallSyntax(SourceSpan Span, string Function, int Primes, ImmutableArray<ExpressionSyntax> Arguments) : ExpressionSyntax(Span);

/// <summary>A comparison of values, the first argument of <c>where</c>.</summary>
internal sealed record ComparisonSyntax(SourceSpan Span, Relation Relation, ExpressionSyntax Left, ExpressionSyntax Right) : ExpressionSyntax(Span);

/// <summary>A reduction over named indices: <c>sum mean max min prod logsumexp softmax cumsum</c>. The body is a place of its own.
/// <paramref name="IsBig"/> marks the big operators <c>\sum ∑ \prod ∏</c>, whose body ended at the next addend.
/// <paramref name="Bound"/> is the size that <c>\sum_{i=1}^{n}</c> ties to its one index.</summary>
internal sealed record ReductionSyntax(
    SourceSpan Span, string Operator, ImmutableArray<SubscriptSyntax> Indices, ExpressionSyntax Body, bool IsBig, SizeValueSyntax? Bound) : ExpressionSyntax(Span);

/// <summary>A whole-tensor function (<c>inv det logdet tr norm chol transpose</c>) of a name, with the subscripts that pick components.</summary>
internal sealed record WholeTensorSyntax(SourceSpan Span, string Function, string Tensor, ImmutableArray<SubscriptSyntax> Subscripts) : ExpressionSyntax(Span);

using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;

namespace TensorCalculus.Parsing;

/// <summary>What stands between two brackets, with the place of the whole.</summary>
internal readonly record struct Enclosed(SourceSpan Span, ExpressionSyntax Content);

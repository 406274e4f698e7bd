using TensorCalculus.Diagnostics;

namespace TensorCalculus.Parsing;

/// <summary>A mistake in a statement, not reported yet: a better explanation may be found.</summary>
internal sealed record Mistake(DiagnosticDescriptor Descriptor, SourceSpan Span, string Message, string? Remedy);

namespace TensorCalculus.Diagnostics;

/// <summary>One mistake (or doubtful spot) in a program or a call: what is wrong, where, and what to write instead.</summary>
/// <param name="Code">The code, such as <c>TC0203</c>; every code has an entry in <c>docs/diagnostics.md</c>.</param>
/// <param name="Severity">Whether the program is refused.</param>
/// <param name="Span">The place in the program's text; <see langword="null"/> for a mistake in the call.</param>
/// <param name="Message">One sentence without a full stop.</param>
/// <param name="Remedy">What to write instead, or <see langword="null"/> where there is no advice.</param>
public sealed record Diagnostic(string Code, Severity Severity, SourceSpan? Span, string Message, string? Remedy = null);

using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;

namespace TensorCalculus.Binding;

/// <summary>What every pass of the binder needs: the text, for remedies in the user's own words, and where mistakes go.</summary>
internal sealed class BindingContext(string text)
{
    private SourceText? source;

    public string Text { get; } = text;

    public DiagnosticBag Diagnostics { get; } = new();

    /// <summary>The line of a place, as messages name it.</summary>
    public int Line(SourceSpan span) => (source ??= new SourceText(Text)).Locate(span.Start).Line;

    /// <summary>The text of a place, or <see langword="null"/> where it is too long to repeat.</summary>
    public string? Quote(SourceSpan span) => Spelling.Quote(Text, span);

    public string? Quote(ExpressionSyntax node) => Quote(node.Span);

    public void Report(DiagnosticDescriptor descriptor, SourceSpan span, string message, string? remedy = null) =>
        Diagnostics.Report(descriptor, span, message, remedy);
}

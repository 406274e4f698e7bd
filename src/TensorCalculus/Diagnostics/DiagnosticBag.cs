namespace TensorCalculus.Diagnostics;

/// <summary>Collects the diagnostics of one run, so that several mistakes are reported at once.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<Diagnostic> items = [];

    public IReadOnlyList<Diagnostic> Items => items;

    public bool HasErrors => items.Exists(d => d.Severity == Severity.Error);

    public void Report(DiagnosticDescriptor descriptor, SourceSpan? span, string message, string? remedy = null)
    {
        var diagnostic = new Diagnostic(descriptor.Code, descriptor.Severity, span, message, remedy);
        if (!items.Contains(diagnostic))
        {
            items.Add(diagnostic);
        }
    }
}

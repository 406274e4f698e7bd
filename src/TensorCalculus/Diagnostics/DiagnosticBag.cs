namespace TensorCalculus.Diagnostics;

/// <summary>Collects the diagnostics of one run, so that several mistakes are reported at once.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<Diagnostic> items = [];
    private readonly HashSet<Diagnostic> seen = [];

    public IReadOnlyList<Diagnostic> Items => items;

    public bool HasErrors { get; private set; }

    public void Report(DiagnosticDescriptor descriptor, SourceSpan? span, string message, string? remedy = null) =>
        Add(new Diagnostic(descriptor.Code, descriptor.Severity, span, message, remedy));

    /// <summary>Adds a diagnostic unless the same one is there.</summary>
    public void Add(Diagnostic diagnostic)
    {
        if (seen.Add(diagnostic))
        {
            items.Add(diagnostic);
            HasErrors |= diagnostic.Severity == Severity.Error;
        }
    }
}

namespace TensorCalculus.Diagnostics;

/// <summary>How grave a diagnostic is.</summary>
public enum Severity
{
    /// <summary>The program is legal, and probably means something else than its author thinks.</summary>
    Warning,

    /// <summary>The program or the call is refused.</summary>
    Error,
}

using System.Collections.Immutable;

namespace TensorCalculus.Diagnostics;

/// <summary>Thrown where a program or a call is refused; carries every diagnostic of the run.</summary>
public sealed class ProgramException : Exception
{
    /// <summary>Creates the exception from at least one error.</summary>
    /// <param name="diagnostics">What is wrong, warnings included.</param>
    public ProgramException(ImmutableArray<Diagnostic> diagnostics)
        : base(string.Join("; ", diagnostics.Where(d => d.Severity == Severity.Error).Select(d => $"{d.Code}: {d.Message}")))
    {
        Diagnostics = diagnostics;
    }

    /// <summary>What is wrong, in the order of the program's text.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }
}

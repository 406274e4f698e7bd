namespace TensorCalculus.Diagnostics;

/// <summary>An entry of the catalogue: a code with its severity and the title under which the documentation lists it.</summary>
internal sealed record DiagnosticDescriptor(string Code, Severity Severity, string Title);

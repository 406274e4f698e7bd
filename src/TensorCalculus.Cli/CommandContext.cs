namespace TensorCalculus.Cli;

/// <summary>What a command reads from and complains to; its answer goes to the output of the invocation.</summary>
/// <param name="Input">Standard input.</param>
/// <param name="Error">Standard error.</param>
internal sealed record CommandContext(TextReader Input, TextWriter Error);

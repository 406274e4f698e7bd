using TensorCalculus.Diagnostics;

namespace TensorCalculus.Cli;

/// <summary>The mistakes that only a command line can make, as diagnostics without a place.</summary>
internal static class CallMistakes
{
    /// <summary>Refuses a call that cannot be read.</summary>
    public static ProgramException Call(string message, string? remedy = null) => Refuse("TC0903", message, remedy);

    /// <summary>Refuses a file that cannot be read.</summary>
    public static ProgramException File(string message, string? remedy = null) => Refuse("TC0904", message, remedy);

    /// <summary>The answer could not be written, for a pipe was closed or a disk is full.</summary>
    public static Diagnostic Output(IOException failure) =>
        new("TC0906", Severity.Error, null, $"the answer could not be written: {OneLine(failure.Message)}");

    /// <summary>Something that must not happen.</summary>
    public static Diagnostic Internal(Exception failure) => new(
        "TC0907", Severity.Error, null,
        $"tcalc met a fault of its own, {failure.GetType().Name}: {OneLine(failure.Message)}",
        "please report the program and the call that led to this");

    private static ProgramException Refuse(string code, string message, string? remedy) =>
        new([new Diagnostic(code, Severity.Error, null, message, remedy)]);

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}

using Tool = TensorCalculus.Cli.Cli;

namespace TensorCalculus.Tests.Documentation;

/// <summary>A call of the tool as a page shows it, run in process.</summary>
internal static class ToolCall
{
    private const string FromSource = "dotnet run --project src/TensorCalculus.Cli -- ";

    /// <summary>The call in a line such as <c>tcalc derive "y_i = x_i^2"</c>; <see langword="null"/> for other lines.</summary>
    public static string? Find(string line) =>
        line.StartsWith("tcalc ", StringComparison.Ordinal) ? line
            : line.StartsWith(FromSource, StringComparison.Ordinal) ? "tcalc " + line[FromSource.Length..]
            : null;

    /// <summary>Runs a call.</summary>
    /// <returns>The exit status, and what a terminal shows.</returns>
    public static (int Status, string Shown) Run(string line)
    {
        IEnumerable<string> words = Words(line).Skip(1);
        return Run([.. words.Select(w => w.StartsWith("samples/", StringComparison.Ordinal) ? Repository.At(w) : w)]);
    }

    public static (int Status, string Shown) Run(string[] args)
    {
        using var shown = new StringWriter();
        int status = Tool.Run(args, TextReader.Null, shown, shown);
        return (status, shown.ToString());
    }

    /// <summary>The words of a line; quotes hold blanks.</summary>
    private static IEnumerable<string> Words(string line) =>
        line.Split('"').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}

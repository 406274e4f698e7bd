namespace TensorCalculus.Tests.Documentation;

/// <summary>The files of the repository that the tests read.</summary>
internal static class Repository
{
    /// <summary>Where the solution is.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every page that users read.</summary>
    public static IEnumerable<string> Pages =>
        new[] { Path.Combine(Root, "README.md") }.Concat(Directory.EnumerateFiles(At("docs"), "*.md").Order(StringComparer.Ordinal));

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(At(parts)).ReplaceLineEndings("\n");

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder!, "TensorCalculus.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder!;
    }
}

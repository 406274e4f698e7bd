namespace TensorCalculus.Tests.Claims;

/// <summary>The claims of <c>claims.txt</c>.</summary>
internal static class ClaimFile
{
    public static IReadOnlyList<FiledClaim> All { get; } = [.. Read()];

    private static IEnumerable<FiledClaim> Read()
    {
        using Stream stream = typeof(ClaimFile).Assembly.GetManifestResourceStream("claims.txt")!;
        using var reader = new StreamReader(stream);
        string id = "";
        var program = new List<string>();
        int count = 0;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("== ", StringComparison.Ordinal))
            {
                (id, count) = (line[3..], 0);
                program.Clear();
            }
            else if (!line.StartsWith('#') && line.Split(" | ", 2) is [var expected, var claim])
            {
                yield return new FiledClaim($"{id} {++count}", string.Join('\n', program), expected, claim);
            }
            else if (id.Length > 0 && line.Length > 0)
            {
                program.Add(line);
            }
        }
    }
}

/// <param name="Id">The program's id and the number of the claim.</param>
/// <param name="Program">The program.</param>
/// <param name="Expected">What is expected: <c>right proved</c>, <c>right</c>, or <c>wrong</c> and the mistake.</param>
/// <param name="Claim">The claim.</param>
internal sealed record FiledClaim(string Id, string Program, string Expected, string Claim)
{
    public bool IsRight => Expected.StartsWith("right", StringComparison.Ordinal);

    public bool IsProved => Expected == "right proved";
}

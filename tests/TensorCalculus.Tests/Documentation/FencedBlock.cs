namespace TensorCalculus.Tests.Documentation;

/// <summary>A block of code in a page.</summary>
/// <param name="Language">What stands behind the fence.</param>
/// <param name="Text">The lines between the fences, each with its line break.</param>
/// <param name="Start">Where the lines start in the page.</param>
internal sealed record FencedBlock(string Language, string Text, int Start)
{
    private const string Fence = "```";

    /// <summary>The blocks of a page, in its order.</summary>
    public static IReadOnlyList<FencedBlock> Of(string page)
    {
        var blocks = new List<FencedBlock>();
        int at = 0;
        while (Find(page, at) is var open and >= 0)
        {
            int start = page.IndexOf('\n', open) + 1;
            int close = Find(page, start);
            blocks.Add(new FencedBlock(page[(open + Fence.Length)..(start - 1)], page[start..close], start));
            at = close + Fence.Length;
        }

        return blocks;
    }

    private static int Find(string page, int from) =>
        page.AsSpan(from).StartsWith(Fence, StringComparison.Ordinal) ? from
            : page.IndexOf("\n" + Fence, Math.Max(0, from - 1), StringComparison.Ordinal) is var i and >= 0 ? i + 1 : -1;
}

using System.Text.RegularExpressions;

namespace TensorCalculus.Tests.Documentation;

/// <summary>What the pages show is what happens.</summary>
public partial class PageTests
{
    public static TheoryData<string> Pages => [.. Repository.Pages.Select(p => Path.GetRelativePath(Repository.Root, p))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Calls_print_what_the_page_shows(string name)
    {
        string page = Repository.Read(name);
        IReadOnlyList<FencedBlock> blocks = FencedBlock.Of(page);
        for (int i = blocks.Count - 1; i >= 0; i--)
        {
            string[] calls = blocks[i].Language == "sh" ? [.. blocks[i].Text.Split('\n').Select(ToolCall.Find).OfType<string>()] : [];
            string shown = string.Concat(calls.Select(c => ToolCall.Run(c).Shown));
            if (calls.Length == 0 || i + 1 == blocks.Count || blocks[i + 1].Language is not ("text" or "json" or "mermaid") || !IsInOneSection(page, blocks[i], blocks[i + 1]))
            {
                continue;
            }

            FencedBlock expected = blocks[i + 1];
            if (Approved.IsWriting)
            {
                page = page[..expected.Start] + shown + page[(expected.Start + expected.Text.Length)..];
                File.WriteAllText(Repository.At(name), page);
            }
            else
            {
                shown.Should().Be(expected.Text, "{0} shows it below {1}", name, calls[^1]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Programs_are_read(string name)
    {
        foreach (FencedBlock block in FencedBlock.Of(Repository.Read(name)).Where(b => b.Language == "tcalc" && name != Path.Combine("docs", "diagnostics.md")))
        {
            TensorProgram.TryParse(block.Text, out _, out var diagnostics);
            diagnostics.Should().BeEmpty("{0} has the program {1}", name, block.Text);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Snippets_are_those_that_the_tests_run(string name)
    {
        string tested = Repository.Read("tests", "TensorCalculus.Tests", "Documentation", "Snippets.cs");
        string[] regions = [.. Region().Matches(tested).Select(m => Dedent(m.Groups[1].Value))];
        foreach (FencedBlock block in FencedBlock.Of(Repository.Read(name)).Where(b => b.Language == "csharp"))
        {
            regions.Should().Contain(block.Text, "Snippets.cs has each snippet of {0}", name);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_somewhere(string name)
    {
        string folder = Path.GetDirectoryName(Repository.At(name))!;
        foreach (Match link in Link().Matches(Repository.Read(name)))
        {
            string[] target = link.Groups[1].Value.Split('#');
            string file = target[0].Length == 0 ? Repository.At(name) : Path.Combine(folder, target[0]);
            (File.Exists(file) || Directory.Exists(file)).Should().BeTrue("{0} links to {1}", name, link.Groups[1].Value);
            if (target.Length == 2)
            {
                File.ReadAllLines(file).Where(l => l.StartsWith('#')).Select(Anchor).Should().Contain(target[1]);
            }
        }
    }

    private static bool IsInOneSection(string page, FencedBlock block, FencedBlock next) =>
        !page[(block.Start + block.Text.Length)..next.Start].Contains("\n#", StringComparison.Ordinal);

    private static string Anchor(string heading) =>
        Dropped().Replace(heading.TrimStart('#', ' ').ToLowerInvariant(), "").Replace(' ', '-');

    private static string Dedent(string region)
    {
        string[] lines = region.Split('\n');
        int indent = lines.Where(l => l.Length > 0).Min(l => l.Length - l.TrimStart().Length);
        return string.Join('\n', lines.Select(l => l.Length > indent ? l[indent..] : ""));
    }

    [GeneratedRegex(@"#region .*\n([\s\S]*?) *#endregion")]
    private static partial Regex Region();

    [GeneratedRegex(@"\]\((?!https?:)([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Dropped();
}

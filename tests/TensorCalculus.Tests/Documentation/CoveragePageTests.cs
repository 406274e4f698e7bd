using System.Text.RegularExpressions;
using TensorCalculus.Tests.Emission;

namespace TensorCalculus.Tests.Documentation;

/// <summary>docs/coverage.md lists the entries of PyTorch's derivatives that cases of emitted Python are held to, with the programs of the
/// cases, and groups the others.</summary>
public sealed partial class CoveragePageTests
{
    private const string Prefix = "aten-";

    private static readonly EmittedCase[] Cases = [.. CaseFile.All.Values.Where(c => c.Id.StartsWith(Prefix, StringComparison.Ordinal))];

    private static readonly string[] Parts = Repository.Read("docs", "coverage.md").Split("\n## What is not said\n");

    [Fact]
    public void The_page_lists_the_cases() =>
        Row().Matches(Parts[0]).Select(m => m.Groups[1].Value).Should().Equal(Cases.Select(c => c.Id[Prefix.Length..]));

    [Fact]
    public void Each_entry_has_the_program_of_its_case()
    {
        foreach (Match row in Row().Matches(Parts[0]))
        {
            EmittedCase said = CaseFile.All[Prefix + row.Groups[1].Value];
            row.Groups[2].Value.Should().Be(said.Program.TrimEnd('\n').Replace("\n", "; ", StringComparison.Ordinal), said.Id);
        }
    }

    [Fact]
    public void There_are_many() => Cases.Count(c => !c.Fails).Should().BeGreaterThanOrEqualTo(120);

    [Fact]
    public void An_entry_that_is_said_is_not_among_the_others()
    {
        string[] others = [.. Parts[1].Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)).SelectMany(l => Name().Matches(l.Split(" | ")[^1]))
            .Select(m => m.Groups[1].Value)];
        others.Should().OnlyHaveUniqueItems().And.NotIntersectWith(Cases.Select(c => c.Id[Prefix.Length..]));
        others.Should().HaveCountGreaterThan(100);
    }

    [GeneratedRegex(@"^\| `([^`]+)` \| `([^`]+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}

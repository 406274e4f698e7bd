using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TensorCalculus.Diagnostics;

namespace TensorCalculus.Tests.Documentation;

/// <summary>docs/diagnostics.md has an entry for every code, and what it shows earns that code.</summary>
public partial class DiagnosticsPageTests
{
    private static readonly string Page = Repository.Read("docs", "diagnostics.md");

    public static TheoryData<string> Codes => [.. DiagnosticCatalogue.All.Select(d => d.Code)];

    [Fact]
    public void The_page_has_the_catalogue_in_its_order() =>
        Heading().Matches(Page).Select(m => m.Groups[1].Value).Should().Equal(DiagnosticCatalogue.All.Select(d => $"{d.Code}: {d.Title}"));

    [Theory]
    [MemberData(nameof(Codes))]
    public void What_an_entry_shows_earns_its_code(string code)
    {
        string entry = Heading().Split(Page).SkipWhile(p => !p.StartsWith(code + ":", StringComparison.Ordinal)).ElementAt(1);
        IReadOnlyList<FencedBlock> blocks = FencedBlock.Of(entry);
        if (blocks.Count == 0)
        {
            code.Should().BeOneOf([DiagnosticCatalogue.NotWritten.Code, DiagnosticCatalogue.Fault.Code], "all other entries show how to earn the code");
            return;
        }

        IEnumerable<string> earned = blocks[0].Language == "sh" ? CodesOfCall(blocks[0].Text.Trim()) : CodesOfProgram(blocks[0].Text);
        earned.Should().Equal(code);
    }

    private static IEnumerable<string> CodesOfCall(string call)
    {
        (int status, string shown) = ToolCall.Run(call);
        status.Should().Be(2);
        return Reported().Matches(shown).Select(m => m.Groups[1].Value);
    }

    private static IEnumerable<string> CodesOfProgram(string program)
    {
        bool isRead = TensorProgram.TryParse(program, out TensorProgram? read, out ImmutableArray<Diagnostic> diagnostics);
        isRead.Should().Be(diagnostics.All(d => d.Severity == Severity.Warning));
        return (read?.Derive(new DeriveOptions { Steps = false }).Warnings ?? diagnostics).Select(d => d.Code);
    }

    [GeneratedRegex(@"^### (TC.*)\n", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?:.*: )?error (TC\d{4}): ", RegexOptions.Multiline)]
    private static partial Regex Reported();
}

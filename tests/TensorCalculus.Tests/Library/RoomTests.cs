using System.Text.RegularExpressions;
using TensorCalculus.Tests.Documentation;

namespace TensorCalculus.Tests.Library;

/// <summary>The table of rooms in docs/architecture.md is what the code does: a room uses the rooms that its row names, and no others.</summary>
public partial class RoomTests
{
    private static readonly string Source = Repository.At("src", "TensorCalculus");

    public static TheoryData<string> Rooms => [.. Table().Keys.Union(Folders()).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_uses_what_its_row_names(string room)
    {
        IReadOnlyDictionary<string, string[]> table = Table();
        table.Should().ContainKey(room, "docs/architecture.md has a row for every folder");
        if (!table[room].Contains("everything"))
        {
            Used(room).Should().BeSubsetOf(table[room]);
        }
    }

    [Fact]
    public void The_parser_library_is_seen_by_one_room() =>
        Folders().Where(f => Uses(f).Any(u => u.StartsWith("Superpower", StringComparison.Ordinal))).Should().Equal("Parsing");

    [Fact]
    public void No_two_rooms_use_each_other()
    {
        string[] folders = [.. Folders()];
        foreach (string a in folders)
        {
            foreach (string b in Used(a).Where(b => b != "(root)"))
            {
                Used(b).Should().NotContain(a, "{0} uses {1}", a, b);
            }
        }
    }

    /// <summary>Room by room, the rooms that it may use.</summary>
    private static Dictionary<string, string[]> Table() =>
        Row().Matches(Repository.Read("docs", "architecture.md")).ToDictionary(
            m => m.Groups[1].Value,
            m => m.Groups[2].Value.Split([", ", " "], StringSplitOptions.RemoveEmptyEntries).Select(n => n.Trim('`')).Where(n => n != "–").ToArray());

    private static IEnumerable<string> Folders() => Directory.EnumerateDirectories(Source).Select(d => Path.GetFileName(d)).Where(d => d is not ("bin" or "obj"));

    /// <summary>The rooms that a room's files name, in a using directive or in the code.</summary>
    private static HashSet<string> Used(string room)
    {
        HashSet<string> folders = [.. Folders()];
        return [.. Uses(room).Select(u => u.Split('.')).Where(u => u[0] == "TensorCalculus").Select(u => u.Length > 1 && folders.Contains(u[1]) ? u[1] : "(root)").Where(r => r != room)];
    }

    private static IEnumerable<string> Uses(string room) =>
        Directory.EnumerateFiles(room == "(root)" ? Source : Path.Combine(Source, room), "*.cs")
            .SelectMany(f => Using().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value));

    [GeneratedRegex(@"^\| `?(\(root\)|[A-Z]\w+)`? \|[^|\n]*\| ([^|\n]*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Using();
}

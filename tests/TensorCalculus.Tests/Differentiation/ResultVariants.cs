using System.Text.RegularExpressions;

namespace TensorCalculus.Tests.Differentiation;

/// <summary>Other spellings of a row: nothing may hang on names, on the order of axes or lines, or on there being no batch.</summary>
internal static partial class ResultVariants
{
    private static readonly string[] Words = ["exp", "log", "sqrt", "softmax", "delta", "ONE", "1", "l", "loss"];
    private static readonly string[] NewNames = ["zz", "ka", "Wo", "b1", "psi", "u", "aa", "Om", "h2", "qq"];
    private static readonly string[] NewLabels = ["row", "k", "x", "c3", "n", "m'", "w", "t"];

    public static IEnumerable<ResultRow> Of(ResultRow row) =>
        new[] { row, Renamed(row), Permuted(row), Permuted(Renamed(row)) }.Concat(Batched(row)).Concat(Reordered(row));

    private static ResultRow Renamed(ResultRow row)
    {
        string[] labels = [.. Subscripted().Matches(All(row)).SelectMany(m => Labels(m)).Distinct().Where(l => l.Length > 0 && l != "T")];
        string[] names = [.. Names(row).Except(Words)];
        return Rewritten(row, "renamed", (name, list) =>
            (NewName(names, name), list?.Select(l => Array.IndexOf(labels, l) is >= 0 and var i ? NewLabels[i] : l)))
            with
        { Shared = row.Shared?.Select(n => NewName(names, n)).ToHashSet() };
    }

    private static string NewName(string[] names, string name) => Array.IndexOf(names, name) is >= 0 and var i ? NewNames[i] : name;

    /// <summary>Every tensor's axes in reverse; those of a Jacobian block by block.</summary>
    private static ResultRow Permuted(ResultRow row)
    {
        var orders = Subscripted().Matches(All(row)).Select(m => (m.Groups["name"].Value, Labels(m).Length))
            .Where(m => !m.Value.Contains('_')).Distinct().ToDictionary(m => m.Value, m => m.Length);
        return Rewritten(row, "axes permuted", (name, list) => (name, list is null || name is "delta" or "softmax" ? list : Reversed(name, [.. list])));

        IEnumerable<string> Reversed(string name, string[] list)
        {
            int first = Derivative().Match(name) is { Success: true } d ? orders.GetValueOrDefault(d.Groups["of"].Value) : list.Length;
            return list[..first].Reverse().Concat(list[first..].Reverse());
        }
    }

    private static IEnumerable<ResultRow> Batched(ResultRow row)
    {
        if (row.Shared is { } shared)
        {
            yield return Rewritten(row, "with a batch", (name, list) =>
                Words.Except(["ONE"]).Contains(name) || row.Functions.Contains(name) || shared.Contains(Derivative().Match(name) is { Success: true } d ? d.Groups["by"].Value : name)
                    ? (name, list)
                    : (name == "ONE" ? "1" : name, ["batch", .. (list ?? []).Where(l => l.Length > 0)]));
        }
    }

    /// <summary>Every other order of the lines in which each tensor is defined before it is read.</summary>
    private static IEnumerable<ResultRow> Reordered(ResultRow row) =>
        Orders([.. row.Equations], []).Skip(1).Select((lines, i) => row with { Id = $"{row.Id}, order {i + 2}", Program = string.Join("; ", lines) });

    private static IEnumerable<string[]> Orders(string[] rest, string[] done)
    {
        if (rest.Length == 0)
        {
            return [done];
        }

        string[] undefined = [.. rest.Select(Defined)];
        return rest.Where(l => !Word().Matches(l[l.IndexOf('=', StringComparison.Ordinal)..]).Any(m => undefined.Contains(m.Value)))
            .SelectMany(l => Orders([.. rest.Where(o => o != l)], [.. done, l]));
    }

    private static string Defined(string line) => Word().Match(line).Value;

    /// <summary>A row with each name and its subscripts replaced; subscripts are null where there are none.</summary>
    private static ResultRow Rewritten(ResultRow row, string how, Func<string, IEnumerable<string>?, (string Name, IEnumerable<string>? Labels)> change)
    {
        return row with { Id = $"{row.Id}, {how}", Program = Rewrite(row.Program), Expected = [.. row.Expected.Select(Rewrite)] };

        string Rewrite(string text) => Subscripted().Replace(text, m =>
        {
            if (m.Groups["size"].Success)
            {
                return $"|{change("1", [m.Groups["size"].Value]).Labels!.Last()}|";
            }

            bool has = m.Groups["labels"].Success;
            string name = m.Groups["name"].Value;
            string[] parts = Derivative().Match(name) is { Success: true } d ? [d.Groups["of"].Value, d.Groups["by"].Value] : [name];
            (string whole, IEnumerable<string>? labels) = change(name, has ? Labels(m) : null);
            string spelt = parts.Length == 2 ? $"d{change(parts[0], null).Name}_d{change(parts[1], null).Name}" : whole;
            return labels is null ? spelt : $"{spelt}[{string.Join(",", labels)}]";
        });
    }

    private static IEnumerable<string> Names(ResultRow row) =>
        Subscripted().Matches(All(row)).Select(m => m.Groups["name"].Value).Where(n => n.Length > 0 && !n.Contains('_') && !char.IsDigit(n[0])).Distinct();

    private static string[] Labels(Match match) => match.Groups["labels"].Value.Split(',');

    private static string All(ResultRow row) => string.Join("; ", [row.Program, .. row.Expected]);

    [GeneratedRegex(@"\|(?<size>\w+)\||(?<name>[A-Za-z]\w*|\b1(?=\[))(\[(?<labels>[^\]]*)\])?")]
    private static partial Regex Subscripted();

    [GeneratedRegex(@"^d(?<of>[A-Za-z0-9]+)_d(?<by>[A-Za-z0-9]+)$")]
    private static partial Regex Derivative();

    [GeneratedRegex(@"[A-Za-z]\w*")]
    private static partial Regex Word();
}

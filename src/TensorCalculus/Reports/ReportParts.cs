using System.Collections.Immutable;

namespace TensorCalculus.Reports;

/// <summary>A part of a report: a result, and how it was found.</summary>
/// <param name="Formula">The result of the part.</param>
/// <param name="Steps">How it was found; empty where steps are left out.</param>
internal sealed record ReportPart(DerivedFormula Formula, ImmutableArray<DerivationStep> Steps);

/// <summary>The order in which every report tells a derivation: the gradient lines from the last equation backwards, then the
/// closed forms of what was asked for. A closed form that is its line is not told twice.</summary>
internal static class ReportParts
{
    /// <summary>The lines that the answers rest on.</summary>
    public static ImmutableArray<ReportPart> Lines(Derivation derivation)
    {
        HashSet<string> told = [.. derivation.Options.Steps ? [] : derivation.Gradients.Select(g => g.Unicode)];
        return [.. derivation.Lines.Where(l => !told.Contains(l.Unicode)).Select(l => new ReportPart(l, l.Steps))];
    }

    /// <summary>The answers, each with the steps from its line to its closed form.</summary>
    public static ImmutableArray<ReportPart> Gradients(Derivation derivation)
    {
        Dictionary<(string Of, string Wrt), DerivedFormula> lines = derivation.Lines.ToDictionary(l => (l.Of, l.Wrt));
        return
        [
            .. derivation.Gradients.Select(g => new ReportPart(
                g, lines.TryGetValue((g.Of, g.Wrt), out DerivedFormula? line) ? g.Steps[line.Steps.Length..] : g.Steps)),
        ];
    }
}

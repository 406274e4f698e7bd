using System.Collections.Immutable;

namespace TensorCalculus.Reports;

/// <summary>A part of a report: a result, and how it was found.</summary>
/// <param name="Formula">The result of the part.</param>
/// <param name="Steps">How it was found; empty where steps are left out.</param>
internal sealed record ReportPart(DerivedFormula Formula, ImmutableArray<DerivationStep> Steps);

/// <summary>An answer in matrix form.</summary>
/// <param name="Formula">The answer.</param>
/// <param name="Components">The step between index form and matrix form; <see langword="null"/> where steps are left out or it would tell nothing.</param>
internal sealed record MatrixPart(DerivedFormula Formula, (string Unicode, string Latex)? Components)
{
    /// <summary>The form in plain text, or why there is none.</summary>
    public string Unicode => Formula.Matrix switch
    {
        { Left: { } left, Right: { } right, Batch: [] } => $"{left.Unicode} = {right.Unicode}",
        { Left: { } left, Right: { } right, Equation.Batch: var batch } => $"{left.Unicode} = {right.Unicode}, for each {batch?.Unicode}",
        { Vectorised: { } vectorised } => $"{vectorised.LeftUnicode} = {vectorised.Right.Unicode}{(vectorised.Note is { } note ? $", where {note}" : "")}",
        { Reason: var reason } => $"{Formula.Left.Unicode} has no matrix form: {reason}",
    };

    /// <summary>The sides in LaTeX, or why there is none.</summary>
    public (string Left, string Right) Latex => Formula.Matrix switch
    {
        { Left: { } left, Right: { } right, Batch: [] } => (left.Latex, $"= {right.Latex}"),
        { Left: { } left, Right: { } right, Equation.Batch: var batch } => (left.Latex, $"= {right.Latex} \\quad \\text{{for each }} {batch?.Latex}"),
        { Vectorised: { } vectorised } => (
            vectorised.LeftLatex, $"= {vectorised.Right.Latex}{(vectorised.Equation.Note is { } note ? $", \\quad {note.Latex}" : "")}"),
        { Reason: var reason } => (Formula.Left.Latex, $"\\text{{ has no matrix form: {reason}}}"),
    };
}

/// <summary>The order in which every report tells a derivation: the lines in the order of the passes, then the
/// closed forms of what was asked for. A closed form that is its line is not told twice.</summary>
internal static class ReportParts
{
    /// <summary>In which order the lines stand.</summary>
    public static string OrderOfLines(Derivation derivation) => derivation.Options.Mode switch
    {
        DerivativeMode.Backward or DerivativeMode.Jacobian => "Line by line, from the last equation backwards",
        DerivativeMode.Jvp => "Line by line, from the first equation on",
        DerivativeMode.Hvp => "Line by line: the gradients, from the last equation backwards, then all along the direction",
        _ => "Line by line: the gradients, then what they are differentiated by",
    };

    /// <summary>The lines that the answers rest on.</summary>
    public static ImmutableArray<ReportPart> Lines(Derivation derivation)
    {
        HashSet<string> told = [.. derivation.Options.Steps ? [] : derivation.Gradients.Select(g => g.Unicode)];
        return [.. derivation.Lines.Where(l => !told.Contains(l.Unicode)).Select(l => new ReportPart(l, l.Steps))];
    }

    /// <summary>The answers, each with the steps from the lines to its closed form, as far as they have not been told before.</summary>
    public static ImmutableArray<ReportPart> Gradients(Derivation derivation)
    {
        HashSet<string> told = [.. derivation.Lines.SelectMany(l => Equations(l.Steps)).Select(Text)];
        return [.. derivation.Gradients.Select(g => new ReportPart(g, [.. Equations(g.Steps).Where(e => told.Add(Text(e))).SelectMany(e => e)]))];
    }

    /// <summary>The answers in matrix form, or why one has none; those that no reader could tell from their index form are left out.</summary>
    public static ImmutableArray<MatrixPart> Matrices(Derivation derivation) =>
    [
        .. derivation.Gradients.Where(g => g.Matrix.Right is null || g.Unicode != $"{g.Matrix.Left!.Unicode} = {g.Matrix.Right.Unicode}")
            .Select(g => new MatrixPart(g, derivation.Options.Steps ? g.Matrix.Equation.Components : null)),
    ];

    /// <summary>The steps, cut where an equation begins.</summary>
    private static IEnumerable<ImmutableArray<DerivationStep>> Equations(ImmutableArray<DerivationStep> steps)
    {
        int start = 0;
        for (int i = 1; i <= steps.Length; i++)
        {
            if (i == steps.Length || steps[i].StartsEquation)
            {
                yield return steps[start..i];
                start = i;
            }
        }
    }

    private static string Text(ImmutableArray<DerivationStep> steps) => string.Join('\n', steps.Select(s => s.Unicode));
}

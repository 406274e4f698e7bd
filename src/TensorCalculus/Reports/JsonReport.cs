using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TensorCalculus.Reports;

/// <summary>A derivation as JSON. The names of the fields are what scripts rely on: they are not changed.</summary>
internal static class JsonReport
{
    public static string Write(Derivation derivation)
    {
        var document = new Document(
            [.. derivation.Gradients.Select(g => ToEntry(g, derivation.Options.Steps))],
            [.. derivation.Lines.Select(l => ToEntry(l, derivation.Options.Steps))],
            DiagnosticEntry.WarningsOf(derivation.Program));
        return JsonSerializer.Serialize(document, ReportJson.Readable.Document) + "\n";
    }

    private static Entry ToEntry(DerivedFormula formula, bool withSteps) => new(
        formula.Of, formula.Wrt, formula.Indices, formula.Ascii, formula.Unicode, formula.Latex, ToEntry(formula.Matrix),
        formula.Matrix.Vectorised is { } vectorised ? ToEntry(vectorised) : null,
        formula.Structure is { } structure ? ToEntry(structure) : null,
        [.. formula.Steps.Select(s => new StepEntry(s.Rule, s.Title, s.Latex, s.Unicode)), .. withSteps ? MatrixSteps(formula.Matrix) : []]);

    /// <summary>The way from index form to matrix form.</summary>
    private static IEnumerable<StepEntry> MatrixSteps(MatrixForm matrix)
    {
        if (matrix is { Left: { } left, Right: { } right, Equation.Components: { } components })
        {
            yield return new StepEntry("matrix/components", "Read each factor as the component of a matrix", components.Latex, components.Unicode);
            yield return new StepEntry("matrix/form", "Leave the indices out", $"{left.Latex} = {right.Latex}", $"{left.Unicode} = {right.Unicode}");
        }
    }

    private static MatrixEntry? ToEntry(MatrixForm matrix) =>
        matrix.Right is { } right ? new MatrixEntry(right.Latex, right.Unicode, right.Numpy, matrix.Batch.IsEmpty ? null : matrix.Batch) : null;

    private static VectorisedEntry ToEntry(VectorisedFormula formula) => new(
        formula.LeftLatex, formula.LeftUnicode, formula.Right.Latex, formula.Right.Unicode, formula.Right.Numpy, formula.Note);

    private static StructureEntry ToEntry(DerivativeStructure structure) => new(
        structure.IsZero, structure.IsSymmetric, structure.Words,
        [.. structure.Parts.Select(p => new PartEntry(NameOf(p.Kind), [.. p.Deltas.Select(d => ImmutableArray.Create(d.Row, d.Column))], p.Core.Ascii, p.CoreIndices))]);

    private static string NameOf(StructureKind kind) => kind switch
    {
        StructureKind.Identity => "identity",
        StructureKind.Diagonal => "diagonal",
        StructureKind.CoreAndDeltas => "core-and-deltas",
        StructureKind.BlockDiagonal => "block-diagonal",
        StructureKind.OuterProducts => "outer-products",
        _ => "dense",
    };

    internal sealed record Document(ImmutableArray<Entry> Gradients, ImmutableArray<Entry> Lines, ImmutableArray<DiagnosticEntry> Diagnostics);

    /// <summary>A derived equation; the matrix form is null where there is none.</summary>
    internal sealed record Entry(
        string Of, [property: JsonConverter(typeof(NamesConverter))] ImmutableArray<string> Wrt, ImmutableArray<string> Indices, string Ascii, string Unicode, string Latex, MatrixEntry? Matrix, VectorisedEntry? Vectorised, StructureEntry? Structure, ImmutableArray<StepEntry> Steps);

    /// <summary>The structure of a Jacobian or a block of a Hessian.</summary>
    internal sealed record StructureEntry(bool Zero, bool Symmetric, string Words, ImmutableArray<PartEntry> Parts);

    internal sealed record PartEntry(string Kind, ImmutableArray<ImmutableArray<string>> Deltas, string Core, ImmutableArray<string> CoreIndices);

    /// <summary>A matrix form; where it stands for each value of some indices, these.</summary>
    internal sealed record MatrixEntry(
        string Latex, string Unicode, string Numpy, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<string>? Batch);

    /// <summary>A derivative of too many axes for a matrix, as one between vectorised tensors.</summary>
    internal sealed record VectorisedEntry(string LeftLatex, string LeftUnicode, string Latex, string Unicode, string Numpy, string? Note);

    internal sealed record StepEntry(string Rule, string Title, string Latex, string Unicode);
}

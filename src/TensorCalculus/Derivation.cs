using System.Collections.Immutable;
using TensorCalculus.Diagnostics;
using TensorCalculus.Reports;

namespace TensorCalculus;

/// <summary>What was derived of a program. Immutable, and safe to use from several threads; closed forms are made when they are first read.</summary>
public sealed class Derivation
{
    private readonly Lazy<ImmutableArray<DerivedFormula>> gradients;
    private readonly Lazy<ImmutableArray<DerivedFormula>> lines;

    internal Derivation(TensorProgram program, DeriveOptions options, CallNames names, ImmutableArray<DerivedPass> passes)
    {
        (Program, Options, Names, Passes) = (program, options, names, passes);
        FormulaPrinter printer = Printer;
        gradients = new(() => [.. passes.SelectMany(p => p.Gradients(printer))]);
        lines = new(() => [.. passes.SelectMany(p => p.Lines(printer))]);
    }

    /// <summary>The program.</summary>
    public TensorProgram Program { get; }

    /// <summary>What was asked for.</summary>
    public DeriveOptions Options { get; }

    /// <summary>The answers in closed form, in the order of <see cref="DeriveOptions.Wrt"/> (for Jacobians, for each of
    /// <see cref="DeriveOptions.Of"/> in turn; of a Hessian the blocks from the diagonal on, row by row; tangents in the order of
    /// <see cref="DeriveOptions.Of"/>). Where a closed form would be too long to read, the formula speaks of other derivatives,
    /// which <see cref="Lines"/> has.</summary>
    public ImmutableArray<DerivedFormula> Gradients => gradients.Value;

    /// <summary>The pass line by line, each line in terms of those before it: backwards the gradient of every intermediate and input
    /// on the way, from the last line of the program on; forwards the tangent of every intermediate and output. Second
    /// derivatives have gradient lines first.</summary>
    public ImmutableArray<DerivedFormula> Lines => lines.Value;

    /// <summary>The program's warnings, and one for each answer that is told by its line because its closed form would be too long.</summary>
    public ImmutableArray<Diagnostic> Warnings =>
    [
        .. Program.Warnings,
        .. Passes.SelectMany(p => p.NotClosed.Select(t => new Diagnostic(
            DiagnosticCatalogue.TooLongToClose.Code,
            Severity.Warning,
            null,
            $"the closed form of {FormulaPrinter.LabelOf(t.Left.Tensor)} is too long to write out, so the answer speaks of other derivatives",
            "their lines are part of the answer; differentiate by fewer tensors, or by a later one, for a closed form"))),
    ];

    internal CallNames Names { get; }

    internal ImmutableArray<DerivedPass> Passes { get; }

    internal FormulaPrinter Printer => new(Program.Bound, Names.Wrt);

    /// <summary>The derivation as plain text.</summary>
    public string ToText() => TextReport.Write(this);

    /// <summary>The derivation as LaTeX: <c>aligned</c> blocks.</summary>
    public string ToLatex() => LatexReport.Write(this);

    /// <summary>The derivation as Markdown with LaTeX formulas.</summary>
    public string ToMarkdown() => MarkdownReport.Write(this);

    /// <summary>The derivation as JSON, in the form that <c>docs/cli.md</c> describes.</summary>
    public string ToJson() => JsonReport.Write(this);

    /// <summary>The dependency graph, forward and backward, as a Mermaid flowchart.</summary>
    public string ToMermaid() => MermaidGraph.Write(DependencyGraph.Of(this));

    /// <summary>The dependency graph, forward and backward, in the language of Graphviz.</summary>
    public string ToDot() => DotGraph.Write(DependencyGraph.Of(this));
}

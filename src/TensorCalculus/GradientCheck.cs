using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Checking;
using TensorCalculus.Diagnostics;
using TensorCalculus.Reports;

namespace TensorCalculus;

/// <summary>What came of holding derived formulas against numerical differentiation.</summary>
public sealed class GradientCheck
{
    private GradientCheck(TensorProgram program, ImmutableArray<CheckedFormula> formulas, ImmutableArray<CheckedSample> samples, string? problem)
    {
        (Program, Formulas, Samples, Problem) = (program, formulas, samples, problem);
    }

    /// <summary>The program.</summary>
    public TensorProgram Program { get; }

    /// <summary>Whether samples could be drawn and every formula agrees on them.</summary>
    public bool Passed => Problem is null && Formulas.All(f => f.Passed);

    /// <summary>Each gradient line and each closed form, with its largest error.</summary>
    public ImmutableArray<CheckedFormula> Formulas { get; }

    /// <summary>The samples: seed and sizes.</summary>
    public ImmutableArray<CheckedSample> Samples { get; }

    /// <summary>Why nothing could be checked, or <see langword="null"/>.</summary>
    public string? Problem { get; }

    /// <summary>The largest relative error over all formulas; NaN where nothing was compared.</summary>
    public double LargestError => Formulas.IsEmpty ? double.NaN : Formulas.Max(f => f.LargestError);

    /// <summary>The check as plain text.</summary>
    public string ToText() => CheckReportText.Write(this);

    /// <summary>The check as JSON.</summary>
    public string ToJson() => CheckReportJson.Write(this);

    internal static GradientCheck Run(TensorProgram program, CheckOptions options)
    {
        Derivation derivation = program.Derive(options.Derive with { Steps = false });
        FormulaPrinter printer = derivation.Printer;
        var items = new List<CheckItem>();
        foreach (DerivedPass pass in derivation.Passes)
        {
            HashSet<(TensorSymbol, Expr)> told = [];
            foreach (DerivedEquation equation in pass.LineEquations.Concat(pass.ClosedEquations).Where(e => told.Add((e.Left.Tensor, e.Right))))
            {
                items.Add(new CheckItem(printer.Print(equation, []).Unicode, equation, DerivativeClaim.Named(program.Bound, equation.Left.Tensor)));
            }
        }

        Checking.CheckReport report = Report(program, options, items, derivation.Names.Wrt);
        return new GradientCheck(
            program,
            [.. report.Items.Select(i => new CheckedFormula(i.Item.Label, i.Verdict == Verdict.Passed, i.RelativeError, i.Reason))],
            [.. report.Samples.Select(s => new CheckedSample(s.Seed, s.Sizes.ToImmutableSortedDictionary(d => Label(d.Key), d => d.Value, StringComparer.Ordinal)))],
            report.Problem);
    }

    private static Checking.CheckReport Report(TensorProgram program, CheckOptions options, List<CheckItem> items, ImmutableArray<TensorSymbol> moving)
    {
        try
        {
            var sizes = options.Sizes.ToImmutableDictionary(s => Parsing.Spelling.Typed(s.Key), s => s.Value);
            return GradientChecker.Check(program.Bound, items, new SamplingOptions { Seed = options.Seed, Sizes = sizes }, moving);
        }
        catch (ArgumentException problem)
        {
            throw new ProgramException([new Diagnostic(DiagnosticCatalogue.BadOption.Code, Severity.Error, null, problem.Message)]);
        }
    }

    private static string Label(Dimension dimension) => dimension.Letter ?? dimension.Symbol ?? $"#{dimension.Ordinal}";
}

/// <summary>A formula that was checked.</summary>
/// <param name="Formula">The equation as plain text.</param>
/// <param name="Passed">Whether it agrees with numerical differentiation to 1e-7, relative to the largest component.</param>
/// <param name="LargestError">The largest relative error found; NaN where nothing was compared.</param>
/// <param name="Reason">Why it did not pass, or <see langword="null"/>.</param>
public sealed record CheckedFormula(string Formula, bool Passed, double LargestError, string? Reason);

/// <summary>A sample on which formulas were checked.</summary>
/// <param name="Seed">The seed of its random numbers.</param>
/// <param name="Sizes">The size of each index.</param>
public sealed record CheckedSample(ulong Seed, ImmutableSortedDictionary<string, int> Sizes);

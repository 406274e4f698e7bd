using System.Text;
using TensorCalculus.Algebra;
using TensorCalculus.Binding;
using TensorCalculus.Claims;
using TensorCalculus.Diagnostics;
using TensorCalculus.Parsing;
using TensorCalculus.Syntax;

namespace TensorCalculus;

/// <summary>Reads claims, in index or matrix notation, as last lines of their program, which gives their names and indices meaning.</summary>
internal sealed class ClaimReader
{
    private readonly TensorProgram program;
    private readonly BoundProgram original;
    private readonly KnownNames known;
    private readonly MatrixClaims matrices;
    private readonly List<EquationSyntax> helpers = [];
    private readonly StringBuilder before;

    public ClaimReader(TensorProgram program)
    {
        this.program = program;
        original = program.Bound;
        known = new KnownNames(original.Tensors.Keys.ToHashSet(), original.TakenLetters.Where(l => !original.Tensors.ContainsKey(l)).ToHashSet());
        matrices = new MatrixClaims(original);
        before = new StringBuilder(program.Text).Append('\n');
    }

    /// <summary>The claims of a text, one for each equation in it; those that define a name that is no derivative serve the others, and
    /// the texts that follow.</summary>
    /// <param name="text">The text.</param>
    /// <param name="diagnostics">Mistakes, with places in the text.</param>
    public IReadOnlyList<Claim> Read(string text, DiagnosticBag diagnostics)
    {
        Reading reading = matrices.HasAxes(text) switch
        {
            null => Attempt(text, null),
            true => Attempt(text, matrices.Plain(text)),
            _ => Attempt(text, null) is { Mistakes.HasErrors: false } read ? read
                : Attempt(text, matrices.Plain(text)) is { Mistakes.HasErrors: false } other ? other : Attempt(text, null),
        };
        before.Append(reading.Text);
        helpers.AddRange(reading.Helpers);
        foreach (Diagnostic diagnostic in reading.Mistakes.Items.Where(d => d.Severity == Severity.Error))
        {
            diagnostics.Add(diagnostic with { Span = diagnostic.Span is { } span && span.Start >= reading.Start ? reading.InClaim(span) : null });
        }

        return diagnostics.HasErrors ? [] : reading.Claims;
    }

    /// <summary>Reads a text in one of the notations.</summary>
    private Reading Attempt(string text, PlainMatrixText? plain)
    {
        // Every text has a place of its own behind the program, so that a place tells where a mistake is.
        var reading = new Reading(before.Length, (plain?.Plain ?? text) + "\n", plain);
        string placed = new string('\n', reading.Start) + reading.Text;
        ProgramSyntax? syntax = plain is null
            ? ProgramParser.Parse(placed, reading.Mistakes, known) : matrices.Read(placed, plain, helpers, reading.Mistakes);
        foreach (StatementSyntax statement in syntax is null || reading.Mistakes.HasErrors ? [] : syntax.Statements)
        {
            if (statement is not EquationSyntax { Left: { } left } equation)
            {
                reading.Mistakes.Report(
                    DiagnosticCatalogue.NoClaim, statement.Span, "a claim is an equation with a derivative on the left",
                    "write dl_dx[p,q] = …, ∂l/∂x_{pq} = … or \\frac{\\partial l}{\\partial x_{pq}} = …");
            }
            else if (!IsDerivative(left.Name))
            {
                reading.Helpers.Add(equation);
            }
            else if (Bind(equation, reading) is { } claim)
            {
                reading.Claims.Add(claim);
            }
        }

        return reading;
    }

    private static bool IsDerivative(string name) => Binding.DerivativeNames.Parse(name) is not null;

    private Claim? Bind(EquationSyntax equation, Reading reading)
    {
        string text = before + reading.Text;
        string line = text.Substring(equation.Span.Start, equation.Span.Length);
        int start = equation.Span.Start;
        DiagnosticBag diagnostics = reading.Mistakes;
        var bag = new DiagnosticBag();
        ProgramSyntax whole = new([.. program.Syntax.Statements, .. helpers, .. reading.Helpers, equation]);
        if (ProgramBinder.Bind(whole, text, bag) is not { } bound)
        {
            foreach (Diagnostic diagnostic in bag.Items)
            {
                diagnostics.Add(diagnostic);
            }

            return null;
        }

        int count = original.Equations.Length;
        if (!bound.Equations.Take(count).Select(e => e.Tensor.Name).SequenceEqual(original.Equations.Select(e => e.Tensor.Name)))
        {
            diagnostics.Report(
                DiagnosticCatalogue.NoClaim, null, "the claim reads a name that a line of the program without a left-hand side would take",
                "give each line of the program a left-hand side");
            return null;
        }

        TensorSymbol[] strangers = [.. bound.Inputs.Where(t => t.Derivative is null && original.Find(t.Name) is null)];
        foreach (TensorSymbol stranger in strangers)
        {
            int at = IndexOfWord(line, stranger.Name);
            diagnostics.Report(
                DiagnosticCatalogue.NoClaim, at < 0 ? null : new SourceSpan(start + at, stranger.Name.Length),
                $"the claim reads {stranger.Name}, which the program does not have",
                "a claim may use the program's names, derivatives such as dl_dy, and names that other claims define");
        }

        return strangers.Length > 0 ? null : new Claim(
            line,
            original,
            bound with
            {
                Equations = bound.Equations[..count],
                Inputs = [.. bound.Inputs.Where(t => original.Find(t.Name) is not null)],
                Outputs = [.. original.Outputs.Select(t => bound.Find(t.Name)!)],
                Tensors = bound.Tensors.Where(t => original.Find(t.Key) is not null).ToDictionary(),
            },
            bound.Equations[count..^1],
            bound.Equations[^1]);
    }

    private static int IndexOfWord(string text, string word)
    {
        for (int at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            int end = at + word.Length;
            if ((at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsAsciiLetterOrDigit(text[end])))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>What a text was read as.</summary>
    private sealed record Reading(int Start, string Text, PlainMatrixText? Plain)
    {
        public DiagnosticBag Mistakes { get; } = new();

        public List<EquationSyntax> Helpers { get; } = [];

        public List<Claim> Claims { get; } = [];

        /// <summary>A place behind the program as a place in the claim.</summary>
        public SourceSpan InClaim(SourceSpan span)
        {
            int from = span.Start - Start;
            return Plain is null ? new SourceSpan(from, span.Length)
                : new SourceSpan(Plain.Origin(from), Math.Max(1, Plain.Origin(from + span.Length) - Plain.Origin(from)));
        }
    }
}

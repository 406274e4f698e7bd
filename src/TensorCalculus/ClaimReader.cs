using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Binding;
using TensorCalculus.Claims;
using TensorCalculus.Diagnostics;
using TensorCalculus.Parsing;
using TensorCalculus.Syntax;

namespace TensorCalculus;

/// <summary>Reads a claim as the last line of its program, which gives its names and indices their meaning.</summary>
internal sealed class ClaimReader(TensorProgram program)
{
    private readonly BoundProgram original = program.Bound;
    private readonly KnownNames known = new(
        program.Bound.Tensors.Keys.ToHashSet(), program.Bound.TakenLetters.Where(l => !program.Bound.Tensors.ContainsKey(l)).ToHashSet());

    /// <summary>The claims of a text, one for each equation in it; those that define a name that is no derivative serve the others.</summary>
    /// <param name="text">The text.</param>
    /// <param name="helpers">The definitions so far, to which this text may add.</param>
    /// <param name="diagnostics">Mistakes, with places in the text.</param>
    public IReadOnlyList<Claim> Read(string text, List<string> helpers, DiagnosticBag diagnostics)
    {
        ProgramSyntax? syntax = ProgramParser.Parse(text, diagnostics, known);
        if (syntax is null || diagnostics.HasErrors)
        {
            return [];
        }

        var claims = new List<Claim>();
        foreach (StatementSyntax statement in syntax.Statements)
        {
            if (statement is not EquationSyntax { Left: { } left } equation)
            {
                diagnostics.Report(
                    DiagnosticCatalogue.NoClaim, statement.Span, "a claim is an equation with a derivative on the left",
                    "write dl_dx[p,q] = …, ∂l/∂x_{pq} = … or \\frac{\\partial l}{\\partial x_{pq}} = …");
                continue;
            }

            string line = text.Substring(equation.Span.Start, equation.Span.Length);
            if (!IsDerivative(left.Name))
            {
                helpers.Add(line);
                continue;
            }

            if (Bind(line, helpers, equation.Span.Start, diagnostics) is { } claim)
            {
                claims.Add(claim);
            }
        }

        return claims;
    }

    private bool IsDerivative(string name) => Binding.DerivativeNames.Parse(name) is not null;

    private Claim? Bind(string line, List<string> helpers, int start, DiagnosticBag diagnostics)
    {
        string before = string.Concat(new[] { program.Text }.Concat(helpers).Select(l => l + "\n"));
        string text = before + line;
        var bag = new DiagnosticBag();
        ProgramSyntax? syntax = ProgramParser.Parse(text, bag);
        BoundProgram? bound = syntax is null || bag.HasErrors ? null : ProgramBinder.Bind(syntax, text, bag);
        if (bound is null)
        {
            foreach (Diagnostic diagnostic in bag.Items.Where(d => d.Severity == Severity.Error))
            {
                diagnostics.Add(diagnostic with
                {
                    Span = diagnostic.Span is { } span && span.Start >= before.Length ? new SourceSpan(span.Start - before.Length + start, span.Length) : null,
                });
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
}

using System.Collections.Immutable;
using System.Globalization;
using TensorCalculus.Algebra;
using TensorCalculus.Checking;
using TensorCalculus.Claims;
using TensorCalculus.Diagnostics;
using TensorCalculus.Evaluation;
using TensorCalculus.Printing;

namespace TensorCalculus;

/// <summary>Holds a user's formulas against the derived ones.</summary>
internal static class Verifier
{
    private const int Samples = 5;

    public static Verification Verify(TensorProgram program, IReadOnlyList<string> texts, VerifyOptions options)
    {
        var reader = new ClaimReader(program);
        var results = ImmutableArray.CreateBuilder<ClaimResult>();
        foreach (string text in texts)
        {
            var bag = new DiagnosticBag();
            IReadOnlyList<Claim> claims = reader.Read(text, bag);
            results.AddRange(bag.HasErrors ? [Malformed(text, [.. bag.Items])] : claims.Select(c => Judge(text, c, options)));
        }

        return results.Count > 0
            ? new Verification(program, results.ToImmutable())
            : throw Refuse("there is no claim about a derivative", "write dl_dx[p,q] = …, ∂l/∂x_{pq} = … or \\frac{\\partial l}{\\partial x_{pq}} = …");
    }

    private static ClaimResult Judge(string text, Claim claim, VerifyOptions options)
    {
        if (TrueDerivative.Of(claim) is not { } truth)
        {
            return Malformed(text, NoClaim(
                $"{claim.Equation.Tensor.Name} is no derivative of the program with {claim.Equation.Indices.Length} indices",
                "on the left stands dl_dx for the loss, dy_dx for a Jacobian or d2f_dx_dx for a Hessian, with one index for each axis"));
        }

        if (truth.Foreign is [var foreign, ..])
        {
            return Malformed(text, NoClaim(
                $"the claim reads {foreign}, which is not on the way to {claim.Equation.Tensor.Name}",
                "a claim may speak of the derivatives by the outputs, and by the tensors between"));
        }

        var formula = new FormulaPrinter(truth.Program, []).Print(
            new DerivedEquation(truth.Factory.Element(truth.Equation.Left.Tensor, truth.Indices.AsSpan()), truth.Closed), []);
        SampleSizes sizes = Sizes(truth.Program, options);
        Trial[] trials = [.. Enumerable.Range(0, 3 * Samples).Select(i => Trial.At(truth, options.Seed + (ulong)i, sizes)).OfType<Trial>().Take(Samples)];
        if (trials.Length == 0)
        {
            throw Refuse("no numbers were found at which the program can be evaluated", "give sizes with --size");
        }

        bool agrees = Array.TrueForAll(trials, t => Agrees(truth, t));
        ClaimResult result = new(text, ClaimVerdict.Wrong, trials.Length, formula, null, ClaimMistake.Unknown, null, []);
        if (agrees && claim.Mixed is { } mixed)
        {
            return result with
            {
                Mistake = ClaimMistake.SizesTakenForEqual,
                Explanation = $"it holds only where {mixed.First} and {mixed.Second} are equally long, and the program does not say so",
            };
        }

        if (agrees)
        {
            return result with
            {
                Verdict = Proved(truth) switch
                {
                    Proof.Form => ClaimVerdict.ProvedByForm,
                    Proof.Definitions => ClaimVerdict.ProvedByDefinitions,
                    _ => ClaimVerdict.AgreesInNumbers,
                },
            };
        }

        Mistake? mistake = new Diagnosis(truth, trials.Take(2)).Find();
        return result with
        {
            Counterexample = FoundCounterexample.Find(truth, options.Seed) is { } found ? Public(found, claim) : null,
            Mistake = mistake is null ? ClaimMistake.Unknown : Enum.Parse<ClaimMistake>(mistake.Kind.ToString()),
            Explanation = mistake is null ? null : InWords(mistake, truth.Program),
        };
    }

    private static bool Agrees(TrueDerivative truth, Trial trial)
    {
        try
        {
            return Trial.AreEqual(trial.Of(truth.Claimed), trial.Derived);
        }
        catch (PositionOutOfRangeException)
        {
            return false;
        }
    }

    private static Proof Proved(TrueDerivative truth)
    {
        var identity = new Identity(truth.Program, truth.Rules.Present);
        return ReferenceEquals(truth.Claimed, truth.Line) ? Proof.Form : identity.Of(truth.Close(truth.Claimed), truth.Closed);
    }

    private static string InWords(Mistake mistake, BoundProgram program)
    {
        var printer = new EquationPrinter(program);
        return string.Format(CultureInfo.InvariantCulture, mistake.Words, [.. mistake.Parts.Select(p => (object)printer.Print(p, Notation.Unicode))]);
    }

    private static Counterexample Public(FoundCounterexample found, Claim claim)
    {
        var sizes = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach ((Dimension dimension, int size) in found.Sizes)
        {
            sizes[LabelOf(dimension, claim)] = size;
        }

        return new Counterexample(sizes.ToImmutable(), found.Position, found.Claimed, found.Derived);
    }

    private static string LabelOf(Dimension dimension, Claim claim) => dimension.Letter ?? dimension.Symbol
        ?? claim.Program.Tensors.Values.OrderBy(t => t.Ordinal).SelectMany(t => t.Axes.Zip(t.Letters)).FirstOrDefault(a => a.First == dimension).Second
        ?? claim.Equation.Indices.FirstOrDefault(i => i.Dimension == dimension)?.Letter
        ?? $"#{dimension.Ordinal}";

    private static SampleSizes Sizes(BoundProgram program, VerifyOptions options)
    {
        try
        {
            return new SampleSizes(program, options.Sizes.ToImmutableDictionary(s => Parsing.Spelling.Typed(s.Key), s => s.Value));
        }
        catch (ArgumentException problem)
        {
            throw Refuse(problem.Message, null);
        }
    }

    private static ClaimResult Malformed(string text, ImmutableArray<Diagnostic> diagnostics) =>
        new(text, ClaimVerdict.Malformed, 0, null, null, ClaimMistake.Unknown, null, diagnostics);

    private static ImmutableArray<Diagnostic> NoClaim(string message, string remedy) =>
        [new Diagnostic(DiagnosticCatalogue.NoClaim.Code, Severity.Error, new SourceSpan(0, 1), message, remedy)];

    private static ProgramException Refuse(string message, string? remedy) =>
        new([new Diagnostic(DiagnosticCatalogue.BadOption.Code, Severity.Error, null, message, remedy)]);
}

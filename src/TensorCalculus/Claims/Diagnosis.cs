using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Evaluation;

namespace TensorCalculus.Claims;

/// <summary>Finds the mistake that explains a wrong claim: the derived formula is given each of the usual mistakes in turn,
/// until it has the values of the claim.</summary>
internal sealed class Diagnosis
{
    private const long MaximalSize = 500;
    private const int MaximalMutants = 4000;

    private readonly TrueDerivative truth;
    private readonly ExprFactory factory;
    private readonly (Trial Trial, DenseTensor Claimed)[] trials;

    /// <param name="truth">The derivative.</param>
    /// <param name="trials">Samples of different sizes.</param>
    public Diagnosis(TrueDerivative truth, IEnumerable<Trial> trials)
    {
        this.truth = truth;
        factory = truth.Factory;
        this.trials = [.. trials.Select(t => (t, t.Of(truth.Claimed)))];
    }

    /// <summary>The mistake, or null where none of the usual ones explains the claim.</summary>
    public Mistake? Find()
    {
        if (InFactor() is { } factor)
        {
            return factor;
        }

        // Where several explain the claim, the one that says most: a path through a tensor is two addends that are missing. And
        // the formula as it is printed comes first, then the other ways to write it.
        var paths = new PathMutations(truth);
        Mutant[] printed = [.. In([truth.Closed, truth.Line]).OrderBy(m => Rank(m.Mistake.Kind))];
        IEnumerable<Mutant> ordered = Whole()
            .Concat(paths.Through())
            .Concat(printed.Where(m => Rank(m.Mistake.Kind) == 0))
            .Concat(paths.Into())
            .Concat(printed.Where(m => Rank(m.Mistake.Kind) > 0))
            .Concat(In(OtherForms()).OrderBy(m => Rank(m.Mistake.Kind)));
        return ordered.FirstOrDefault(Explains)?.Mistake ?? InAddend();
    }

    private static int Rank(MistakeKind kind) => kind switch
    {
        MistakeKind.MissingTerm => 1,
        MistakeKind.Factor => 2,
        _ => 0,
    };

    private bool Explains(Mutant mutant)
    {
        try
        {
            return mutant.Formula.Facts.TreeSize <= 2 * MaximalSize && Array.TrueForAll(trials, t => Trial.AreEqual(t.Trial.Of(mutant.Formula), t.Claimed));
        }
        catch (PositionOutOfRangeException)
        {
            return false;
        }
    }

    /// <summary>The claim is the derived formula times a number or a size.</summary>
    private Mistake? InFactor() => FactorOf(trials.Select(t => Ratio(t.Claimed, t.Trial.Derived))) is not { } factor ? null : factor == factory.MinusOne
        ? new Mistake(MistakeKind.Sign, "the sign is wrong")
        : Excess(factor, "too many", "is missing");

    /// <summary>The claim is the derived formula, one addend of it with another factor.</summary>
    private Mistake? InAddend()
    {
        if (truth.Closed.Facts.TreeSize > MaximalSize || new Polynomial(factory).Expand(truth.Closed) is not Sum sum)
        {
            return null;
        }

        DenseTensor[] gaps = [.. trials.Select(t => t.Claimed.Plus(-1, t.Trial.Derived))];
        foreach (Expr term in sum.Children.ToArray())
        {
            double?[] ratios = [.. trials.Select((t, i) => Ratio(gaps[i], t.Trial.Of(term)) + 1)];
            if (Array.TrueForAll(ratios, r => r is { } value && Math.Abs(value) < 1e-6))
            {
                return new Mistake(term.Facts.HasDelta ? MistakeKind.MissingDelta : MistakeKind.MissingTerm, "the addend {0} is missing", term);
            }

            if (FactorOf(ratios) is { } factor)
            {
                return factor == factory.MinusOne
                    ? new Mistake(MistakeKind.Sign, "the sign of {0} is wrong", term)
                    : Excess(factor, "too many in {1}", "is missing in {1}") is { } mistake ? mistake with { Parts = [.. mistake.Parts, term] } : null;
            }
        }

        return null;
    }

    private Mistake? Excess(Expr factor, string tooMany, string missing) => factor is Number { Value: var n } && Fraction.Abs(n) < Fraction.One
        || factor is Power { Exponent: Number { Value.IsNegative: true } }
            ? new Mistake(MistakeKind.Factor, $"a factor of {{0}} {missing}", factory.Raise(factor, -1))
            : new Mistake(MistakeKind.Factor, $"a factor of {{0}} {tooMany}", factor);

    /// <summary>Mistakes with the result as a whole.</summary>
    private IEnumerable<Mutant> Whole()
    {
        IndexVariable[] indices = [.. truth.Indices];
        for (int a = 0; a < indices.Length; a++)
        {
            for (int b = a + 1; b < indices.Length; b++)
            {
                if (indices[a].Dimension == indices[b].Dimension)
                {
                    var swap = new Dictionary<IndexVariable, Subscript> { [indices[a]] = indices[b].Alone, [indices[b]] = indices[a].Alone };
                    yield return new Mutant(new Mistake(MistakeKind.TransposedOperand, "the result is transposed"), factory.Substitute(truth.Closed, swap));
                }
            }
        }

        int rows = indices.Length / 2;
        if (indices.Length % 2 == 0 && rows > 0 && indices[..rows].Select(v => v.Dimension).SequenceEqual(indices[rows..].Select(v => v.Dimension)))
        {
            Expr[] deltas = [.. Enumerable.Range(0, rows).Select(i => factory.KroneckerDelta(indices[i].Alone, indices[i + rows].Alone))];
            yield return new Mutant(new Mistake(MistakeKind.OnlyDiagonal, "only the diagonal is kept"), factory.Multiply([truth.Closed, .. deltas]));
        }
    }

    /// <summary>One mistake somewhere in a formula.</summary>
    private IEnumerable<Mutant> In(IEnumerable<Expr> forms) => forms.Distinct()
        .Where(f => f.Facts.TreeSize <= MaximalSize)
        .SelectMany(new NodeMutations(factory, truth.Indices).Of)
        .Take(MaximalMutants);

    /// <summary>The formula multiplied out, and with a definition put in.</summary>
    private IEnumerable<Expr> OtherForms()
    {
        var polynomial = new Polynomial(factory);
        Expr[] inlined = [.. truth.Program.Equations.Select(e => Inlining.Of(factory, truth.Closed, e))];
        return new[] { truth.Closed, truth.Line }.Concat(inlined).Where(f => f.Facts.TreeSize <= MaximalSize)
            .Select(polynomial.Expand).OfType<Expr>().Concat(inlined).Except([truth.Closed, truth.Line]);
    }

    /// <summary>What all ratios are: a number, a size, or one over a size; null where they are 1 or nothing common.</summary>
    private Expr? FactorOf(IEnumerable<double?> found)
    {
        double?[] ratios = [.. found];
        if (Array.Exists(ratios, r => r is null))
        {
            return null;
        }

        foreach (Fraction number in new[] { new Fraction(-1), new Fraction(2), new Fraction(1, 2), new Fraction(-2), new Fraction(-1, 2), new Fraction(3), new Fraction(1, 3), new Fraction(4), new Fraction(1, 4) })
        {
            if (Array.TrueForAll(ratios, r => IsNear(r!.Value, number.ToDouble())))
            {
                return factory.Rational(number);
            }
        }

        foreach (Dimension dimension in truth.Program.Dimensions)
        {
            double[] sizes = [.. trials.Select(t => (double)t.Trial.Sample.Sizes[dimension])];
            foreach (int power in new[] { 1, -1 })
            {
                if (sizes.Distinct().Count() > 1 && Enumerable.Range(0, ratios.Length).All(i => IsNear(ratios[i]!.Value, Math.Pow(sizes[i], power))))
                {
                    return factory.Raise(factory.Size(dimension), power);
                }
            }
        }

        return null;
    }

    private static bool IsNear(double a, double b) => Math.Abs(a - b) <= 1e-6 * Math.Abs(b);

    /// <summary>By what the second tensor is multiplied to give the first; null where it is no number.</summary>
    private static double? Ratio(DenseTensor a, DenseTensor b)
    {
        double scale = b.LargestMagnitude;
        if (!(scale > 1e-9))
        {
            return null;
        }

        int at = Enumerable.Range(0, b.Values.Length).MaxBy(i => Math.Abs(b.Values[i]));
        double ratio = a.Values[at] / b.Values[at];
        return Enumerable.Range(0, b.Values.Length).All(i => Math.Abs(a.Values[i] - (ratio * b.Values[i])) <= 1e-7 * Math.Max(scale, a.LargestMagnitude)) ? ratio : null;
    }
}

using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>The set <em>normalise</em>: holds for every program, whatever its definitions. It ends: the rules lower, in this
/// order of weight, the number of deltas inside choices, of summed indices, of sums that stand over a delta, of indices beside
/// deltas, of indices without a range, and of nodes.</summary>
internal static class NormalisationRules
{
    public static readonly RuleSet Set = new(
        "normalise",
        [
            new KroneckerChoice(),
            new KroneckerContraction(),
            new KroneckerDistribution(),
            new KroneckerDiagonal(),
            new KroneckerReplacement(),
            new ReIndexing(),
            new SigmoidRecognition(),
            new FunctionQuotients(),
            new SoftmaxNormalisation(),
            new ChoiceProduct(),
            new RampProduct(),
            new InverseProduct(),
        ]);

    /// <summary>The same for a local derivative: deltas of combinations wait until the gradient stands beside them.</summary>
    public static readonly RuleSet Local = new(
        "normalise",
        [
            .. Set.Rules.Select(r => r switch
            {
                KroneckerContraction => new KroneckerContraction(plainOnly: true),
                KroneckerDistribution => new KroneckerDistribution(plainOnly: true),
                _ => r,
            }),
        ]);
}

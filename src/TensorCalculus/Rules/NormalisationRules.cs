using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>The set <em>normalise</em>: holds for every program, whatever its definitions. It ends: the rules lower, in this
/// order of weight, the number of deltas inside choices, of summed indices, of sums that stand over a delta, of indices beside deltas, and of nodes.</summary>
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
            new SigmoidRecognition(),
            new FunctionQuotients(),
            new SoftmaxNormalisation(),
            new ChoiceProduct(),
        ]);
}

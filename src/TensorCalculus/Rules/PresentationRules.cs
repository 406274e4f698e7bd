using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>The set <em>present</em> for one program: normal form first, then what the program's own lines say, then the form
/// that people write. Each round lowers the complexity or leaves the expression alone. The set <em>simplify</em> is its first two parts.</summary>
internal static class PresentationRules
{
    public static (RuleSet Simplify, RuleSet Present) For(ExprFactory factory, IReadOnlyList<BoundEquation> equations)
    {
        var constants = new ConstantContractions(equations);
        var names = new DefinedNames(factory, equations);
        var simplify = new RuleSet(
            "simplify",
            [.. NormalisationRules.Set.Rules, constants, new TermByTerm(constants), names, new ThresholdNames(names), new ChoiceSum()]);
        return (simplify, new RuleSet("present", [.. simplify.Rules, new Presentation(factory, simplify), new ChoiceCommonFactor(), new ChoiceInside()]));
    }
}

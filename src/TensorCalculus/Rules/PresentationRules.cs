using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>The set <em>present</em> for one program: normal form first, then what the program's own lines say, then the form
/// that people write. Each round lowers the complexity or leaves the expression alone. The set <em>local</em>, for the derivative of
/// one equation, has the first two parts.</summary>
internal static class PresentationRules
{
    public static (RuleSet Local, RuleSet Present) For(ExprFactory factory, IReadOnlyList<BoundEquation> equations)
    {
        var constants = new ConstantContractions(equations);
        var names = new DefinedNames(factory, equations);
        Rule[] definitions = [constants, new TermByTerm(constants), names, new InverseProduct(equations), new ThresholdNames(names), new ChoiceSum()];
        var simplify = new RuleSet("simplify", [.. NormalisationRules.Set.Rules, .. definitions]);
        return (
            new RuleSet("local", [.. NormalisationRules.Local.Rules, .. definitions]),
            new RuleSet("present", [.. simplify.Rules, new Presentation(factory, simplify), new ChoiceCommonFactor(), new ChoiceInside()]));
    }
}

using System.Reflection;
using TensorCalculus.Algebra;
using TensorCalculus.Differentiation;
using TensorCalculus.Rewriting;
using TensorCalculus.Rules;

namespace TensorCalculus.Tests.Documentation;

/// <summary>docs/rulebook.md states every rule in the words of the code.</summary>
public class RulebookPageTests
{
    [Fact]
    public void The_page_states_every_rule_once()
    {
        string[] expected = [.. Rules().Select(r => $"| `{r.Id}` | {r.Title} | {r.Statement.Replace("|", "\\|", StringComparison.Ordinal)} |")];
        string[] stated = [.. Repository.Read("docs", "rulebook.md").Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal))];
        stated.Should().Equal(expected);
    }

    [Fact]
    public void A_rule_has_one_id() => Rules().Select(r => r.Id).Should().OnlyHaveUniqueItems();

    private static IEnumerable<Rule> Rules()
    {
        (_, RuleSet present) = PresentationRules.For(new ExprFactory(), []);
        Rule[] steps = [.. typeof(DerivationRules).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetValue(null)).OfType<Rule>()];
        return [.. steps, .. DifferentiationRules.All, .. NormalisationRules.Set.Rules, .. present.Rules.Except(NormalisationRules.Set.Rules)];
    }
}

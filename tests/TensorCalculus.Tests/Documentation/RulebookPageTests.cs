using System.Reflection;
using System.Text.RegularExpressions;
using TensorCalculus.Algebra;
using TensorCalculus.Differentiation;
using TensorCalculus.Rewriting;
using TensorCalculus.Rules;

namespace TensorCalculus.Tests.Documentation;

/// <summary>docs/rulebook.md states every rule in the words of the code: a table for each set, in the order in which rules are tried.</summary>
public partial class RulebookPageTests
{
    private static readonly Rule[][] Sets = MakeSets();

    [Fact]
    public void The_page_states_every_rule()
    {
        string path = Repository.At("docs", "rulebook.md");
        int set = 0;
        string page = Table().Replace(Repository.Read("docs", "rulebook.md"), m => m.Groups[1].Value + string.Concat(Sets[set++].Select(Row)));
        set.Should().Be(Sets.Length, "the page has a table for each set");
        Approved.Verify(path, page);
    }

    [Fact]
    public void A_rule_has_an_id_of_its_own() => Sets.SelectMany(s => s).Select(r => r.Id).Should().OnlyHaveUniqueItems();

    private static string Row(Rule rule) => $"| `{rule.Id}` | {rule.Title} | {rule.Statement.Replace("|", "\\|", StringComparison.Ordinal)} |\n";

    private static Rule[][] MakeSets()
    {
        (_, RuleSet present) = PresentationRules.For(new ExprFactory(), []);
        Rule[] steps = [.. typeof(DerivationRules).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetValue(null)).OfType<Rule>()];
        Rule[] normalise = [.. NormalisationRules.Set.Rules];
        return [steps, [.. DifferentiationRules.All], normalise, [.. present.Rules.Except(normalise)], [.. TangentPass.Addends.Rules]];
    }

    [GeneratedRegex(@"(\| rule \| title \| statement \|\n\| --- \| --- \| --- \|\n)(?:\| .*\n)*")]
    private static partial Regex Table();
}

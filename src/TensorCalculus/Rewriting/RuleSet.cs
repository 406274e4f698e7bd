using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Rewriting;

/// <summary>An ordered list of rules with one purpose, applied in turn until none of them changes anything.</summary>
/// <param name="Name">The purpose.</param>
/// <param name="Rules">The rules, in the order in which they are tried.</param>
internal sealed record RuleSet(string Name, ImmutableArray<Rule> Rules)
{
    /// <summary>Far above what any program needs: each set has a measure that its rules lower.</summary>
    private const int MaximalChanges = 200;

    /// <summary>The expression when no rule applies any more; each change is recorded where a trace is given. After a change
    /// the first rule is asked again, so that a rule meets only what those before it leave.</summary>
    public Expr Run(ExprFactory factory, Expr expression, Trace? trace = null)
    {
        int changes = 0;
        for (int i = 0; i < Rules.Length; i++)
        {
            Expr after = Rules[i].Apply(factory, expression);
            if (ReferenceEquals(after, expression))
            {
                continue;
            }

            trace?.Record(Rules[i], after);
            expression = after;
            if (++changes == MaximalChanges)
            {
                trace?.Stop(StopReason.TooManyChanges);
                break;
            }

            i = -1;
        }

        return expression;
    }
}

using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Rewriting;

/// <summary>An ordered list of rules with one purpose, applied in turn until none of them changes anything.</summary>
/// <param name="Name">The purpose.</param>
/// <param name="Rules">The rules, in the order in which they are tried.</param>
internal sealed record RuleSet(string Name, ImmutableArray<Rule> Rules)
{
    /// <summary>Far above what any program needs: each set has a measure that its rules lower.</summary>
    private const int MaximalRounds = 50;

    /// <summary>The expression when no rule applies any more; each change is recorded where a trace is given.</summary>
    public Expr Run(ExprFactory factory, Expr expression, Trace? trace = null)
    {
        for (int round = 0; round < MaximalRounds; round++)
        {
            Expr before = expression;
            foreach (Rule rule in Rules)
            {
                Expr after = rule.Apply(factory, expression);
                if (!ReferenceEquals(after, expression))
                {
                    trace?.Record(rule, after);
                    expression = after;
                }
            }

            if (ReferenceEquals(before, expression))
            {
                return expression;
            }
        }

        trace?.Stop(StopReason.RoundLimit);
        return expression;
    }
}

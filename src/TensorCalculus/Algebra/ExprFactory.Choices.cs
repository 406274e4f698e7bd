using Fractions;
using TensorCalculus.Functions;

namespace TensorCalculus.Algebra;

/// <content>Choices: a condition with numbers on both sides is decided, and one that was made before is not made again.</content>
internal sealed partial class ExprFactory
{
    /// <summary>The one value where the condition holds, else the other.</summary>
    public Expr Choose(Condition condition, Expr then, Expr otherwise)
    {
        if (ReferenceEquals(then, otherwise))
        {
            return then;
        }

        condition = Canonical(condition);
        if (Decided(condition) is { } holds)
        {
            return holds ? then : otherwise;
        }

        Expr first = then is Choice a && a.Condition == condition ? a.Then : then;
        Expr second = otherwise is Choice b && b.Condition == condition ? b.Otherwise : otherwise;
        return ReferenceEquals(first, then) && ReferenceEquals(second, otherwise)
            ? Intern(new Choice(condition, then, otherwise))
            : Choose(condition, first, second);
    }

    /// <summary>1 where the condition holds, else 0.</summary>
    public Expr Indicator(Condition condition) => Choose(condition, One, Zero);

    /// <summary>What is positive where a strict condition holds; <see langword="null"/> for another condition.</summary>
    public Expr? Excess(Condition condition) => condition.Relation switch
    {
        Relation.Greater => Subtract(condition.Left, condition.Right),
        Relation.Less => Subtract(condition.Right, condition.Left),
        _ => null,
    };

    /// <summary>Numbers stand on the right, and what is compared with 0 has no coefficient.</summary>
    private Condition Canonical(Condition condition)
    {
        (Relation relation, Expr left, Expr right) = condition;
        if (left is Number && right is not Number)
        {
            (relation, left, right) = (relation.Mirrored(), right, left);
        }

        if (right is Number && left is Sum && left.Children.ToArray().OfType<Number>().FirstOrDefault() is { } constant)
        {
            Expr rest = Subtract(left, constant);
            right = Subtract(right, constant);
            bool negated = SplitCoefficient(rest).Coefficient.Equals(Fraction.MinusOne);
            (relation, left, right) = negated ? (relation.Mirrored(), Negate(rest), Negate(right)) : (relation, rest, right);
        }

        if (right != Zero || left is Number)
        {
            return new Condition(relation, left, right);
        }

        (Fraction coefficient, Expr core) = SplitCoefficient(left);
        return new Condition(coefficient.IsNegative ? relation.Mirrored() : relation, core, right);
    }

    private static bool? Decided(Condition condition) => condition switch
    {
        (var relation, Number left, Number right) => relation.Holds(left.Value.CompareTo(right.Value)),
        (var relation, var left, var right) when ReferenceEquals(left, right) => relation.Holds(0),
        (Relation.Greater or Relation.NotEqual, var left, Number { Value.IsZero: true }) when SignAnalysis.IsPositive(left) => true,
        (Relation.LessOrEqual or Relation.Equal, var left, Number { Value.IsZero: true }) when SignAnalysis.IsPositive(left) => false,
        (Relation.GreaterOrEqual, var left, Number { Value.IsZero: true }) when SignAnalysis.IsNonNegative(left) => true,
        (Relation.Less, var left, Number { Value.IsZero: true }) when SignAnalysis.IsNonNegative(left) => false,
        _ => null,
    };
}

using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>What multiplies a choice of which one value is 0 goes inside, with the sums that its condition does not need:
/// <c>where(x_p > 0, ∂l/∂y_p, 0)</c>. Deltas stay outside, and so does a sign.</summary>
internal sealed class ChoiceInside() : NodeRule(
    "choice/inside", "Multiply inside a choice", "u where(c, a, 0) = where(c, u a, 0)")
{
    protected override bool MayMatch(Expr expression) => expression.Facts.HasChoice;

    protected override bool TriesWholeFirst => true;

    protected override Expr Rewrite(ExprFactory factory, Expr node)
    {
        switch (node)
        {
            case Product product when ChoiceOf(factory, product) is { } choice:
                return Inside(factory, product, choice, []);
            case Contraction contraction when contraction.Body is Product or Choice:
                OpenBody open = factory.Open(contraction);
                if (ChoiceOf(factory, open.Body) is not { } summed)
                {
                    return node;
                }

                IndexVariable[] inner = [.. open.Indices.Where(v => !Needs(factory, open.Body, summed, v))];
                return inner.Length == 0 && open.Body is Choice
                    ? node
                    : factory.Contract(open.Indices.Except(inner), Inside(factory, open.Body, summed, inner));
            default:
                return node;
        }
    }

    /// <summary>The first choice with a value that is 0, beside which something else stands than deltas and a sign.</summary>
    private static Choice? ChoiceOf(ExprFactory factory, Expr body)
    {
        Choice? choice = Factors.Of(factory, body).OfType<Choice>().FirstOrDefault(c => c.Then == factory.Zero || c.Otherwise == factory.Zero);
        return choice is not null && (body is Choice || Factors.Of(factory, body).Any(f => f != choice && !Stays(f))) ? choice : null;
    }

    private static bool Stays(Expr factor) => factor is Delta or Bracket || (factor is Number { Value: var value } && Fraction.Abs(value).Equals(Fraction.One));

    private static bool Needs(ExprFactory factory, Expr body, Choice choice, IndexVariable index) =>
        choice.Condition.Left.Contains(index) || choice.Condition.Right.Contains(index) || Factors.Of(factory, body).Any(f => f is Delta or Bracket && f.Contains(index));

    private static Expr Inside(ExprFactory factory, Expr body, Choice choice, IndexVariable[] inner)
    {
        Expr[] factors = [.. Factors.Of(factory, body).Where(f => f != choice)];
        bool negative = Array.Exists(factors, f => f is Number { Value.IsNegative: true });
        Expr[] outside = [.. factors.Where(f => f is Delta or Bracket), negative ? factory.MinusOne : factory.One];
        Expr inside = factory.Multiply([.. factors.Where(f => f is not (Delta or Bracket)), negative ? factory.MinusOne : factory.One]);
        return factory.Multiply(
            [.. outside, factory.Choose(choice.Condition, Value(choice.Then), Value(choice.Otherwise))]);

        Expr Value(Expr value) => value == factory.Zero ? value : factory.Contract(inner, factory.Multiply(inside, value));
    }
}

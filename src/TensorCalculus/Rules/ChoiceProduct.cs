using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>Two choices by one condition are one. What is 0 where a condition fails has made its choice already.</summary>
internal sealed class ChoiceProduct() : NodeRule(
    "choice/product", "Join choices by one condition", "where(c, a, b) where(c, d, e) = where(c, a d, b e); relu(u) where(u > 0, a, b) = relu(u) a for numbers a, b")
{
    protected override bool MayMatch(Expr expression) => expression.Facts.HasChoice;

    protected override Expr Rewrite(ExprFactory factory, Expr node)
    {
        if (node is not Product)
        {
            return node;
        }

        Expr[] factors = [.. Factors.Of(factory, node)];
        foreach (Choice choice in factors.OfType<Choice>())
        {
            if (Array.Find(factors, f => f != choice && f is Choice other && other.Condition == choice.Condition) is Choice same)
            {
                Expr joined = factory.Choose(choice.Condition, factory.Multiply(choice.Then, same.Then), factory.Multiply(choice.Otherwise, same.Otherwise));
                return factory.Multiply([joined, .. factors.Where(f => f != choice && f != same)]);
            }

            if (choice is { Then: Number then, Otherwise: Number } && factory.Excess(choice.Condition) is { } excess
                && Array.Exists(factors, f => f is Call { Function.Name: "relu" } relu && relu.Argument == excess))
            {
                return factory.Multiply([then, .. factors.Where(f => f != choice)]);
            }
        }

        return node;
    }
}

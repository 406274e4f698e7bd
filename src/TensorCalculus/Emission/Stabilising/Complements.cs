using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Emission.Stabilising;

/// <summary>1 less a sigmoid keeps its digits as the sigmoid of the other side.</summary>
internal sealed class Complements() : NodeRule("stable/complement", "Mirror the sigmoid", "c − c sigmoid(u) = c sigmoid(−u)")
{
    protected override bool MayMatch(Expr expression) => expression.Facts is { HasCall: true, HasSum: true };

    protected override Expr Rewrite(ExprFactory factory, Expr node)
    {
        if (node is Sum { Children.Length: 2 } sum)
        {
            foreach ((Expr one, Expr other) in new[] { (sum.Children[0], sum.Children[1]), (sum.Children[1], sum.Children[0]) })
            {
                if (factory.SplitCoefficient(other) is (var coefficient, Call { Function.Name: "sigmoid" } call)
                    && one is Number { Value: var number } && number.Equals(-coefficient))
                {
                    return factory.Multiply(one, factory.Apply(call.Function, factory.Negate(call.Argument)));
                }
            }
        }

        return node;
    }
}

using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>Recognises the logistic function in the two ways it is spelt, for its derivative is simpler than theirs.</summary>
internal sealed class SigmoidRecognition() : NodeRule(
    "function/sigmoid", "Recognise the sigmoid", "1/(1 + exp(-u)) = exp(u)/(1 + exp(u)) = sigmoid(u)")
{
    protected override bool MayMatch(Expr expression) => expression.Facts is { HasCall: true, HasSum: true };

    protected override Expr Rewrite(ExprFactory factory, Expr node)
    {
        if (node is Power { Exponent: Number { Value: { IsNegative: true, Denominator.IsOne: true } e } } power && Argument(factory, power.Base) is { } u)
        {
            return factory.Raise(Sigmoid(factory, factory.Negate(u)), -e);
        }

        if (node is not Product product)
        {
            return node;
        }

        // exp(u) s(-u) is s(u): the parts of exp(u)/(1 + exp(u)), after the quotient has been recognised.
        foreach (Expr factor in product.Children)
        {
            if (factor is Call { Function.Name: "sigmoid" } call && product.Children.Contains(factory.Apply(Exp, factory.Negate(call.Argument))))
            {
                Expr exponential = factory.Apply(Exp, factory.Negate(call.Argument));
                return factory.Multiply([.. Factors.Of(factory, node).Where(f => f != call && f != exponential), Sigmoid(factory, factory.Negate(call.Argument))]);
            }
        }

        return node;
    }

    private static PointwiseFunction Exp => FunctionTable.Find("exp")!;

    private static Expr Sigmoid(ExprFactory factory, Expr argument) => factory.Apply(FunctionTable.Find("sigmoid")!, argument);

    /// <summary>u where the node is 1 + exp(u).</summary>
    private static Expr? Argument(ExprFactory factory, Expr node)
    {
        Expr rest = factory.Subtract(node, factory.One);
        return rest is Call { Function.Name: "exp" } call ? call.Argument : null;
    }
}

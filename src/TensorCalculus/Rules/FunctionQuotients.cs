using TensorCalculus.Algebra;
using TensorCalculus.Functions;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>Quotients of functions that have a name of their own.</summary>
internal sealed class FunctionQuotients() : NodeRule(
    "function/quotient", "Recognise the tangent", "sin(u)/cos(u) = tan(u), sinh(u)/cosh(u) = tanh(u)")
{
    private static readonly (string Numerator, string Denominator, string Name)[] Quotients = [("sin", "cos", "tan"), ("sinh", "cosh", "tanh")];

    protected override bool MayMatch(Expr expression) => expression.Facts.HasCall;

    protected override Expr Rewrite(ExprFactory factory, Expr node)
    {
        if (node is not Product)
        {
            return node;
        }

        foreach ((string numerator, string denominator, string name) in Quotients)
        {
            foreach (Expr factor in node.Children)
            {
                if (factor is Call call && call.Function.Name == numerator
                    && factory.Raise(factory.Apply(FunctionTable.Find(denominator)!, call.Argument), factory.MinusOne) is var divisor
                    && node.Children.Contains(divisor))
                {
                    Expr quotient = factory.Apply(FunctionTable.Find(name)!, call.Argument);
                    return factory.Multiply([quotient, .. Factors.Of(factory, node).Where(f => f != factor && f != divisor)]);
                }
            }
        }

        return node;
    }
}

using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Claims;

/// <summary>Writes functions by others: the hyperbolic ones and the sigmoid by exponentials, softmax as a quotient, |u| as
/// u sign(u), a square of a cosine by the sine. Identities between them are identities of what is left.</summary>
internal sealed class FunctionDefinitions(ExprFactory factory)
{
    public Expr WriteOut(Expr node)
    {
        Expr written = factory.Rebuild(node, WriteOut);
        return written switch
        {
            Call { Argument: var u } call => Of(call.Function.Name, u) ?? written,
            Power { Base: Call { Function.Name: "cos" } cosine, Exponent: Number { Value: var e } } when e.Denominator.IsOne && e >= 2 =>
                factory.Multiply(
                    factory.Raise(factory.Subtract(factory.One, factory.Raise(Apply("sin", cosine.Argument), 2)), new Fraction(e.Numerator / 2)),
                    factory.Raise(cosine, e.Numerator.IsEven ? Fraction.Zero : Fraction.One)),
            Power { Base: Call { Function.Name: "sign" } sign, Exponent: Number { Value: var e } } when e.Denominator.IsOne && e > 2 =>
                factory.Raise(sign, e.Numerator.IsEven ? 2 : 1),
            Reduction { Kind: ReductionKind.Softmax } softmax => Quotient(softmax),
            Reduction { Kind: ReductionKind.LogSumExp } sum => Apply("log", Total(sum)),
            _ => written,
        };
    }

    private Expr? Of(string function, Expr u)
    {
        Expr Exp(int times) => Apply("exp", factory.Scale(times, u));
        return function switch
        {
            "sigmoid" => factory.Raise(factory.Add(factory.One, Exp(-1)), -1),
            "silu" => factory.Multiply(u, factory.Raise(factory.Add(factory.One, Exp(-1)), -1)),
            "tanh" => factory.Multiply(factory.Subtract(Exp(2), factory.One), factory.Raise(factory.Add(Exp(2), factory.One), -1)),
            "sinh" => factory.Scale(new Fraction(1, 2), factory.Subtract(Exp(1), Exp(-1))),
            "cosh" => factory.Scale(new Fraction(1, 2), factory.Add(Exp(1), Exp(-1))),
            "softplus" => Apply("log", factory.Add(factory.One, Exp(1))),
            "tan" => factory.Multiply(Apply("sin", u), factory.Raise(Apply("cos", u), -1)),
            "abs" => factory.Multiply(u, Apply("sign", u)),
            _ => null,
        };
    }

    private Expr Quotient(Reduction softmax)
    {
        OpenBody open = factory.Open(softmax);
        var at = open.Indices.Zip(softmax.At).ToDictionary(p => p.First, p => p.Second);
        return factory.Multiply(Apply("exp", factory.Substitute(open.Body, at)), factory.Raise(Total(softmax), -1));
    }

    private Expr Total(Reduction reduction)
    {
        OpenBody open = factory.OpenFresh(reduction);
        return factory.Contract(open.Indices, Apply("exp", open.Body));
    }

    private Expr Apply(string function, Expr argument) => factory.Apply(FunctionTable.Find(function)!, argument);
}

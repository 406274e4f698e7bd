using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;
using TensorCalculus.Rules;

namespace TensorCalculus.Differentiation;

/// <summary>The derivative of an equation's right side by a tensor that it reads, nothing between: what every pass is made of.</summary>
internal sealed class LocalDerivatives(ExprFactory factory, RuleSet simplify)
{
    /// <summary>The derivative, simplified; with its steps where a trace is given.</summary>
    public Expr Of(BoundEquation equation, TensorElement by, Trace? trace)
    {
        if (trace is null)
        {
            return simplify.Run(factory, DifferentiationRules.Differentiate(factory, equation.Body, by));
        }

        Expr pending = factory.Pending(equation.Body, by);
        trace.Begin(DerivationRules.SetUp, factory.Pending(factory.Element(equation.Tensor, equation.Indices.AsSpan()), by), pending);
        return simplify.Run(factory, DifferentiationRules.Set.Run(factory, pending, trace), trace);
    }
}

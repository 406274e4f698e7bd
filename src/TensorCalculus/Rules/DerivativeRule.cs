using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>A rule of differentiation: works one unevaluated derivative out by one layer, and may leave derivatives of the parts.</summary>
internal sealed class DerivativeRule(
    string id, string title, string statement, Func<ExprFactory, Expr, TensorElement, Expr?> expand) : Rule(id, title, statement)
{
    /// <summary>The derivative of <paramref name="body"/> by <paramref name="by"/>, or <see langword="null"/> where another rule is asked.</summary>
    public Expr? Expand(ExprFactory factory, Expr body, TensorElement by) => expand(factory, body, by);

    public override Expr Apply(ExprFactory factory, Expr expression)
    {
        return Visit(expression);

        Expr Visit(Expr node)
        {
            if (!node.Facts.HasDerivative)
            {
                return node;
            }

            // The outermost derivative first, as one writes it; only the rule that comes first for it may act.
            return node is Derivative d
                ? DifferentiationRules.For(factory, d.Body, d.By) is var (rule, result) && rule == this ? result : node
                : factory.Rebuild(node, Visit);
        }
    }
}

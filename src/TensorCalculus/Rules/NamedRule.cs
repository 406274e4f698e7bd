using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>An entry of the rulebook for a step that a stage carries out itself, such as setting an equation up.</summary>
internal sealed class NamedRule(string id, string title, string statement) : Rule(id, title, statement)
{
    public override Expr Apply(ExprFactory factory, Expr expression) => expression;
}

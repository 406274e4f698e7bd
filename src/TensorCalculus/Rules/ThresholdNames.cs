using TensorCalculus.Algebra;
using TensorCalculus.Functions;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>Where the program names relu(u), its name tells whether u is positive: <c>where(h_k > 0, …)</c>.</summary>
internal sealed class ThresholdNames(DefinedNames names) : NodeRule(
    "definitions/threshold", "Use the defined name in a condition", "u > 0 where h > 0, if a line defines h = relu(u)")
{
    protected override bool MayMatch(Expr expression) => expression.Facts.HasChoice;

    protected override Expr Rewrite(ExprFactory factory, Expr node) =>
        node is Choice choice && choice.Condition is not { Left: TensorElement, Right: TensorElement or Number }
        && factory.Excess(choice.Condition) is { } excess
        && names.Apply(factory, factory.Apply(FunctionTable.Find("relu")!, excess)) is TensorElement name
            ? factory.Choose(new Condition(Relation.Greater, name, factory.Zero), choice.Then, choice.Otherwise)
            : node;
}

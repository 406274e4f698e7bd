using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>Writes a factor that both values have in front. (One that only one value has stays: elsewhere it may be undefined.)</summary>
internal sealed class ChoiceCommonFactor() : NodeRule(
    "choice/factor", "Take a common factor out of a choice", "where(c, u a, u b) = u where(c, a, b)")
{
    protected override bool MayMatch(Expr expression) => expression.Facts.HasChoice;

    protected override Expr Rewrite(ExprFactory factory, Expr node)
    {
        if (node is not Choice choice || choice.Then == factory.Zero || choice.Otherwise == factory.Zero)
        {
            return node;
        }

        Expr[] then = [.. Factors.Of(factory, choice.Then)], otherwise = [.. Factors.Of(factory, choice.Otherwise)];
        Expr[] common = [.. then.Where(f => f is not Number && otherwise.Contains(f))];
        return common.Length == 0 ? node : factory.Multiply(
            [.. common, factory.Choose(choice.Condition, factory.Multiply([.. then.Except(common)]), factory.Multiply([.. otherwise.Except(common)]))]);
    }
}

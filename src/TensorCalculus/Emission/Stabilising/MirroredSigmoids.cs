using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;
using TensorCalculus.Rules;

namespace TensorCalculus.Emission.Stabilising;

/// <summary>Where a gradient has both sigmoid(u) and sigmoid(−u), the second is written as 1 − sigmoid(u) if that makes it shorter:
/// (1 − t) sigmoid(u) − t sigmoid(−u) is sigmoid(u) − t.</summary>
internal static class MirroredSigmoids
{
    /// <summary>The shorter form of the two.</summary>
    /// <param name="factory">The factory of the expression.</param>
    /// <param name="present">The rules that choose a form.</param>
    /// <param name="node">A gradient.</param>
    public static Expr Join(ExprFactory factory, RuleSet present, Expr node)
    {
        var arguments = new HashSet<Expr>();
        Collect(factory, node, arguments);
        HashSet<Expr> mirrored = [.. arguments.Where(u => factory.SplitCoefficient(u).Coefficient.IsNegative || factory.SplitContent(u).Content.IsNegative)];
        mirrored.RemoveWhere(u => !arguments.Contains(factory.Negate(u)));
        if (mirrored.Count == 0)
        {
            return node;
        }

        Expr joined = present.Run(factory, Replace(node));
        return Complexity.Of(joined) < Complexity.Of(node) ? joined : node;

        Expr Replace(Expr part) => part is Call { Function.Name: "sigmoid" } call && mirrored.Contains(call.Argument)
            ? factory.Subtract(factory.One, factory.Apply(call.Function, factory.Negate(call.Argument)))
            : factory.Rebuild(part, Replace);
    }

    private static void Collect(ExprFactory factory, Expr node, HashSet<Expr> arguments)
    {
        if (!node.Facts.HasCall)
        {
            return;
        }

        if (node is Call { Function.Name: "sigmoid" } call)
        {
            arguments.Add(call.Argument);
        }

        foreach (Expr child in node is Binder binder ? [factory.Open(binder).Body] : node.Children.ToArray())
        {
            Collect(factory, child, arguments);
        }
    }
}

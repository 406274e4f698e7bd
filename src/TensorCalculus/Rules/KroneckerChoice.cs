using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>Takes deltas out of the values of a choice, where a sum can reach them. It lowers the number of deltas in choices.</summary>
internal sealed class KroneckerChoice() : NodeRule(
    "kronecker/choice", "Take the Kronecker delta out of a choice", "where(c, δ_ip a + b, d) = δ_ip where(c, a, 0) + where(c, b, d)")
{
    protected override bool MayMatch(Expr expression) => expression.Facts is { HasDelta: true, HasChoice: true };

    protected override Expr Rewrite(ExprFactory factory, Expr node)
    {
        if (node is not Choice choice)
        {
            return node;
        }

        var parts = new NodeTable<(List<Expr> Then, List<Expr> Otherwise)>();
        Collect(factory, choice.Then, (deltas, rest) => Part(parts, deltas).Then.Add(rest));
        Collect(factory, choice.Otherwise, (deltas, rest) => Part(parts, deltas).Otherwise.Add(rest));
        if (parts.Count == 1 && parts.Find(factory.One) >= 0)
        {
            return node;
        }

        var terms = new Expr[parts.Count];
        for (int i = 0; i < terms.Length; i++)
        {
            (Expr deltas, (List<Expr> then, List<Expr> otherwise)) = parts[i];
            terms[i] = factory.Multiply(deltas, factory.Choose(choice.Condition, factory.Add([.. then]), factory.Add([.. otherwise])));
        }

        return factory.Add(terms);
    }

    private static (List<Expr> Then, List<Expr> Otherwise) Part(NodeTable<(List<Expr>, List<Expr>)> parts, Expr deltas)
    {
        if (!parts.TryGetValue(deltas, out (List<Expr>, List<Expr>) part))
        {
            parts.Add(deltas, part = ([], []));
        }

        return part;
    }

    /// <summary>The addends with their deltas apart; products with deltas in a sum are multiplied out.</summary>
    private static void Collect(ExprFactory factory, Expr value, Action<Expr, Expr> add)
    {
        if (value is Sum)
        {
            foreach (Expr addend in value.Children)
            {
                Collect(factory, addend, add);
            }

            return;
        }

        Expr[] factors = [.. Factors.Of(factory, value)];
        if (Array.Find(factors, f => f is Sum && f.Children.ToArray().Any(t => Factors.Of(factory, t).Any(d => d is Delta))) is { } sum)
        {
            Expr rest = factory.Multiply([.. factors.Where(f => f != sum)]);
            Collect(factory, factory.Add([.. sum.Children.ToArray().Select(t => factory.Multiply(t, rest))]), add);
            return;
        }

        add(factory.Multiply([.. factors.Where(f => f is Delta)]), factory.Multiply([.. factors.Where(f => f is not Delta)]));
    }
}

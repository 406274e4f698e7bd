using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>Joins two addends that choose by one condition, where that is shorter. Deltas stay outside choices.</summary>
internal sealed class ChoiceSum() : NodeRule(
    "choice/sum", "Add choices by one condition", "u where(c, a, b) + v where(c, d, e) = where(c, u a + v d, u b + v e)")
{
    protected override bool MayMatch(Expr expression) => expression.Facts is { HasChoice: true, HasSum: true };

    protected override Expr Rewrite(ExprFactory factory, Expr node)
    {
        if (node is not Sum)
        {
            return node;
        }

        Expr[] terms = node.Children.ToArray();
        for (int i = 0; i < terms.Length; i++)
        {
            for (int j = i + 1; j < terms.Length; j++)
            {
                if (Join(factory, terms[i], terms[j]) is { } joined && Complexity.Of(joined) <= Complexity.Of(terms[i]) + Complexity.Of(terms[j]))
                {
                    return Rewrite(factory, factory.Add([joined, .. terms[..i], .. terms[(i + 1)..j], .. terms[(j + 1)..]]));
                }
            }
        }

        return node;
    }

    private static Expr? Join(ExprFactory factory, Expr a, Expr b)
    {
        if (!a.Facts.HasChoice || !b.Facts.HasChoice)
        {
            return null;
        }

        if (a is Contraction first && b is Contraction second)
        {
            if (!first.Bound.AsSpan().SequenceEqual(second.Bound.AsSpan()))
            {
                return null;
            }

            OpenBody open = factory.Open(first);
            var slots = second.Bound.Zip(open.Indices).ToDictionary(p => p.First, p => (Subscript)new IndexSubscript(p.Second));
            return Join(factory, open.Body, factory.Substitute(second.Body, slots)) is { } body ? factory.Contract(open.Indices, body) : null;
        }

        foreach (Choice choice in Factors.Of(factory, a).OfType<Choice>())
        {
            if (Factors.Of(factory, b).OfType<Choice>().FirstOrDefault(c => c.Condition == choice.Condition) is { } other)
            {
                Expr u = Rest(factory, a, choice), v = Rest(factory, b, other);
                return u != v && (u.Facts.HasDelta || v.Facts.HasDelta) ? null
                    : u == v
                    ? factory.Multiply(u, factory.Choose(choice.Condition, factory.Add(choice.Then, other.Then), factory.Add(choice.Otherwise, other.Otherwise)))
                    : factory.Choose(
                        choice.Condition,
                        factory.Add(factory.Multiply(u, choice.Then), factory.Multiply(v, other.Then)),
                        factory.Add(factory.Multiply(u, choice.Otherwise), factory.Multiply(v, other.Otherwise)));
            }
        }

        return null;
    }

    private static Expr Rest(ExprFactory factory, Expr term, Choice choice) => factory.Multiply([.. Factors.Of(factory, term).Where(f => f != choice)]);
}

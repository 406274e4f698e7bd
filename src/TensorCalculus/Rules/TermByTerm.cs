using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>Takes a sum over indices addend by addend where the definitions or identities make one of the parts a number.</summary>
internal sealed class TermByTerm(params Rule[] numbers) : NodeRule(
    "algebra/term-by-term", "Sum term by term", "Σ_i a_i (u_i + v_i) = Σ_i a_i u_i + Σ_i a_i v_i, where one of the two is a number by definition or by an identity")
{
    protected override bool MayMatch(Expr expression) => expression.Facts is { HasContraction: true, HasSum: true };

    protected override Expr Rewrite(ExprFactory factory, Expr node)
    {
        if (node is not Contraction { Body.Facts.HasSum: true } contraction)
        {
            return node;
        }

        OpenBody open = factory.Open(contraction);
        Expr[] factors = [.. Factors.Of(factory, open.Body)];
        foreach (Expr sum in factors.OfType<Sum>())
        {
            Expr[] rest = [.. factors.Where(f => f != sum)];
            Expr[] parts = [.. sum.Children.ToArray().Select(t => factory.Contract(open.Indices, factory.Multiply([t, .. rest])))];
            if (Array.Exists(parts, p => Array.Exists(numbers, n => !ReferenceEquals(n.Apply(factory, p), p))))
            {
                return factory.Add(parts);
            }
        }

        return node;
    }
}

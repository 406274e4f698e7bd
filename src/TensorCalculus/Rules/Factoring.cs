using TensorCalculus.Algebra;

namespace TensorCalculus.Rules;

/// <summary>Factors a sum: joins the two terms that gain most, as long as any do.</summary>
internal sealed class Factoring(ExprFactory factory, Complexity complexity)
{
    private const int MaximalTerms = 16;

    private readonly CommonFactors common = new(factory, complexity);

    public Expr Factor(Expr node)
    {
        while (node is Sum { Children.Length: <= MaximalTerms } && BestJoin(node) is { } shorter)
        {
            node = shorter;
        }

        return node;
    }

    private Expr? BestJoin(Expr sum)
    {
        Expr[] terms = sum.Children.ToArray();
        FlatTerm[] flat = Array.ConvertAll(terms, t => FlatTerm.Of(factory, t));
        Expr? best = null;
        int least = complexity.Of(sum);
        for (int i = 0; i < terms.Length; i++)
        {
            for (int j = i + 1; j < terms.Length; j++)
            {
                if (common.Join(flat[i], flat[j]) is { } joined)
                {
                    Expr candidate = factory.Add([joined, .. terms[..i], .. terms[(i + 1)..j], .. terms[(j + 1)..]]);
                    int cost = complexity.Of(candidate);
                    if (cost < least || (best is null && cost == least))
                    {
                        (best, least) = (candidate, cost);
                    }
                }
            }
        }

        return best;
    }
}

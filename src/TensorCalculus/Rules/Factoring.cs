using TensorCalculus.Algebra;

namespace TensorCalculus.Rules;

/// <summary>Factors a sum: joins the two terms that share most, as long as that does not make it longer.</summary>
internal sealed class Factoring(ExprFactory factory)
{
    private const int MaximalTerms = 16;

    private readonly CommonFactors common = new(factory);

    public Expr Factor(Expr node)
    {
        var flat = new Dictionary<Expr, FlatTerm>();
        var pairings = new Dictionary<(Expr, Expr), Pairing?>();
        while (node is Sum { Children.Length: <= MaximalTerms } && JoinOnce(node) is { } joined)
        {
            node = joined;
        }

        return node;

        Expr? JoinOnce(Expr sum)
        {
            Expr[] terms = sum.Children.ToArray();
            int longest = Complexity.Of(sum);
            foreach ((int i, int j, Pairing pairing) in Pairs(terms))
            {
                Expr joined = common.Join(Flat(terms[i]), Flat(terms[j]), pairing);
                Expr candidate = factory.Add([joined, .. terms[..i], .. terms[(i + 1)..j], .. terms[(j + 1)..]]);
                if (Complexity.Of(candidate) <= longest)
                {
                    return candidate;
                }
            }

            return null;
        }

        // The pairs of terms that share something, those that share most first.
        IEnumerable<(int I, int J, Pairing Pairing)> Pairs(Expr[] terms) =>
            from i in Enumerable.Range(0, terms.Length)
            from j in Enumerable.Range(i + 1, terms.Length - i - 1)
            let pairing = PairingOf(terms[i], terms[j])
            where pairing is not null
            orderby pairing.Weight descending
            select (i, j, pairing);

        FlatTerm Flat(Expr term)
        {
            if (!flat.TryGetValue(term, out FlatTerm? known))
            {
                flat.Add(term, known = FlatTerm.Of(factory, term, fresh: true));
            }

            return known;
        }

        Pairing? PairingOf(Expr a, Expr b)
        {
            if (!pairings.TryGetValue((a, b), out Pairing? known))
            {
                pairings.Add((a, b), known = common.Best(Flat(a), Flat(b)));
            }

            return known;
        }
    }
}

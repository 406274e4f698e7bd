using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>Chooses the form that people write: each product with a sum in it is multiplied out if that makes it shorter, each
/// sum factored if that does; otherwise things stay as the program or the rules of differentiation have them.</summary>
/// <param name="simplify">The normal form, and what the program's lines say.</param>
/// <param name="longer">Writes defined names even where that makes a term longer: the sum around it may get shorter.</param>
internal sealed class Presentation(RuleSet simplify, Rule longer) : Rule(
    "algebra/collect", "Collect and factor", "a u + a v = a (u + v); products are multiplied out only where that is shorter")
{
    private Choices? choices;

    public override Expr Apply(ExprFactory factory, Expr expression)
    {
        if (!expression.Facts.HasSum)
        {
            return expression;
        }

        // What was found out of nodes goes with the factory that made them.
        choices = choices?.Factory == factory ? choices : new Choices(factory, simplify, longer);
        return choices.Visit(expression);
    }
}

/// <summary>The forms chosen so far, of the nodes of one factory.</summary>
internal sealed class Choices(ExprFactory factory, RuleSet simplify, Rule longer)
{
    private const int MaximalSize = 600;
    private const int MaximalTerms = 12;

    private readonly Factoring factoring = new(factory);
    private readonly NodeTable<Expr> done = new();
    private Func<Expr, Expr>? visit;

    public ExprFactory Factory => factory;

    public Expr Visit(Expr node)
    {
        if (!node.Facts.HasSum)
        {
            return node;
        }

        if (!done.TryGetValue(node, out Expr? result))
        {
            result = Choose(factory.Rebuild(node, visit ??= Visit));
            done.Add(node, result);
        }

        return result;
    }

    private Expr Choose(Expr node)
    {
        if (node is not (Sum or Product or Contraction) || !node.Facts.HasSum || node.Facts.TreeSize > MaximalSize)
        {
            return node;
        }

        // Of two equally long forms the factored one is preferred, but not one that had to be multiplied out first.
        Expr factored = factoring.Factor(node);
        Expr best = Complexity.Of(factored) <= Complexity.Of(node) ? factored : node;
        if (node is Sum && longer.Apply(factory, node) is var named && named != node && factoring.Factor(named) is var joined)
        {
            best = Complexity.Of(joined) < Complexity.Of(best) ? joined : best;
        }

        foreach (Expr candidate in Candidates(node))
        {
            best = IsClearlyShorter(candidate, best) ? candidate : best;
        }

        return best;
    }

    /// <summary>What was multiplied out must be shorter by more than one occurrence, or also in what stands in its sums:
    /// e (1 - t²) is not to become e - t y because y happens to be e t. A factor that cancels a divisor is enough: s (1 - t/s) is s - t.</summary>
    private bool IsClearlyShorter(Expr candidate, Expr than)
    {
        int gain = Complexity.Of(than) - Complexity.Of(candidate);
        return gain >= 2 * Complexity.Unit || (gain > 0
            && (Complexity.OfSums(candidate) < Complexity.OfSums(than) || Complexity.Divisors(candidate) < Complexity.Divisors(than)));
    }

    private IEnumerable<Expr> Candidates(Expr node)
    {
        if (node is Sum ? !node.Children.ToArray().Any(HasSumToMultiplyOut) : !HasSumToMultiplyOut(node))
        {
            yield break;
        }

        foreach ((Expr expanded, int expected) in Expanded(node))
        {
            Expr simplified = simplify.Run(factory, expanded);
            yield return simplified;
            if (Complexity.Of(simplified) < expected)
            {
                yield return factoring.Factor(simplified);
            }
        }
    }

    /// <summary>The ways to multiply out, each with the complexity that it has if nothing meets: then factoring leads back.</summary>
    private IEnumerable<(Expr Expanded, int Expected)> Expanded(Expr node)
    {
        var expansion = new Expansion(factory, MaximalTerms);
        if (expansion.Full(node) is { } full)
        {
            yield return full;
        }

        foreach (Expr one in node is Sum ? [] : expansion.OneAtATime(node))
        {
            if (expansion.Full(simplify.Run(factory, one)) is { } further)
            {
                yield return (one, further.Expected);
                yield return further;
            }
        }
    }

    private static bool HasSumToMultiplyOut(Expr node) => node switch
    {
        Product p => p.Children.ToArray().Any(f => f is Sum or Power { Base: Sum } || HasSumToMultiplyOut(f)),
        Contraction c => c.Body is Sum || HasSumToMultiplyOut(c.Body),
        _ => false,
    };
}

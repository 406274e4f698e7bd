using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>Puts the definition of a factor in where identities make the sum shorter then: <c>u_i q_ip</c> is <c>x_p</c> if a line
/// defines u_i as <c>q_ik x_k</c> and q is orthogonal.</summary>
internal sealed class InsertedDefinitions : NodeRule
{
    private const int MaximalSize = 200;

    private readonly Dictionary<TensorSymbol, BoundEquation> definitions;
    private readonly RuleSet simplify;

    /// <param name="equations">The program's lines.</param>
    /// <param name="identities">What is declared.</param>
    /// <param name="simplify">The rules that use it.</param>
    public InsertedDefinitions(IEnumerable<BoundEquation> equations, IReadOnlyCollection<BoundIdentity> identities, IEnumerable<Rule> simplify)
        : base("identities/insert", "Put the definition in, and use an identity", "u_i q_ip = q_ik x_k q_ip, where a line defines u_i so, and the identities make that shorter")
    {
        ulong mask = identities.Aggregate(0UL, (all, i) => all | i.Left.Facts.TensorMask | i.Right.Facts.TensorMask);
        definitions = identities.Count == 0 ? [] : equations.Where(e => (e.Body.Facts.TensorMask & mask) != 0).ToDictionary(e => e.Tensor);
        this.simplify = new RuleSet("put in", [.. NormalisationRules.Set.Rules, .. simplify]);
    }

    protected override bool MayMatch(Expr expression) => expression.Facts.HasContraction && definitions.Count > 0;

    protected override Expr Rewrite(ExprFactory factory, Expr node)
    {
        if (node is not Contraction { Facts.TreeSize: < MaximalSize, Body: Product } contraction)
        {
            return node;
        }

        OpenBody open = factory.Open(contraction);
        foreach (TensorElement factor in open.Factors.OfType<TensorElement>().Where(f => f.FreeIndices.Any(open.Indices.Contains)))
        {
            if (definitions.TryGetValue(factor.Tensor, out BoundEquation? equation))
            {
                Expr inserted = factory.Instantiate(equation, factor.Subscripts);
                Expr shorter = simplify.Run(factory, factory.Contract(open.Indices, factory.Multiply(
                    open.Coefficient, [.. open.Factors.Select(f => f == factor ? inserted : f)])));
                if (Complexity.Of(shorter) < Complexity.Of(node))
                {
                    return shorter;
                }
            }
        }

        return node;
    }
}

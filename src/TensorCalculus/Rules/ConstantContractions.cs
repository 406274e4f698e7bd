using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;

namespace TensorCalculus.Rules;

/// <summary>Finds sums over indices that the program's definitions make a number, such as Σ_h μ_bh = 0 for centred values or
/// Σ_i s_i = 1 for a softmax: the definitions are put in, line by line, until nothing but numbers and sizes is left.</summary>
internal sealed class ConstantContractions : NodeRule
{
    private const int MaximalDepth = 5;
    private const int MaximalSize = 400;
    private const int MaximalTerms = 24;

    private readonly Dictionary<TensorSymbol, BoundEquation> definitions;
    private readonly Dictionary<Expr, Expr?> known = [];

    public ConstantContractions(IEnumerable<BoundEquation> equations)
        : base("definitions/constant", "Constant by definition", "a sum over indices that the definitions make a number is that number") =>
        definitions = equations.ToDictionary(e => e.Tensor);

    protected override bool MayMatch(Expr expression) => expression.Facts.HasContraction && definitions.Count > 0;

    protected override Expr Rewrite(ExprFactory factory, Expr node)
    {
        if (node is not Contraction { Facts: { HasGradient: false, TreeSize: < MaximalSize } } contraction)
        {
            return node;
        }

        if (!known.TryGetValue(contraction, out Expr? constant))
        {
            constant = Find(factory, contraction);
            known.Add(contraction, constant);
        }

        return constant ?? node;
    }

    private Expr? Find(ExprFactory factory, Expr node)
    {
        for (int depth = 0; depth < MaximalDepth; depth++)
        {
            Expr inlined = Inline(factory, node);
            if (ReferenceEquals(inlined, node) || inlined.Facts.TreeSize > MaximalSize
                || new Expansion(factory, MaximalTerms).Full(inlined) is not { } expanded)
            {
                return null;
            }

            node = NormalisationRules.Set.Run(factory, expanded);
            if (node.Facts.TensorMask == 0 && node.FreeIndices.Length == 0 && !node.Facts.HasDelta && !node.Facts.HasReduction)
            {
                return node;
            }
        }

        return null;
    }

    /// <summary>Each defined tensor replaced by what its line says.</summary>
    private Expr Inline(ExprFactory factory, Expr node)
    {
        if (node.Facts.TensorMask == 0)
        {
            return node;
        }

        if (node is TensorElement element)
        {
            return definitions.TryGetValue(element.Tensor, out BoundEquation? equation)
                ? factory.Instantiate(equation, element.Subscripts)
                : node;
        }

        return factory.Rebuild(node, child => Inline(factory, child));
    }
}

using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>About how many operations an expression takes, shared parts counted as often as they stand: good enough to choose
/// between two ways to write it.</summary>
internal static class WorkEstimate
{
    /// <summary>An operation on each element moves memory; a product of matrices does many on what it has moved.</summary>
    public const double ElementwiseWeight = 8;

    public static double Of(ExprFactory factory, Expr node) => node switch
    {
        TensorElement or Number or SizeOf or PiConstant or Delta => 0,
        Contraction contraction => Of(factory, factory.Open(contraction)),
        Product product => OfProduct(factory, product, []),
        Reduction reduction => Of(factory, factory.Open(reduction).Body) + (4 * ElementwiseWeight * Volume(factory.Open(reduction).Body.FreeIndices)),
        _ => OfChildren(factory, node) + (ElementwiseWeight * Volume(node.FreeIndices) * Math.Max(1, node.Children.Length - 1)),
    };

    /// <summary>The work of a sum over indices.</summary>
    public static double Of(ExprFactory factory, OpenBody open) => open.Body is Product product
        ? OfProduct(factory, product, open.Indices)
        : Of(factory, open.Body) + (ElementwiseWeight * Volume(open.Body.FreeIndices));

    /// <summary>The number of components over these indices.</summary>
    public static double Volume(IEnumerable<IndexVariable> indices) => indices.Aggregate(1.0, (volume, v) => volume * TypicalSizes.Of(v.Dimension));

    private static double OfChildren(ExprFactory factory, Expr node)
    {
        double work = 0;
        foreach (Expr child in node.Children)
        {
            work += Of(factory, child);
        }

        return work;
    }

    private static double OfProduct(ExprFactory factory, Product product, IReadOnlyCollection<IndexVariable> bound)
    {
        Expr[] factors = [.. product.Children.ToArray().Where(f => f.FreeIndices.Length > 0)];
        IndexVariable[] labels = [.. factors.SelectMany(f => f.FreeIndices).Distinct()];
        double inside = OfChildren(factory, product);
        if (factors.Length < 2)
        {
            return inside + (bound.Count > 0 || product.Children.Length > 1 ? ElementwiseWeight * Volume(labels) : 0);
        }

        return inside + ContractionTree.Cheapest(new ContractionProblem(
            [.. factors.Select(f => f.FreeIndices.Select(v => Array.IndexOf(labels, v)).ToArray())],
            [.. Enumerable.Range(0, labels.Length).Where(l => !bound.Contains(labels[l]))],
            [.. labels.Select(v => TypicalSizes.Of(v.Dimension))],
            (_, _) => false)).Cost;
    }
}

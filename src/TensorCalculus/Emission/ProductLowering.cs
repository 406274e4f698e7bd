using System.Collections.Immutable;
using Fractions;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>Lowers a product, summed over indices or not: pair by pair in the cheapest order. Pairs that share a summed index which
/// stands nowhere else are contracted, others multiplied or divided element by element.</summary>
internal sealed class ProductLowering
{
    /// <summary>A number with more behind the line was taken out of a sum of decimal fractions, and goes back there.</summary>
    private const int LargestDenominator = 1000;

    private readonly Lowering lowering;
    private readonly ExprFactory factory;
    private readonly ArrayGraph graph;
    private readonly IReadOnlyList<IndexVariable>? preferred;
    private readonly HashSet<IndexVariable> bound;
    private readonly List<Factor> factors = [];

    private ProductLowering(Lowering lowering, IEnumerable<IndexVariable> bound, IReadOnlyList<IndexVariable>? preferred)
    {
        (this.lowering, this.preferred) = (lowering, preferred);
        (factory, graph) = (lowering.Factory, lowering.Graph);
        this.bound = [.. bound];
    }

    /// <summary>Lowers a product, a sum over indices, or a delta.</summary>
    public static Labelled Lower(Lowering lowering, Expr node, IReadOnlyList<IndexVariable>? preferred)
    {
        if (DeltaTerm.Distributed(lowering.Factory, node) is { } sum)
        {
            return lowering.Lower(sum, preferred);
        }

        if (DeltaTerm.Of(lowering, node, false) is { } delta)
        {
            return DeltaTerm.Place(lowering.Graph, null, [delta], preferred);
        }

        if (node is not Contraction contraction)
        {
            return new ProductLowering(lowering, [], preferred).Run(node);
        }

        OpenBody open = lowering.Factory.Open(contraction);
        OpenBody placed = StridedReads.Turned(lowering.Factory, open) is { } turned ? lowering.Factory.Open(turned) : open;
        if (lowering.Computed.Scatter(placed) is { } scattered)
        {
            return scattered;
        }

        if (Scans.Distributed(lowering.Factory, open) is { } sums)
        {
            return lowering.Lower(sums, preferred);
        }

        if (Distribution.Cheaper(lowering.Factory, open) is { } distributed)
        {
            return lowering.Lower(distributed, preferred);
        }

        return new ProductLowering(lowering, open.Indices, preferred).Run(open.Body);
    }

    private Labelled Run(Expr body)
    {
        Fraction coefficient = body is Product product ? product.Coefficient : Fraction.One;
        Expr? scaled = coefficient.Denominator > LargestDenominator ? Array.Find(body.Children.ToArray(), f => f is Sum) : null;
        if (scaled is not null)
        {
            Add(factory.Add(Array.ConvertAll(scaled.Children.ToArray(), t => factory.Scale(coefficient, t))));
            coefficient = Fraction.One;
        }

        AddCoefficient(Fraction.Abs(coefficient));
        foreach (Expr factor in WithoutScans(body is Product ? body.Children.ToArray() : [body]))
        {
            if (factor == scaled)
            {
                continue;
            }

            // A minus turns a difference around.
            bool turns = coefficient.IsNegative && factor is Sum;
            coefficient = turns ? -coefficient : coefficient;
            Add(turns ? factory.Negate(factor) : factor);
        }

        JoinScalars();
        SumAlone();
        bool negative = coefficient.IsNegative && !TryNegateFactor();
        Factor result = Upright(factors.Count == 0 ? new Factor(new Labelled(graph.Number(Fraction.One)), false, factory.One) : factors.Count == 1 ? factors[0] : Merge());
        return negative ? graph.Elementwise(new NegateOperation(), [result.Value]) : result.Value;
    }

    /// <summary>The factors with each cumulative sum in place of those that it takes in; one that takes in all becomes an array here.</summary>
    private List<Expr> WithoutScans(Expr[] all)
    {
        List<Expr> rest = [.. all];
        while (bound.Count > 0 && NextScan(rest) is var (sum, scan, taken))
        {
            IndexVariable[] own = [.. bound.Where(v => v == sum.Index || (taken.Any(f => f.Contains(v)) && !sum.Body.Contains(v) && v != sum.Limit))];
            Expr inner = factory.Contract(own, factory.Multiply(taken));
            rest.RemoveAll(taken.Contains);
            bound.ExceptWith(own);
            if (rest.Count == 0)
            {
                factors.Add(new Factor(scan, false, inner));
            }
            else
            {
                // Other brackets may sum over what it reads, so it stays an expression among the factors.
                rest.Add(inner);
            }
        }

        return rest;
    }

    /// <summary>The cumulative sum over the fewest indices, its array, and the factors that it takes in.</summary>
    private (CumulativeSum Sum, Labelled Scan, Expr[] Taken)? NextScan(List<Expr> rest)
    {
        var found =
            from bracket in rest.OfType<Bracket>()
            let others = rest.Where(f => f != bracket).ToArray()
            from sum in CumulativeSum.AllIn(factory, bracket, others, bound)
            orderby sum.Body.FreeIndices.Length
            let scan = Scans.OfSum(lowering, sum)
            where scan is not null
            select (sum, scan.Value, (Expr[])[bracket, .. others.Where(f => f.Contains(sum.Index))]);
        foreach ((CumulativeSum, Labelled, Expr[]) first in found)
        {
            return first;
        }

        return null;
    }

    /// <summary>A minus goes to a number, or to an array that is much smaller than the result; it is the result's otherwise.</summary>
    private bool TryNegateFactor()
    {
        double result = WorkEstimate.Volume(factors.SelectMany(f => f.Value.Axes).Distinct().Where(v => !bound.Contains(v)));
        int smallest = Enumerable.Range(0, factors.Count).MinBy(i => factors[i].IsDivisor && factors[i].Value.Node.IsPlain ? double.PositiveInfinity : WorkEstimate.Volume(factors[i].Value.Axes));
        if (factors.Count < 2 || factors[smallest].IsDivisor || WorkEstimate.Volume(factors[smallest].Value.Axes) * 8 > result)
        {
            return false;
        }

        Factor factor = factors[smallest];
        Labelled negated = factor.Value.Node is NumberNode number
            ? new Labelled(graph.Number(-number.Value))
            : graph.Elementwise(new NegateOperation(), [factor.Value]);
        factors[smallest] = new Factor(negated, false, factory.Negate(factor.Expr));
        return true;
    }

    /// <summary>Half of x is x / 2, but three quarters of it are 0.75 x.</summary>
    private void AddCoefficient(Fraction coefficient)
    {
        bool isReciprocal = Fraction.Abs(coefficient).Numerator.IsOne && !coefficient.Denominator.IsOne;
        AddNumber(isReciprocal ? new Fraction(coefficient.Numerator) : coefficient, false);
        AddNumber(isReciprocal ? new Fraction(coefficient.Denominator) : Fraction.One, true);
    }

    private void AddNumber(Fraction value, bool isDivisor)
    {
        if (!value.Equals(Fraction.One))
        {
            factors.Add(new Factor(new Labelled(graph.Number(value)), isDivisor, factory.Rational(isDivisor ? value.Reciprocal() : value)));
        }
    }

    private void Add(Expr factor)
    {
        if (factor is Power { Exponent: Number { Value: { IsNegative: true } exponent } } power)
        {
            factors.Add(new Factor(lowering.Lower(factory.Raise(power.Base, -exponent)), true, factor));
        }
        else
        {
            factors.Add(new Factor(lowering.Lower(factor, bound.Count == 0 ? preferred : null), false, factor));
        }
    }

    /// <summary>Numbers and sizes become one number above the line and one below.</summary>
    private void JoinScalars()
    {
        Factor[] plain = [.. factors.Where(f => f.Value.Node.IsPlain)];
        if (plain.Length < 2)
        {
            return;
        }

        factors.RemoveAll(f => f.Value.Node.IsPlain);
        Factor joined = plain.OrderBy(f => f.IsDivisor).Aggregate((a, b) => Multiply(a, b));
        factors.Insert(0, joined);
    }

    /// <summary>Sums over an index that one factor alone has happen before anything else.</summary>
    private void SumAlone()
    {
        foreach (IndexVariable index in bound)
        {
            Factor[] holders = [.. factors.Where(f => f.Value.Has(index))];
            if (holders.Length == 0)
            {
                factors.Add(new Factor(new Labelled(graph.Size(index.Dimension)), false, factory.Size(index.Dimension)));
            }
        }

        for (int i = 0; i < factors.Count; i++)
        {
            IndexVariable[] own = [.. factors[i].Value.Axes.Where(v => bound.Contains(v) && factors.Count(f => f.Value.Has(v)) == 1)];
            if (own.Length > 0)
            {
                Factor upright = Upright(factors[i]);
                factors[i] = new Factor(graph.Reduce(ArrayReduction.Sum, upright.Value, own), false, factory.Contract(own, upright.Expr));
                factors[i].Value.Node.Origin ??= factors[i].Expr;
            }
        }
    }

    private Factor Merge()
    {
        IndexVariable[] labels = [.. factors.SelectMany(f => f.Value.Axes).Distinct()];
        var problem = new ContractionProblem(
            [.. factors.Select(f => f.Value.Axes.Select(v => Array.IndexOf(labels, v)).ToArray())],
            [.. Enumerable.Range(0, labels.Length).Where(l => !bound.Contains(labels[l]))],
            [.. labels.Select(v => TypicalSizes.Of(v.Dimension))],
            IsThere);
        Dictionary<IndexVariable, int> holders = labels.ToDictionary(v => v, v => factors.Count(f => f.Value.Has(v)));
        return Build(ContractionTree.Cheapest(problem).Tree, isRoot: true);

        Factor Build(ContractionTree tree, bool isRoot)
        {
            if (tree.Left is null)
            {
                return factors[tree.Factor];
            }

            Factor left = Build(tree.Left, false), right = Build(tree.Right!, false);
            IndexVariable[] shared = [.. left.Value.Axes.Where(v => bound.Contains(v) && right.Value.Has(v) && holders[v] == 2)];
            foreach (IndexVariable index in left.Value.Axes.Where(right.Value.Has))
            {
                holders[index]--;
            }

            return shared.Length == 0 ? Multiply(left, right, isRoot) : Contract(left, right, shared, isRoot);
        }
    }

    private bool IsThere(int a, int b)
    {
        (Factor left, Factor right) = (factors[a], factors[b]);
        IndexVariable[] summed = [.. left.Value.Axes.Where(v => bound.Contains(v) && right.Value.Has(v) && factors.Count(f => f.Value.Has(v)) == 2)];
        if (summed.Length > 0)
        {
            return !left.IsDivisor && !right.IsDivisor && graph.HasContraction(left.Value, right.Value, [.. left.Value.Axes.Union(right.Value.Axes).Except(summed)]);
        }

        return left.IsDivisor == right.IsDivisor
            ? graph.HasElementwise(new MultiplyOperation(), [left.Value, right.Value])
            : graph.HasElementwise(new DivideOperation(), left.IsDivisor ? [right.Value, left.Value] : [left.Value, right.Value]);
    }

    /// <summary>The product element by element; a product of two divisors is a divisor.</summary>
    private Factor Multiply(Factor left, Factor right, bool isRoot = false)
    {
        Expr both = factory.Multiply(left.Expr, right.Expr);
        bool isDivisor = left.IsDivisor && right.IsDivisor;
        IReadOnlyList<IndexVariable>? order = isRoot ? preferred : null;
        // A larger array stands before what is repeated along it, but behind a number.
        bool swap = !left.Value.Node.IsPlain && right.Value.Axes.Length > left.Value.Axes.Length;
        Labelled value = left.IsDivisor == right.IsDivisor
            ? graph.Elementwise(new MultiplyOperation(), swap ? [right.Value, left.Value] : [left.Value, right.Value], order)
            : graph.Elementwise(new DivideOperation(), left.IsDivisor ? [right.Value, left.Value] : [left.Value, right.Value], order);
        return Noted(new Factor(value, isDivisor, both));
    }

    private Factor Contract(Factor left, Factor right, IndexVariable[] over, bool isRoot)
    {
        (left, right) = (Upright(left), Upright(right));
        ImmutableArray<IndexVariable> kept = [.. left.Value.Axes.Union(right.Value.Axes).Except(over)];
        Labelled value = graph.Contract(left.Value, right.Value, kept, isRoot ? preferred : null);
        return Noted(new Factor(value, false, factory.Contract(over, factory.Multiply(left.Expr, right.Expr))));
    }

    /// <summary>A divisor as a factor: its reciprocal.</summary>
    private Factor Upright(Factor factor) => factor.IsDivisor
        ? Noted(new Factor(graph.Elementwise(new DivideOperation(), [new Labelled(graph.Number(Fraction.One)), factor.Value]), false, factor.Expr))
        : factor;

    private static Factor Noted(Factor factor)
    {
        if (!factor.IsDivisor)
        {
            factor.Value.Node.Origin ??= factor.Expr;
        }

        return factor;
    }

    /// <summary>One factor.</summary>
    /// <param name="Value">Its array, or the array by which is divided.</param>
    /// <param name="IsDivisor">Whether it stands below the line.</param>
    /// <param name="Expr">The factor as an expression, the reciprocal included.</param>
    private sealed record Factor(Labelled Value, bool IsDivisor, Expr Expr);
}

using System.Collections.Immutable;
using System.Numerics;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>How many operations on numbers a computation takes. A quotient, a power or a call of a function of an element counts as
/// one multiplication; a change of sign and a comparison count as one addition. What moves numbers only is free.</summary>
internal sealed record OperationCount(SizePolynomial Multiplications, SizePolynomial Additions)
{
    public static OperationCount None { get; } = new(SizePolynomial.Zero, SizePolynomial.Zero);

    /// <summary>Both together.</summary>
    public SizePolynomial Total => Multiplications + Additions;

    public static OperationCount Sum(IReadOnlyCollection<OperationCount> counts) =>
        new(SizePolynomial.Sum(counts.Select(c => c.Multiplications)), SizePolynomial.Sum(counts.Select(c => c.Additions)));

    public static OperationCount operator *(BigInteger times, OperationCount count) => new(times * count.Multiplications, times * count.Additions);

    /// <summary>The operations of one node, those of its operands not included. A kind without a line here takes one
    /// multiplication for each element of its result.</summary>
    public static OperationCount Of(ArrayNode node) => node.IsPlain ? None : node switch
    {
        ParameterNode or ViewNode or BroadcastNode or RangeNode or WindowNode or GatherNode => None,
        ElementwiseNode elementwise => OfElements(elementwise.Operation, elementwise.Operands.Length, Size(elementwise.Shape)),
        ContractionNode contraction => OfContraction(contraction),
        ReductionNode reduction => OfReduction(reduction),
        PlacementNode placement => Adding(SizePolynomial.Sum(placement.Places.Select(p => PlaceSize(placement, p)))),
        ScatterNode scatter => Adding(Size(scatter.Added.Shape)),
        ScanNode { Kind: ScanKind.ProductOfOthers } scan => Multiplying(3 * Size(scan.Shape)),
        ScanNode scan => Adding(Size(scan.Shape)),
        MatrixNode matrix => OfMatrices(matrix.Source.Shape),
        _ => Multiplying(Size(node.Shape)),
    };

    private static OperationCount OfElements(ElementOperation operation, int operands, SizePolynomial size) => operation switch
    {
        AddOperation => Adding((operands - 1) * size),
        NegateOperation or ChooseOperation or IndicatorOperation => Adding(size),
        _ => Multiplying(size),
    };

    private static OperationCount OfContraction(ContractionNode node)
    {
        SizePolynomial products = Size(node.Left.Zip(node.First.Shape).Concat(node.Right.Zip(node.Second.Shape)).DistinctBy(p => p.First).Select(p => p.Second));
        return new OperationCount(products, products - Size(node.Shape));
    }

    /// <summary>Functions that shift by the maximum find it by comparisons.</summary>
    private static OperationCount OfReduction(ReductionNode node)
    {
        SizePolynomial before = Size(node.Source.Shape);
        SizePolynomial after = Size(node.Source.Shape.Where((_, axis) => !node.Axes.Contains(axis)));
        return node.Kind switch
        {
            ArrayReduction.LogSumExp => new OperationCount(before + after, (3 * before) - after),
            ArrayReduction.Softmax => new OperationCount(2 * before, (3 * before) - (2 * after)),
            ArrayReduction.Product => Multiplying(before - after),
            _ => Adding(before - after),
        };
    }

    /// <summary>An elimination counts as a product of matrices of its size.</summary>
    private static OperationCount OfMatrices(ImmutableArray<Dimension> shape)
    {
        SizePolynomial products = Size(shape.Add(shape[^1]));
        return new OperationCount(products, products);
    }

    private static SizePolynomial PlaceSize(PlacementNode node, Placement place) =>
        Size(place.Axes.Zip(node.Shape).Where(a => a.First.Position is null).DistinctBy(a => a.First.Axis).Select(a => a.Second));

    private static OperationCount Adding(SizePolynomial additions) => new(SizePolynomial.Zero, additions);

    private static OperationCount Multiplying(SizePolynomial multiplications) => new(multiplications, SizePolynomial.Zero);

    private static SizePolynomial Size(IEnumerable<Dimension> shape) => SizePolynomial.Volume(shape);
}

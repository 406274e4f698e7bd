using System.Collections.Immutable;
using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Matrices;

/// <summary>Translates index form into matrix form. It is partial: what has no matrix form is refused with the reason.</summary>
/// <param name="program">The program.</param>
/// <param name="batch">The indices that are read as positions.</param>
internal sealed class MatrixTranslator(BoundProgram program, IEnumerable<BatchIndex>? batch = null)
{
    private const int LongestSum = 60;
    private const int HighestExpandedPower = 3;

    private readonly ExprFactory factory = program.Factory;
    private readonly List<BatchIndex> scope = [.. batch ?? []];
    private int terms;

    /// <summary>The expression as a matrix expression: its component at the row and column indices.</summary>
    /// <param name="node">An expression whose free indices are among the two.</param>
    /// <param name="row">The index of the rows; <see langword="null"/> for one row.</param>
    /// <param name="column">The index of the columns; <see langword="null"/> for one column.</param>
    /// <exception cref="NoMatrixFormException">There is no matrix form.</exception>
    public MatrixNode Translate(Expr node, IndexVariable? row, IndexVariable? column)
    {
        bool hasRow = row is null || node.Contains(row), hasColumn = column is null || node.Contains(column);
        if (!hasRow || !hasColumn)
        {
            return (hasRow, hasColumn) switch
            {
                (true, false) => MatrixBuilder.Broadcast(Translate(node, row, null), new MatrixShape(null, column!.Dimension)),
                (false, true) when column is not null => MatrixBuilder.Multiply([new OnesLeaf(row!.Dimension), MatrixBuilder.Transpose(Translate(node, column, null))]),
                _ => MatrixBuilder.Broadcast(Translate(node, null, null), new MatrixShape(row?.Dimension, column?.Dimension)),
            };
        }

        return node switch
        {
            Number number => new NumberLeaf(number.Value),
            PiConstant => new PiLeaf(),
            SizeOf size => new SizeLeaf(size.Dimension),
            TensorElement element => Component(element, row, column),
            Delta delta => DeltaOf(delta, row, column),
            Sum sum => MatrixBuilder.Add(Parts(sum, row, column)),
            Call call => MatrixBuilder.Call(call.Function, Parts(call, row, column)),
            Choice choice => MatrixBuilder.Choose(choice.Condition.Relation, Parts(choice, row, column)),
            Power { Exponent: Number { Value.IsNegative: true } } or Product or Contraction => ProductOf(node, row, column),
            Power power when Parts(power, row, column).ToArray() is [var @base, var exponent] => MatrixBuilder.Power(@base, exponent),
            Reduction reduction => ReductionOf(reduction, row, column),
            Bracket => throw new NoMatrixFormException("a bracket compares indices, for which there is no matrix notation"),
            _ => throw new NoMatrixFormException("a part of it has no matrix notation"),
        };
    }

    /// <summary>What stands directly below, each as a scalar or in the shape of the whole.</summary>
    private IEnumerable<MatrixNode> Parts(Expr node, IndexVariable? row, IndexVariable? column) =>
        node.Children.ToArray().Select(p => p.FreeIndices.Length == 0 ? Translate(p, null, null) : Translate(p, row, column));

    private MatrixNode Component(TensorElement element, IndexVariable? row, IndexVariable? column)
    {
        var positions = ImmutableArray.CreateBuilder<PositionSubscript?>();
        var indices = new List<IndexVariable>();
        foreach (Subscript subscript in element.Subscripts)
        {
            switch (subscript)
            {
                case IndexSubscript { Index: var index }:
                    indices.Add(index);
                    positions.Add(null);
                    break;
                case PositionSubscript position when !BatchIndex.IsMoved(position):
                    positions.Add(position);
                    break;
                default:
                    throw ReadAtComputedPosition(element);
            }
        }

        if (indices.Count > 2)
        {
            throw new NoMatrixFormException($"{Spelt(element.Tensor)} has {indices.Count} axes, and a matrix has two");
        }

        var leaf = new TensorLeaf(element.Tensor, positions.ToImmutable(), IsSymmetric(element.Tensor, positions));
        return indices is not [var first, var second] ? leaf
            : first == second ? MatrixBuilder.DiagonalOf(leaf)
            : first == row && second == column ? leaf
            : MatrixBuilder.Transpose(leaf);
    }

    private static NoMatrixFormException WithManyIndices(TensorElement element) => element.Subscripts.Any(s => s is not (IndexSubscript or PositionSubscript))
        ? ReadAtComputedPosition(element)
        : new NoMatrixFormException($"{Spelt(element.Tensor)} has {element.FreeIndices.Length} axes, and a matrix has two");

    private static NoMatrixFormException ReadAtComputedPosition(TensorElement element) =>
        new($"{Spelt(element.Tensor)} is read at a computed position, for which there is no matrix notation");

    private bool IsSymmetric(TensorSymbol tensor, ImmutableArray<PositionSubscript?>.Builder positions) =>
        Enumerable.Range(0, positions.Count).Where(axis => positions[axis] is null).ToArray() is [var first, var second] && program.SymmetricAxes.Contains((tensor, first, second));

    private static string Spelt(TensorSymbol tensor) => tensor.Derivative is { } name ? $"∂{name.Of}/∂{string.Join("∂", name.By)}" : tensor.Name;

    private static MatrixNode DeltaOf(Delta delta, IndexVariable? row, IndexVariable? column) => (delta.Left, delta.Right) switch
    {
        _ when !delta.IsPlain || delta.Left is PositionSubscript left && BatchIndex.IsMoved(left) || delta.Right is PositionSubscript right && BatchIndex.IsMoved(right) => throw new NoMatrixFormException("a Kronecker delta compares computed positions, for which there is no matrix notation"),
        (IndexSubscript, IndexSubscript) => new IdentityLeaf(row!.Dimension, column!.Dimension),
        (IndexSubscript, PositionSubscript position) => new UnitLeaf(row!.Dimension, position),
        (PositionSubscript position, IndexSubscript) => new UnitLeaf(row!.Dimension, position),
        _ => throw new NoMatrixFormException("a Kronecker delta compares positions, for which there is no matrix notation"),
    };

    private MatrixNode ReductionOf(Reduction reduction, IndexVariable? row, IndexVariable? column)
    {
        OpenBody open = factory.Open(reduction);
        if (open.Body.FreeIndices.Except(open.Indices).Any())
        {
            throw new NoMatrixFormException("a reduction in it runs along some of its indices and keeps others, for which there is no matrix notation");
        }

        MatrixNode body = open.Indices switch
        {
            [var only] => Translate(open.Body, only, null),
            [var first, var second] => Translate(open.Body, first, second),
            _ => throw new NoMatrixFormException($"a reduction in it runs along {open.Indices.Length} indices, and a matrix has two"),
        };
        return (reduction.Kind, reduction.At) switch
        {
            (ReductionKind.Determinant or ReductionKind.LogDeterminant, _) => MatrixBuilder.Determinant(body, reduction.Kind == ReductionKind.LogDeterminant),
            (ReductionKind.Inverse, [IndexSubscript { Index: var rows }, IndexSubscript { Index: var columns }]) =>
                rows == columns ? MatrixBuilder.DiagonalOf(MatrixBuilder.Inverse(body))
                : rows == column ? MatrixBuilder.Inverse(body)
                : MatrixBuilder.Transpose(MatrixBuilder.Inverse(body)),
            (ReductionKind.Softmax, [IndexSubscript { Index: var at }]) when at == row => MatrixBuilder.Reduce(reduction.Kind, body),
            (_, []) when open.Indices.Length == 1 => MatrixBuilder.Reduce(reduction.Kind, body),
            _ => throw new NoMatrixFormException("a reduction in it is read at a position, for which there is no matrix notation"),
        };
    }

    /// <summary>What is left of each product of an expression when its sums are done: it may have any number of free indices.</summary>
    /// <exception cref="NoMatrixFormException">A factor depends on more than two indices.</exception>
    public IEnumerable<NetworkRemainder> Remainders(Expr node) => node is Sum
        ? node.Children.ToArray().SelectMany(Remainders)
        : Drafts(ProductDraft.Of(factory, node)).Select(d => Network(d).Remainder(d.Bound));

    private MatrixNode ProductOf(Expr node, IndexVariable? row, IndexVariable? column)
    {
        ProductDraft draft = ProductDraft.Of(factory, node);
        return draft.Factors.Exists(f => f.Node.FreeIndices.Length > 2) && Batched(draft, row, column) is { } batched
            ? batched
            : Contracted(draft, row, column);
    }

    private MatrixNode Contracted(ProductDraft draft, IndexVariable? row, IndexVariable? column) =>
        MatrixBuilder.Add(Drafts(draft).Select(d => Network(d).Contract(d.Bound, row, column)).ToList());

    /// <summary>The product as a sum over a stack of matrices, where some of its summed indices number these.</summary>
    private MatrixNode? Batched(ProductDraft draft, IndexVariable? row, IndexVariable? column)
    {
        foreach (ImmutableArray<IndexVariable> summed in BatchTranslator.Summed(draft))
        {
            (int before, int outer) = (terms, scope.Count);
            var map = new Dictionary<IndexVariable, Subscript>();
            foreach (IndexVariable index in summed)
            {
                scope.Add(new BatchIndex(BatchTranslator.LetterOf(index, scope), index.Dimension));
                map.Add(index, scope[^1].Position);
            }

            try
            {
                MatrixNode body = Contracted(draft.Fixed(factory, map), row, column);
                return scope.Skip(outer).Reverse().Aggregate(body, MatrixBuilder.SumOver);
            }
            catch (NoMatrixFormException)
            {
                terms = before;
            }
            finally
            {
                scope.RemoveRange(outer, scope.Count - outer);
            }
        }

        return null;
    }

    private IEnumerable<ProductDraft> Drafts(ProductDraft product)
    {
        foreach (ProductDraft draft in Expanded(product))
        {
            if (++terms > LongestSum)
            {
                throw new NoMatrixFormException("its products would have to be multiplied out into too many");
            }

            yield return draft;
        }
    }

    /// <summary>The product, multiplied out as far as a factor depends on more than two indices.</summary>
    private IEnumerable<ProductDraft> Expanded(ProductDraft draft)
    {
        int wide = draft.Factors.FindIndex(f => !f.Divides && f.Node.FreeIndices.Length > 2 && f.Node is Sum or Power { Base: Sum, Exponent: Number });
        if (wide < 0)
        {
            return [draft];
        }

        Expr factor = draft.Factors[wide].Node;
        if (factor is Power { Base: var @base, Exponent: Number { Value: var exponent } })
        {
            return exponent.Denominator.IsOne && exponent.IsPositive && exponent.Numerator <= HighestExpandedPower
                ? Expanded(draft.Replace(factory, wide, [.. Enumerable.Repeat(@base, (int)exponent.Numerator)]))
                : [draft];
        }

        return factor.Children.ToArray().SelectMany(term => Expanded(draft.Replace(factory, wide, [term])));
    }

    private IndexNetwork Network(ProductDraft draft)
    {
        var network = new IndexNetwork { Coefficient = draft.Coefficient };
        foreach ((Expr factor, bool divides) in draft.Factors)
        {
            switch (factor.FreeIndices)
            {
                case []:
                    network.AddScalar(Translate(factor, null, null), divides);
                    break;
                case [var on]:
                    network.Hang(Translate(factor, on, null), on, divides);
                    break;
                case [var a, var b]:
                    network.Link(a, b, Translate(factor, a, b), divides);
                    break;
                case var several:
                    throw factor is TensorElement element ? WithManyIndices(element) : new NoMatrixFormException($"a function in it depends on {several.Length} indices together, and a matrix has two");
            }
        }

        return network;
    }
}

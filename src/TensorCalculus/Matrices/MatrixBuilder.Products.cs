using System.Collections.Immutable;

namespace TensorCalculus.Matrices;

/// <content>Matrix products.</content>
internal static partial class MatrixBuilder
{
    /// <summary>The matrix product of factors whose shapes fit; scalars may stand anywhere among them.</summary>
    public static MatrixNode Multiply(params ReadOnlySpan<MatrixNode> factors)
    {
        var scalars = new Scalars();
        var chain = new List<MatrixNode>();
        foreach (MatrixNode factor in factors)
        {
            switch (scalars.Taking(factor, divides: false))
            {
                case null:
                    break;
                case MatrixProduct product:
                    chain.AddRange(product.Factors);
                    break;
                case MatrixSum { Shape.Order: 2 } sum when sum.Terms.Any(t => t.IsScalar):
                    // In a product, 1 + A could be taken for I + A.
                    chain.Add(new MatrixSum(sum.Shape, InOrder(sum.Terms.Select(t => t.IsScalar ? Broadcast(t, sum.Shape) : t))));
                    break;
                case var rest:
                    chain.Add(rest);
                    break;
            }
        }

        while (JoinNeighbours(chain, scalars))
        {
        }

        return scalars.Times(WithoutInnerScalars(chain, scalars));
    }

    /// <summary>Joins two neighbours whose product is simpler than to write both; whether there were any.</summary>
    private static bool JoinNeighbours(List<MatrixNode> chain, Scalars scalars)
    {
        for (int i = 0; i + 1 < chain.Count; i++)
        {
            if (Joined(chain[i], chain[i + 1]) is { } joined)
            {
                chain.RemoveAt(i);
                chain.RemoveAt(i);
                switch (scalars.Taking(joined, divides: false))
                {
                    case null:
                        break;
                    case MatrixProduct product:
                        chain.InsertRange(i, product.Factors);
                        break;
                    case var rest:
                        chain.Insert(i, rest);
                        break;
                }

                return true;
            }
        }

        return false;
    }

    private static MatrixNode? Joined(MatrixNode left, MatrixNode right) => (left, right) switch
    {
        (IdentityLeaf, _) => right,
        (_, IdentityLeaf) => left,
        (InverseOf { Matrix: var a }, _) when a.Is(right) => new IdentityLeaf(a.Shape.Rows!, a.Shape.Rows!),
        (_, InverseOf { Matrix: var a }) when a.Is(left) => new IdentityLeaf(a.Shape.Rows!, a.Shape.Rows!),
        (TransposeOf { Operand: InverseOf { Matrix: var a } }, TransposeOf { Operand: var b }) when a.Is(b) => new IdentityLeaf(a.Shape.Rows!, a.Shape.Rows!),
        (TransposeOf { Operand: var a }, TransposeOf { Operand: InverseOf { Matrix: var b } }) when a.Is(b) => new IdentityLeaf(a.Shape.Rows!, a.Shape.Rows!),
        (DiagonalMatrix { Column: var u }, DiagonalMatrix { Column: var v }) => Diagonal(Pointwise([u, v], [])),
        (DiagonalMatrix { Column: var u }, { Shape.IsColumn: true }) => Pointwise([u, right], []),
        ({ Shape.IsRow: true }, DiagonalMatrix { Column: var u }) => Transpose(Pointwise([Transpose(left), u], [])),
        _ => null,
    };

    /// <summary>Where two factors meet at a dimension of 1, what stands between two such places is a scalar.</summary>
    private static MatrixNode? WithoutInnerScalars(List<MatrixNode> chain, Scalars scalars)
    {
        var left = new List<MatrixNode>();
        int start = 0;
        for (int i = 0; i < chain.Count; i++)
        {
            if (i + 1 < chain.Count && chain[i].Shape.Columns is not null)
            {
                continue;
            }

            List<MatrixNode> part = chain[start..(i + 1)];
            start = i + 1;
            if (part[0].Shape.Rows is null && part[^1].Shape.Columns is null)
            {
                scalars.Multiply([InnerProduct(part)]);
            }
            else
            {
                left.AddRange(part);
            }
        }

        return left.Count == 0 ? null : Chain(left);
    }

    /// <summary>A product that is a scalar, read from the end where that is shorter.</summary>
    private static MatrixNode InnerProduct(List<MatrixNode> chain)
    {
        var turned = chain.AsEnumerable().Reverse().Select(Transpose).ToList();
        return MatrixOrder.Shorter(Chain(chain), Chain(turned));
    }

    private static MatrixNode Chain(IReadOnlyList<MatrixNode> factors) => factors is [var only] ? only : new MatrixProduct([.. factors]);
}

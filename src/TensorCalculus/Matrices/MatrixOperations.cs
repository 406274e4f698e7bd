using System.Collections.Immutable;
using Fractions;
using TensorCalculus.Functions;

namespace TensorCalculus.Matrices;

/// <summary>The transpose of something that is not a scalar. That of an inverse, X⁻ᵀ, takes no more ink than the inverse.</summary>
internal sealed class TransposeOf : MatrixNode
{
    internal TransposeOf(MatrixNode operand)
        : base(operand.Shape.Transposed, [operand]) => Transposes = operand.Transposes + (operand is InverseOf ? 0 : 1);

    public MatrixNode Operand => Children[0];
}

/// <summary>A matrix product of two factors or more, none of them a scalar. Where two neighbours meet at a dimension of 1 the product is
/// an outer one; a row before a column is an inner one.</summary>
internal sealed class MatrixProduct : MatrixNode
{
    internal MatrixProduct(ImmutableArray<MatrixNode> factors)
        : base(new MatrixShape(factors[0].Shape.Rows, factors[^1].Shape.Columns), factors) => Factors = factors;

    public ImmutableArray<MatrixNode> Factors { get; }
}

/// <summary>A number times scalars, over scalars, times something that is not a scalar (or nothing).</summary>
internal sealed class ScalarMultiple : MatrixNode
{
    internal ScalarMultiple(Fraction coefficient, ImmutableArray<MatrixNode> above, ImmutableArray<MatrixNode> below, MatrixNode? body)
        : base(body?.Shape ?? MatrixShape.Scalar, [.. above, .. below, .. body is null ? [] : new[] { body }])
    {
        Coefficient = coefficient;
        Above = above;
        Below = below;
        Body = body;
    }

    public Fraction Coefficient { get; }

    public ImmutableArray<MatrixNode> Above { get; }

    public ImmutableArray<MatrixNode> Below { get; }

    public MatrixNode? Body { get; }

    private protected override string Tag => $"scaled {Coefficient} {Above.Length} {Below.Length} ";
}

/// <summary>A pointwise product and quotient of things of one shape.</summary>
internal sealed class PointwiseProduct : MatrixNode
{
    internal PointwiseProduct(ImmutableArray<MatrixNode> above, ImmutableArray<MatrixNode> below)
        : base((above.IsEmpty ? below : above)[0].Shape, [.. above, .. below])
    {
        Above = above;
        Below = below;
    }

    public ImmutableArray<MatrixNode> Above { get; }

    /// <summary>What divides.</summary>
    public ImmutableArray<MatrixNode> Below { get; }

    private protected override string Tag => $"pointwise {Above.Length} {Below.Length} ";
}

/// <summary>A sum of two terms or more of one shape; a term that is a scalar is added to every component.</summary>
internal sealed class MatrixSum : MatrixNode
{
    internal MatrixSum(MatrixShape shape, ImmutableArray<MatrixNode> terms)
        : base(shape, terms) => Terms = terms;

    public ImmutableArray<MatrixNode> Terms { get; }
}

/// <summary>A pointwise function of things of one shape; an argument that is a scalar goes with every component.</summary>
internal sealed class PointwiseCall : MatrixNode
{
    internal PointwiseCall(PointwiseFunction function, ImmutableArray<MatrixNode> arguments)
        : base(MatrixBuilder.Widest(arguments), arguments) => Function = function;

    public PointwiseFunction Function { get; }

    private protected override string Tag => $"{Function.Name}{new string('\'', Function.Primes)}";
}

/// <summary>One of two values by a comparison, pointwise: the parts are both sides of the comparison, then both values.</summary>
internal sealed class PointwiseChoice : MatrixNode
{
    internal PointwiseChoice(Relation relation, ImmutableArray<MatrixNode> parts)
        : base(MatrixBuilder.Widest(parts), parts) => Relation = relation;

    public Relation Relation { get; }

    private protected override string Tag => $"where {Relation}";
}

/// <summary>A pointwise power; a base or an exponent that is a scalar goes with every component.</summary>
internal sealed class PointwisePower : MatrixNode
{
    internal PointwisePower(MatrixNode @base, MatrixNode exponent)
        : base(MatrixBuilder.Widest([@base, exponent]), [@base, exponent])
    {
    }

    public MatrixNode Base => Children[0];

    public MatrixNode Exponent => Children[1];
}

/// <summary>The diagonal matrix of a column.</summary>
internal sealed class DiagonalMatrix : MatrixNode
{
    internal DiagonalMatrix(MatrixNode column)
        : base(new MatrixShape(column.Shape.Rows, column.Shape.Rows), [column])
    {
    }

    public MatrixNode Column => Children[0];
}

/// <summary>The diagonal of a matrix as a column.</summary>
internal sealed class DiagonalOf : MatrixNode
{
    internal DiagonalOf(MatrixNode matrix)
        : base(MatrixShape.Column(matrix.Shape.Rows!), [matrix])
    {
    }

    public MatrixNode Matrix => Children[0];
}

/// <summary>The trace.</summary>
internal sealed class TraceOf : MatrixNode
{
    internal TraceOf(MatrixNode matrix)
        : base(MatrixShape.Scalar, [matrix])
    {
    }

    public MatrixNode Matrix => Children[0];
}

/// <summary>The sum of a stack of matrices.</summary>
internal sealed class BatchSum : MatrixNode
{
    internal BatchSum(BatchIndex index, MatrixNode body)
        : base(body.Shape, [body]) => Index = index;

    public BatchIndex Index { get; }

    public MatrixNode Body => Children[0];

    private protected override string Tag => $"sum {Index.Letter} ";
}

/// <summary>The inverse of a square matrix.</summary>
internal sealed class InverseOf : MatrixNode
{
    internal InverseOf(MatrixNode matrix)
        : base(matrix.Shape, [matrix])
    {
    }

    public MatrixNode Matrix => Children[0];
}

/// <summary>The determinant of a square matrix, or its logarithm.</summary>
internal sealed class DeterminantOf : MatrixNode
{
    internal DeterminantOf(MatrixNode matrix, bool isLogarithm)
        : base(MatrixShape.Scalar, [matrix]) => IsLogarithm = isLogarithm;

    public MatrixNode Matrix => Children[0];

    public bool IsLogarithm { get; }

    private protected override string Tag => IsLogarithm ? "logdet" : "det";
}

/// <summary>The root of the sum of all squares: the Euclidean norm of a column, the Frobenius norm of a matrix.</summary>
internal sealed class NormOf : MatrixNode
{
    internal NormOf(MatrixNode operand)
        : base(MatrixShape.Scalar, [operand])
    {
    }

    public MatrixNode Operand => Children[0];
}

/// <summary>A reduction of a column: <c>softmax</c> keeps the shape, all others are scalars.</summary>
internal sealed class ColumnReduction : MatrixNode
{
    internal ColumnReduction(ReductionKind kind, MatrixNode column)
        : base(kind == ReductionKind.Softmax ? column.Shape : MatrixShape.Scalar, [column]) => Kind = kind;

    public ReductionKind Kind { get; }

    public MatrixNode Column => Children[0];

    private protected override string Tag => Kind.ToString();
}

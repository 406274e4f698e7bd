using System.Collections.Immutable;
using Fractions;
using TensorCalculus.Algebra;

namespace TensorCalculus.Matrices;

/// <summary>A rational number.</summary>
internal sealed class NumberLeaf(Fraction value) : MatrixNode(MatrixShape.Scalar, [])
{
    public Fraction Value { get; } = value;

    private protected override string Tag => Value.ToString()!;
}

/// <summary>The number π.</summary>
internal sealed class PiLeaf() : MatrixNode(MatrixShape.Scalar, [])
{
    private protected override string Tag => "pi";
}

/// <summary>The size of a dimension.</summary>
internal sealed class SizeLeaf(Dimension dimension) : MatrixNode(MatrixShape.Scalar, [])
{
    public Dimension Dimension { get; } = dimension;

    private protected override string Tag => $"|{Dimension.Ordinal}|";
}

/// <summary>A tensor, or what is left of it where some of its axes are at given positions. One axis that is left makes a column,
/// two make a matrix, the first of them its rows.</summary>
internal sealed class TensorLeaf : MatrixNode
{
    private const int AfterDerivatives = 1 << 20;

    /// <param name="tensor">The tensor.</param>
    /// <param name="positions">For each axis the position at which it is read, or <see langword="null"/> where it is left.</param>
    /// <param name="isSymmetric">Whether it is a matrix that is its transpose.</param>
    public TensorLeaf(TensorSymbol tensor, ImmutableArray<PositionSubscript?> positions, bool isSymmetric = false)
        : base(ShapeOf(tensor, positions), [])
    {
        Tensor = tensor;
        Positions = positions;
        IsSymmetric = isSymmetric;
        HasDerivative = tensor.Derivative is not null;
    }

    public TensorSymbol Tensor { get; }

    public ImmutableArray<PositionSubscript?> Positions { get; }

    public bool IsSymmetric { get; }

    public bool IsWhole => Positions.All(p => p is null);

    public override IEnumerable<int> Ordinals => [HasDerivative ? Tensor.Ordinal : AfterDerivatives + Tensor.Ordinal];

    private protected override string Tag => (Tensor.Kind == TensorKind.Gradient ? "∂ " : "") + (IsWhole ? Tensor.Name : $"{Tensor.Name}[{string.Join(",", Positions.Select(p => p?.ToString() ?? ":"))}]");

    private static MatrixShape ShapeOf(TensorSymbol tensor, ImmutableArray<PositionSubscript?> positions)
    {
        Dimension[] left = [.. tensor.Axes.Where((_, axis) => positions[axis] is null)];
        return new MatrixShape(left.ElementAtOrDefault(0), left.ElementAtOrDefault(1));
    }
}

/// <summary>The column of ones.</summary>
internal sealed class OnesLeaf(Dimension size) : MatrixNode(MatrixShape.Column(size), [])
{
    public override IEnumerable<int> Ordinals => [-1];

    private protected override string Tag => $"ones{TagOf(Shape.Rows)}";
}

/// <summary>The identity matrix.</summary>
internal sealed class IdentityLeaf(Dimension rows, Dimension columns) : MatrixNode(new MatrixShape(rows, columns), [])
{
    public override IEnumerable<int> Ordinals => [int.MaxValue];

    private protected override string Tag => $"I{TagOf(Shape.Rows)}";
}

/// <summary>The column that is 1 at a position and 0 elsewhere.</summary>
internal sealed class UnitLeaf(Dimension size, PositionSubscript position) : MatrixNode(MatrixShape.Column(size), [])
{
    public PositionSubscript Position { get; } = position;

    public override IEnumerable<int> Ordinals => [int.MaxValue];

    private protected override string Tag => $"e{Position}{TagOf(Shape.Rows)}";
}

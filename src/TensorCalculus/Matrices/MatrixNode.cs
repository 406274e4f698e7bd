using TensorCalculus.Algebra;

namespace TensorCalculus.Matrices;

/// <summary>A matrix expression: immutable, of a known shape. Scalars are 1×1, vectors are columns. Made by <see cref="MatrixBuilder"/>,
/// which keeps it in its shortest form; functions and powers are pointwise, and a scalar addend is added to every component.</summary>
internal abstract class MatrixNode
{
    private string? key;

    private protected MatrixNode(MatrixShape shape, IReadOnlyList<MatrixNode> children)
    {
        Shape = shape;
        Children = children;
        Size = 1 + children.Sum(c => c.Size);
        Transposes = children.Sum(c => c.Transposes);
        HasDerivative = children.Any(c => c.HasDerivative);
    }

    public MatrixShape Shape { get; }

    /// <summary>The parts, in reading order.</summary>
    public IReadOnlyList<MatrixNode> Children { get; }

    /// <summary>How many nodes stand within, this one among them.</summary>
    public int Size { get; }

    /// <summary>How many transposes stand within.</summary>
    public int Transposes { get; private protected init; }

    /// <summary>Whether a tensor within is a derivative.</summary>
    public bool HasDerivative { get; private protected init; }

    public bool IsScalar => Shape.IsScalar;

    /// <summary>A text that equal expressions share, and no others.</summary>
    public string Key => key ??= MakeKey();

    /// <summary>The tensors within, in reading order, as numbers by which terms are ordered: derivatives first, then by the program's order.</summary>
    public virtual IEnumerable<int> Ordinals => Children.SelectMany(c => c.Ordinals);

    public bool Is(MatrixNode other) => Key == other.Key;

    public override string ToString() => Key;

    private protected virtual string Tag => GetType().Name;

    private string MakeKey() => Children.Count == 0 ? Tag : $"{Tag}({string.Join(", ", Children.Select(c => c.Key))})";

    private protected static string TagOf(Dimension? dimension) => dimension is null ? "1" : $"#{dimension.Ordinal}";
}

using TensorCalculus.Algebra;

namespace TensorCalculus.Matrices;

/// <summary>An index of a stack of matrices, which is read as the position of one of them: x_{bik} is the matrix X_b for each b.</summary>
/// <param name="Letter">Its letter.</param>
/// <param name="Dimension">Its range.</param>
internal sealed record BatchIndex(string Letter, Dimension Dimension)
{
    // No position of a program is called so.
    private const char Mark = '#';

    /// <summary>The position that it is read as.</summary>
    public PositionSubscript Position { get; } = new(Mark + Letter, 0);

    /// <summary>The letter of a position that is a batch index, or <see langword="null"/>.</summary>
    public static string? LetterOf(PositionSubscript? position) => position?.Symbol is [Mark, .. var letter] ? letter : null;

    /// <summary>Whether a position lies beside a batch index, as in x_{b-1}: such a stack is moved, and cut off at an end.</summary>
    public static bool IsMoved(PositionSubscript position) => LetterOf(position) is not null && position.Offset != 0;

    /// <summary>A position as it is written.</summary>
    public static string Text(PositionSubscript position) => LetterOf(position) ?? position.ToString();

    /// <summary>Whether an expression depends on it.</summary>
    public bool IsIn(MatrixNode node) => node switch
    {
        TensorLeaf leaf => leaf.Positions.Any(p => LetterOf(p) == Letter),
        UnitLeaf unit => LetterOf(unit.Position) == Letter,
        _ => node.Children.Any(IsIn),
    };
}

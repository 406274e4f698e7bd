using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;

namespace TensorCalculus.Matrices;

/// <summary>A part of a matrix expression, ready to be written in index form.</summary>
/// <param name="Span">Its place.</param>
/// <param name="HasRows">Whether it has more than one row.</param>
/// <param name="HasColumns">Whether it has more than one column.</param>
/// <param name="At">Its component at the labels of its rows and columns; a label that it has no axis for is not looked at.</param>
internal sealed record IndexValue(SourceSpan Span, bool HasRows, bool HasColumns, Func<string?, string?, ExpressionSyntax> At)
{
    public bool IsScalar => !HasRows && !HasColumns;

    public bool IsColumn => HasRows && !HasColumns;

    public bool IsRow => !HasRows && HasColumns;

    public bool IsMatrix => HasRows && HasColumns;

    /// <summary>Whether it is the number 1, which may be meant as a vector of ones.</summary>
    public bool IsNumberOne { get; init; }

    /// <summary>Whether it is a vector of ones, whose components need not be written where another factor has its index.</summary>
    public bool IsOnes { get; init; }

    /// <summary>The vector on the diagonal, where it was made of one.</summary>
    public IndexValue? Diagonal { get; init; }

    /// <summary>What it is, for messages.</summary>
    public string Kind => (HasRows, HasColumns) switch
    {
        (false, false) => "a scalar",
        (true, false) => "a column vector",
        (false, true) => "a row vector",
        _ => "a matrix",
    };

    public bool HasShapeOf(IndexValue other) => HasRows == other.HasRows && HasColumns == other.HasColumns;

    public ExpressionSyntax Scalar => At(null, null);
}

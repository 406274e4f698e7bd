using System.Collections.Immutable;
using Fractions;
using TensorCalculus.Diagnostics;

namespace TensorCalculus.Syntax;

/// <summary>A program in matrix notation: declarations and equations in the order of the text.</summary>
internal sealed record MatrixProgramSyntax(ImmutableArray<MatrixStatementSyntax> Statements);

/// <summary>An equation or a declaration in matrix notation.</summary>
internal abstract record MatrixStatementSyntax(SourceSpan Span);

/// <summary><c>Y = X A' + 1 b'</c>. <paramref name="Name"/> is <see langword="null"/> for an expression without a left-hand side.</summary>
internal sealed record MatrixEquationSyntax(SourceSpan Span, string? Name, MatrixExpressionSyntax Right) : MatrixStatementSyntax(Span);

/// <summary><c>matrix X</c>, <c>vector x</c>, <c>scalar c</c></summary>
internal sealed record MatrixKindSyntax(SourceSpan Span, string Kind, string Name) : MatrixStatementSyntax(Span);

/// <summary>A declaration that both notations have: <c>constant c</c>, <c>symmetric A</c>.</summary>
internal sealed record MatrixDeclarationSyntax(SourceSpan Span, StatementSyntax Declaration) : MatrixStatementSyntax(Span);

/// <summary>An expression in matrix notation, as typed.</summary>
internal abstract record MatrixExpressionSyntax(SourceSpan Span)
{
    /// <summary>How many levels it has.</summary>
    public virtual int Depth => 1;
}

/// <summary>A number, exactly. <c>1</c> beside a row or behind a matrix is the vector of ones.</summary>
internal sealed record MatrixNumberSyntax(SourceSpan Span, Fraction Value) : MatrixExpressionSyntax(Span);

/// <summary>A name: a scalar, a vector or a matrix.</summary>
internal sealed record MatrixNameSyntax(SourceSpan Span, string Name) : MatrixExpressionSyntax(Span);

/// <summary>Addends with their signs.</summary>
internal sealed record MatrixSumSyntax(SourceSpan Span, ImmutableArray<(bool Negative, MatrixExpressionSyntax Term)> Terms) : MatrixExpressionSyntax(Span)
{
    public override int Depth { get; } = 1 + Terms.Max(t => t.Term.Depth);
}

/// <summary>Two operands with an operator between them: <c>* .* / ./ ^ .^</c>, juxtaposition being <c>*</c>.</summary>
internal sealed record MatrixBinarySyntax(SourceSpan Span, string Operator, MatrixExpressionSyntax Left, MatrixExpressionSyntax Right) : MatrixExpressionSyntax(Span)
{
    public override int Depth { get; } = 1 + Math.Max(Left.Depth, Right.Depth);
}

/// <summary>Unary minus.</summary>
internal sealed record MatrixNegationSyntax(SourceSpan Span, MatrixExpressionSyntax Operand) : MatrixExpressionSyntax(Span)
{
    public override int Depth { get; } = 1 + Operand.Depth;
}

/// <summary>A transpose, <c>A'</c>.</summary>
internal sealed record MatrixTransposeSyntax(SourceSpan Span, MatrixExpressionSyntax Operand) : MatrixExpressionSyntax(Span)
{
    public override int Depth { get; } = 1 + Operand.Depth;
}

/// <summary>A function of matrix expressions. <paramref name="Text"/> is the quoted argument that <c>einsum</c> begins with.</summary>
internal sealed record MatrixCallSyntax(SourceSpan Span, string Function, string? Text, ImmutableArray<MatrixExpressionSyntax> Arguments) : MatrixExpressionSyntax(Span)
{
    public override int Depth { get; } = 1 + Arguments.Select(a => a.Depth).DefaultIfEmpty().Max();
}

using TensorCalculus.Syntax;

namespace TensorCalculus.Matrices;

/// <summary>The names in a program in matrix notation.</summary>
internal sealed class MatrixNameSurvey
{
    private readonly Dictionary<string, int> occurrences = [];

    public MatrixNameSurvey(MatrixProgramSyntax program)
    {
        foreach (MatrixStatementSyntax statement in program.Statements)
        {
            switch (statement)
            {
                case MatrixEquationSyntax equation:
                    if (equation.Name is { } name)
                    {
                        Standing.Add(name);
                    }

                    Visit(equation.Right);
                    break;
                case MatrixKindSyntax kind:
                    Standing.Add(kind.Name);
                    break;
            }
        }

        All.UnionWith(Standing);
    }

    /// <summary>All names, those of functions included.</summary>
    public HashSet<string> All { get; } = [];

    /// <summary>The names that stand somewhere without a parenthesis behind them, or are defined or declared: they are no functions.</summary>
    public HashSet<string> Standing { get; } = [];

    /// <summary>How often each name stands in an expression.</summary>
    public IReadOnlyDictionary<string, int> Occurrences => occurrences;

    private void Visit(MatrixExpressionSyntax expression)
    {
        switch (expression)
        {
            case MatrixNameSyntax name:
                Standing.Add(name.Name);
                occurrences[name.Name] = occurrences.GetValueOrDefault(name.Name) + 1;
                break;
            case MatrixSumSyntax sum:
                foreach ((_, MatrixExpressionSyntax term) in sum.Terms)
                {
                    Visit(term);
                }

                break;
            case MatrixBinarySyntax binary:
                Visit(binary.Left);
                Visit(binary.Right);
                break;
            case MatrixNegationSyntax negation:
                Visit(negation.Operand);
                break;
            case MatrixTransposeSyntax transpose:
                Visit(transpose.Operand);
                break;
            case MatrixCallSyntax call:
                All.Add(call.Function);
                foreach (MatrixExpressionSyntax argument in call.Arguments)
                {
                    Visit(argument);
                }

                break;
        }
    }
}

using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Evaluation;

/// <summary>Judges whether a program can be differentiated numerically at a sample.</summary>
/// <param name="KinkMargin">How far arguments stay away from a kink. One that is exactly there is so by construction, and is left alone.</param>
/// <param name="DomainMargin">How far arguments stay inside a domain, and bases of negative powers away from 0.</param>
/// <param name="Largest">The largest magnitude of a tensor's components.</param>
internal sealed record SampleGuard(double KinkMargin, double DomainMargin, double Largest)
{
    /// <summary>What is wrong at the sample, or <see langword="null"/>.</summary>
    public string? Complaint(ForwardPass pass)
    {
        foreach (BoundEquation equation in pass.Program.Equations)
        {
            if (!(pass[equation.Tensor].LargestMagnitude <= Largest))
            {
                return $"{equation.Tensor.Name} is not finite, or very large.";
            }
        }

        foreach (BoundEquation equation in pass.Program.Equations)
        {
            foreach ((Expr node, Expr where) in ExprWalk.PartsOf(pass.Program.Factory, equation.Body))
            {
                if ((node is Call or Choice or Power && !IsFine(pass.Evaluator, node, where))
                    || (node is Reduction reduction && !IsFine(pass.Program.Factory, pass.Evaluator, reduction, where)))
                {
                    return $"An argument of {NameOf(node)} in the equation of {equation.Tensor.Name} is outside its domain, or close to its border or a kink.";
                }
            }
        }

        return null;
    }

    private bool IsFine(Evaluator evaluator, Expr node, Expr where)
    {
        IndexVariable[] indices = NodeFacts.Union(node.FreeIndices, where.FreeIndices);
        DenseTensor reached = evaluator.Evaluate(where, indices);
        DenseTensor[] arguments = Array.ConvertAll(node.Children.ToArray(), a => evaluator.Evaluate(a, indices));
        for (int i = 0; i < reached.Values.Length; i++)
        {
            if (reached.Values[i] != 0 && !IsFine(node, Array.ConvertAll(arguments, a => a.Values[i])))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Away from ties of the extremum, and from matrices without an inverse.</summary>
    private bool IsFine(ExprFactory factory, Evaluator evaluator, Reduction reduction, Expr where)
    {
        IndexVariable[] outer = NodeFacts.Union(reduction.FreeIndices, where.FreeIndices);
        switch (reduction.Kind)
        {
            case ReductionKind.Max or ReductionKind.Min:
                OpenBody open = factory.Open(reduction);
                double[] reached = evaluator.Evaluate(where, outer).Values.ToArray();
                double[][] rows = [.. evaluator.Evaluate(open.Body, [.. outer, .. open.Indices]).Values.ToArray().Chunk(
                    open.Indices.Aggregate(1, (product, v) => product * evaluator.Sample.SizeOf(v.Dimension)))];
                return reached.Zip(rows).All(r => r.First == 0 || r.Second.Length < 2
                    || (reduction.Kind == ReductionKind.Max ? r.Second.OrderDescending() : r.Second.Order()).Take(2).ToArray() is [var first, var second] && IsApart(first - second));
            case ReductionKind.Inverse or ReductionKind.LogDeterminant:
                OpenBody matrix = factory.Open(reduction);
                Expr determinant = factory.Reduce(ReductionKind.Determinant, matrix.Indices, matrix.Body, []);
                return evaluator.Evaluate(where, outer).Values.ToArray().Zip(evaluator.Evaluate(determinant, outer).Values.ToArray())
                    .All(d => d.First == 0 || (reduction.Kind == ReductionKind.Inverse ? Math.Abs(d.Second) : d.Second) >= DomainMargin);
            case ReductionKind.Cholesky:
                return evaluator.Evaluate(where, outer).Values.ToArray().Zip(Matrices(factory, evaluator, reduction, outer))
                    .All(m => m.First == 0 || IsPositiveDefinite(m.Second));
            default:
                return true;
        }
    }

    private static IEnumerable<double[,]> Matrices(ExprFactory factory, Evaluator evaluator, Reduction reduction, IndexVariable[] outer)
    {
        OpenBody open = factory.Open(reduction);
        int size = evaluator.Sample.SizeOf(open.Indices[0].Dimension);
        foreach (double[] values in evaluator.Evaluate(open.Body, [.. outer, .. open.Indices]).Values.ToArray().Chunk(size * size))
        {
            var matrix = new double[size, size];
            Buffer.BlockCopy(values, 0, matrix, 0, values.Length * sizeof(double));
            yield return matrix;
        }
    }

    /// <summary>Whether a matrix is symmetric, and its Cholesky factor far from having a zero on the diagonal.</summary>
    private bool IsPositiveDefinite(double[,] matrix)
    {
        double[,] factor = SquareMatrix.Cholesky(matrix);
        for (int i = 0; i < matrix.GetLength(0); i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (Math.Abs(matrix[i, j] - matrix[j, i]) > 1e-9 * (1 + Math.Abs(matrix[i, j])))
                {
                    return false;
                }
            }

            if (!(factor[i, i] >= DomainMargin))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsFine(Expr node, double[] arguments) => node switch
    {
        Call { Function: var function } => IsInside(function.Domain, arguments[0]) && Array.TrueForAll(arguments, double.IsFinite)
            && (function.Kink is not { } kink || IsApart(kink(arguments))),
        Choice => IsApart(arguments[0] - arguments[1]),
        Power power => IsInside(DomainUses.DomainOf(power), arguments[0])
            && (power.Exponent is not Number { Value.IsNegative: true } || Math.Abs(arguments[0]) >= DomainMargin),
        _ => true,
    };

    private bool IsInside(Domain domain, double u) => domain switch
    {
        Domain.Positive => u >= DomainMargin,
        Domain.UnitBall => Math.Abs(u) <= 1 - DomainMargin,
        _ => double.IsFinite(u),
    };

    private bool IsApart(double distance) => distance == 0 || Math.Abs(distance) >= KinkMargin;

    private static string NameOf(Expr node) => node switch
    {
        Call call => call.Function.Name,
        Choice => "where",
        Reduction { Kind: ReductionKind.Max } => "max",
        Reduction { Kind: ReductionKind.Min } => "min",
        Reduction { Kind: ReductionKind.Cholesky } => "chol, whose matrix is symmetric and positive definite",
        Reduction => "a function of a matrix",
        _ => "a power",
    };
}

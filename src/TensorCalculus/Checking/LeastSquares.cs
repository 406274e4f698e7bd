using TensorCalculus.Evaluation;

namespace TensorCalculus.Checking;

/// <summary>The shortest step that makes a linear function zero, or as small as it gets.</summary>
internal static class LeastSquares
{
    /// <summary>What makes the equations solvable where some of them say the same, relative to their size.</summary>
    private const double Ridge = 1e-13;

    /// <summary>x of least length with residual + Σ_i columns[i] x_i = 0 as nearly as possible: −Jᵀ(J Jᵀ + ε)⁻¹ r.</summary>
    /// <param name="columns">J: how each value changes with each unknown, a column for each unknown.</param>
    /// <param name="residual">r: the values.</param>
    public static double[] Solve(double[][] columns, double[] residual)
    {
        int count = residual.Length;
        var matrix = new double[count, count];
        double trace = 0;
        foreach (double[] column in columns)
        {
            for (int i = 0; i < count; i++)
            {
                for (int j = 0; j < count; j++)
                {
                    matrix[i, j] += column[i] * column[j];
                }

                trace += column[i] * column[i];
            }
        }

        for (int i = 0; i < count; i++)
        {
            matrix[i, i] += Math.Max(trace * Ridge, double.Epsilon);
        }

        var right = new double[count, 1];
        for (int i = 0; i < count; i++)
        {
            right[i, 0] = residual[i];
        }

        double[,] weights = SquareMatrix.Solve(matrix, right);
        return [.. columns.Select(c => -c.Select((a, i) => a * weights[i, 0]).Sum())];
    }
}

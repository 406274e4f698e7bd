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

        double[] weights = SolvePositive(matrix, residual);
        return [.. columns.Select(c => -c.Zip(weights, (a, b) => a * b).Sum())];
    }

    /// <summary>Solves by elimination, in place; the matrix is symmetric and positive.</summary>
    private static double[] SolvePositive(double[,] matrix, double[] right)
    {
        int count = right.Length;
        double[] result = [.. right];
        for (int k = 0; k < count; k++)
        {
            for (int i = k + 1; i < count; i++)
            {
                double factor = matrix[i, k] / matrix[k, k];
                for (int j = k; factor != 0 && j < count; j++)
                {
                    matrix[i, j] -= factor * matrix[k, j];
                }

                result[i] -= factor * result[k];
            }
        }

        for (int i = count - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < count; j++)
            {
                result[i] -= matrix[i, j] * result[j];
            }

            result[i] /= matrix[i, i];
        }

        return result;
    }
}

namespace TensorCalculus.Evaluation;

/// <summary>Linear algebra with small matrices, by Gaussian elimination with partial pivoting.</summary>
/// <remarks>G. H. Golub, C. F. Van Loan, "Matrix Computations", section 3.4.</remarks>
internal static class SquareMatrix
{
    /// <summary>The determinant.</summary>
    public static double Determinant(double[,] matrix)
    {
        double determinant = 1;
        Eliminate((double[,])matrix.Clone(), (pivot, swapped) => determinant *= swapped ? -pivot : pivot);
        return determinant;
    }

    /// <summary>The inverse; of infinities and NaN where there is none.</summary>
    public static double[,] Inverse(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        var identity = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            identity[i, i] = 1;
        }

        return Solve(matrix, identity);
    }

    /// <summary>The lower Cholesky factor of (A + Aᵀ)/2; of NaN from where it is not positive definite.</summary>
    /// <remarks>G. H. Golub, C. F. Van Loan, "Matrix Computations", section 4.2.</remarks>
    public static double[,] Cholesky(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        var factor = new double[n, n];
        for (int j = 0; j < n; j++)
        {
            for (int i = j; i < n; i++)
            {
                double rest = (matrix[i, j] + matrix[j, i]) / 2;
                for (int k = 0; k < j; k++)
                {
                    rest -= factor[i, k] * factor[j, k];
                }

                factor[i, j] = i == j ? Math.Sqrt(rest) : rest / factor[j, j];
            }
        }

        return factor;
    }

    /// <summary>The matrix X with <paramref name="matrix"/> X = <paramref name="right"/>; of infinities and NaN where there is none.</summary>
    /// <param name="matrix">n × n.</param>
    /// <param name="right">n × m, as X is.</param>
    public static double[,] Solve(double[,] matrix, double[,] right)
    {
        int n = matrix.GetLength(0), m = right.GetLength(1);
        var both = new double[n, n + m];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n + m; j++)
            {
                both[i, j] = j < n ? matrix[i, j] : right[i, j - n];
            }
        }

        Eliminate(both, (_, _) => { });
        var solution = new double[n, m];
        for (int i = n - 1; i >= 0; i--)
        {
            for (int column = 0; column < m; column++)
            {
                double value = both[i, n + column];
                for (int j = i + 1; j < n; j++)
                {
                    value -= both[i, j] * solution[j, column];
                }

                solution[i, column] = value / both[i, i];
            }
        }

        return solution;
    }

    /// <summary>Makes the square part on the left upper triangular, and tells each pivot and whether rows were exchanged for it.</summary>
    private static void Eliminate(double[,] rows, Action<double, bool> tell)
    {
        int n = rows.GetLength(0), width = rows.GetLength(1);
        for (int step = 0; step < n; step++)
        {
            int pivot = Enumerable.Range(step, n - step).MaxBy(i => Math.Abs(rows[i, step]));
            for (int j = 0; j < width && pivot != step; j++)
            {
                (rows[step, j], rows[pivot, j]) = (rows[pivot, j], rows[step, j]);
            }

            tell(rows[step, step], pivot != step);
            for (int i = step + 1; i < n && rows[step, step] != 0; i++)
            {
                double factor = rows[i, step] / rows[step, step];
                for (int j = step; j < width; j++)
                {
                    rows[i, j] -= factor * rows[step, j];
                }
            }
        }
    }
}

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
        var both = new double[n, 2 * n];
        for (int i = 0; i < n; i++)
        {
            both[i, n + i] = 1;
            for (int j = 0; j < n; j++)
            {
                both[i, j] = matrix[i, j];
            }
        }

        Eliminate(both, (_, _) => { });
        var inverse = new double[n, n];
        for (int i = n - 1; i >= 0; i--)
        {
            for (int column = 0; column < n; column++)
            {
                double value = both[i, n + column];
                for (int j = i + 1; j < n; j++)
                {
                    value -= both[i, j] * inverse[j, column];
                }

                inverse[i, column] = value / both[i, i];
            }
        }

        return inverse;
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

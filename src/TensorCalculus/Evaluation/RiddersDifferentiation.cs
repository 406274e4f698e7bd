namespace TensorCalculus.Evaluation;

/// <summary>A number and how far it may be off.</summary>
internal readonly record struct Estimate(double Value, double Error)
{
    /// <summary>No estimate at all.</summary>
    public static readonly Estimate None = new(double.NaN, double.PositiveInfinity);
}

/// <summary>Derivatives by central differences whose step shrinks and which are extrapolated to the step zero.</summary>
/// <remarks>C. J. F. Ridders, "Accurate computation of F′(x) and F′(x) F″(x)", Advances in Engineering Software 4 (1982) 75–76.
/// The estimate of the error is his: how far neighbours in the tableau of extrapolations differ. Rounding is added to it.
/// A tableau begins anew with smaller steps where a larger one meets a kink or leaves the domain.</remarks>
internal static class RiddersDifferentiation
{
    private const int Rows = 9;
    private const double Shrink = 1.6;
    private const double Rounding = 2.2e-16;

    private static readonly double[] FirstSteps = [0.04, 0.004, 0.0005];

    /// <summary>The derivative of each component of a function, with errors near 1e-12 of it where the function is smooth.</summary>
    /// <param name="f">The function; a component may be NaN outside its domain.</param>
    /// <param name="x">Where the derivative is taken.</param>
    /// <param name="scale">The distance over which the function changes, roughly; above 0.</param>
    public static Estimate[] At(Func<double, double[]> f, double x, double scale)
    {
        Estimate[] best = [];
        foreach (double first in FirstSteps)
        {
            Tableau[] tableaux = Extrapolate(f, x, first * scale, scale);
            best = best.Length == 0 ? [.. tableaux.Select(t => t.Best)] : [.. best.Zip(tableaux, (a, b) => b.Best.Error < a.Error ? b.Best : a)];
            if (Array.TrueForAll(tableaux, t => t.IsGood))
            {
                break;
            }
        }

        return best;
    }

    /// <summary>The scale for varying one component of a tensor.</summary>
    public static double ScaleOf(DenseTensor tensor, int offset) =>
        tensor.LargestMagnitude is > 0 and var largest ? Math.Max(Math.Abs(tensor.Values[offset]), largest / 10) : 1;

    /// <summary>One tableau for each component; row by row until none gets better or all are good.</summary>
    private static Tableau[] Extrapolate(Func<double, double[]> f, double x, double step, double scale)
    {
        Tableau[] tableaux = [];
        for (int row = 0; row < Rows; row++, step /= Shrink)
        {
            double above = x + step, below = x - step;
            double[] high = f(above), low = f(below);
            if (row == 0)
            {
                tableaux = [.. high.Select(_ => new Tableau(scale))];
            }

            for (int i = 0; i < high.Length; i++)
            {
                tableaux[i].AddRow(high[i], low[i], above - below);
            }

            if (Array.TrueForAll(tableaux, t => t.IsGood || t.IsWorsening))
            {
                break;
            }
        }

        return tableaux;
    }

    /// <summary>The extrapolations of one component's differences, of which it keeps the last row and the best.</summary>
    private sealed class Tableau(double scale)
    {
        private double[] last = [];
        private double magnitude;

        public Estimate Best { get; private set; } = Estimate.None;

        public bool IsGood => Best.Error <= Math.Max(1e-10 * Math.Abs(Best.Value), 1e-12 * magnitude / scale);

        /// <summary>Whether the highest extrapolation has moved away by more than the best one may be off.</summary>
        public bool IsWorsening { get; private set; }

        /// <summary>Each column removes one more even power of the step from the difference.</summary>
        public void AddRow(double high, double low, double distance)
        {
            double size = Math.Max(Math.Abs(high), Math.Abs(low));
            double rounding = Rounding * size / distance;
            var row = new double[last.Length + 1];
            row[0] = (high - low) / distance;
            double factor = Shrink * Shrink;
            for (int column = 1; column < row.Length; column++, factor *= Shrink * Shrink)
            {
                row[column] = ((row[column - 1] * factor) - last[column - 1]) / (factor - 1);
                double difference = Math.Max(Math.Abs(row[column] - row[column - 1]), Math.Abs(row[column] - last[column - 1]));
                if (difference + rounding < Best.Error)
                {
                    Best = new Estimate(row[column], difference + rounding);
                }
            }

            IsWorsening = last.Length > 0 && Math.Abs(row[^1] - last[^1]) >= 2 * Best.Error;
            magnitude = Math.Max(magnitude, size);
            last = row;
        }
    }
}

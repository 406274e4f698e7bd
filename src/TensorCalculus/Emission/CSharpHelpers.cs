namespace TensorCalculus.Emission;

/// <summary>The functions that a C# module may need of its own: what the platform's <c>Math</c> lacks, and work on whole rows.</summary>
internal static class CSharpHelpers
{
    private static readonly Dictionary<string, Helper> All = new()
    {
        ["AddScaled"] = new(
            """
            /// <summary>y += factor x.</summary>
            private static void AddScaled(Span<double> y, double factor, ReadOnlySpan<double> x)
            {
                int k = 0;
                for (; k <= y.Length - Vector<double>.Count; k += Vector<double>.Count)
                {
                    (new Vector<double>(y.Slice(k)) + (factor * new Vector<double>(x.Slice(k)))).CopyTo(y.Slice(k));
                }

                for (; k < y.Length; k++)
                {
                    y[k] += factor * x[k];
                }
            }
            """)
        { Using = "System.Numerics" },
        ["Cholesky"] = new(
            """
            /// <summary>The lower Cholesky factor of a symmetric matrix, of which the lower triangle is read; NaN where it is not positive definite.</summary>
            private static double[,] Cholesky(double[,] x)
            {
                int n = x.GetLength(0);
                var factor = new double[n, n];
                for (int i = 0; i < n; i++)
                {
                    for (int j = 0; j <= i; j++)
                    {
                        double rest = x[i, j];
                        for (int k = 0; k < j; k++)
                        {
                            rest -= factor[i, k] * factor[j, k];
                        }

                        factor[i, j] = i == j ? Math.Sqrt(rest) : rest / factor[j, j];
                    }
                }

                return factor;
            }
            """),
        ["Cube"] = new("private static double Cube(double x) => x * x * x;"),
        ["Determinant"] = new(
            """
            /// <summary>The determinant, by Gaussian elimination with pivots; the matrix is overwritten.</summary>
            private static double Determinant(double[,] x)
            {
                double determinant = 1;
                for (int step = 0; step < x.GetLength(0); step++)
                {
                    determinant *= Eliminate(x, step);
                }

                return determinant;
            }
            """,
            "Eliminate"),
        ["Dot"] = new(
            """
            /// <summary>The sum of x_k y_k.</summary>
            private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
            {
                var sums = Vector<double>.Zero;
                int k = 0;
                for (; k <= x.Length - Vector<double>.Count; k += Vector<double>.Count)
                {
                    sums += new Vector<double>(x.Slice(k)) * new Vector<double>(y.Slice(k));
                }

                double sum = Vector.Dot(sums, Vector<double>.One);
                for (; k < x.Length; k++)
                {
                    sum += x[k] * y[k];
                }

                return sum;
            }
            """)
        { Using = "System.Numerics" },
        ["Eliminate"] = new(
            """
            /// <summary>One step of Gaussian elimination with pivots, in place; returns the pivot, its sign changed where rows were exchanged.</summary>
            private static double Eliminate(double[,] x, int step)
            {
                int pivot = step;
                for (int i = step + 1; i < x.GetLength(0); i++)
                {
                    pivot = Math.Abs(x[i, step]) > Math.Abs(x[pivot, step]) ? i : pivot;
                }

                for (int j = 0; j < x.GetLength(1) && pivot != step; j++)
                {
                    (x[step, j], x[pivot, j]) = (x[pivot, j], x[step, j]);
                }

                for (int i = step + 1; i < x.GetLength(0) && x[step, step] != 0; i++)
                {
                    double factor = x[i, step] / x[step, step];
                    for (int j = step; j < x.GetLength(1); j++)
                    {
                        x[i, j] -= factor * x[step, j];
                    }
                }

                return pivot == step ? x[step, step] : -x[step, step];
            }
            """),
        ["Erf"] = new(
            """
            /// <summary>The error function.</summary>
            private static double Erf(double x) => Math.Abs(x) < 2 ? ErfSeries(x) : x > 0 ? 1 - ErfcTail(x) : ErfcTail(-x) - 1;
            """,
            "ErfSeries", "ErfcTail"),
        ["Erfc"] = new(
            """
            /// <summary>1 - erf(x), accurate where it is small.</summary>
            private static double Erfc(double x) => Math.Abs(x) < 2 ? 1 - ErfSeries(x) : x > 0 ? ErfcTail(x) : 2 - ErfcTail(-x);
            """,
            "ErfSeries", "ErfcTail"),
        ["ErfcTail"] = new(
            """
            /// <summary>1 - erf(x) for x >= 2 by its continued fraction, x + (1/2)/(x + (2/2)/(x + (3/2)/(x + ...))).</summary>
            private static double ErfcTail(double x)
            {
                double fraction = x;
                for (int k = 60; k > 0; k--)
                {
                    fraction = x + 0.5 * k / fraction;
                }

                return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * fraction);
            }
            """),
        ["ErfSeries"] = new(
            """
            /// <summary>erf(x) for small x: 2/sqrt(pi) exp(-x^2) (x + 2 x^3/3 + 4 x^5/(3 5) + ...), whose terms have one sign.</summary>
            private static double ErfSeries(double x)
            {
                double term = x, sum = x;
                for (int k = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); k += 2)
                {
                    term *= 2 * x * x / k;
                    sum += term;
                }

                return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
            }
            """),
        ["Gelu"] = new("private static double Gelu(double x) => 0.5 * x * Erfc(-Math.Sqrt(0.5) * x);", "Erfc"),
        ["Inverse"] = new(
            """
            /// <summary>The inverse of a matrix.</summary>
            private static double[,] Inverse(double[,] x)
            {
                int n = x.GetLength(0);
                var both = new double[n, 2 * n];
                var inverse = new double[n, n];
                for (int i = 0; i < n; i++)
                {
                    both[i, n + i] = 1;
                    for (int j = 0; j < n; j++)
                    {
                        both[i, j] = x[i, j];
                    }
                }

                for (int step = 0; step < n; step++)
                {
                    Eliminate(both, step);
                }

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
            """,
            "Eliminate"),
        ["LogDeterminant"] = new(
            """
            /// <summary>The logarithm of the determinant; the matrix is overwritten.</summary>
            private static double LogDeterminant(double[,] x)
            {
                double logarithm = 0, sign = 1;
                for (int step = 0; step < x.GetLength(0); step++)
                {
                    double pivot = Eliminate(x, step);
                    logarithm += Math.Log(Math.Abs(pivot));
                    sign *= Math.Sign(pivot);
                }

                return sign > 0 ? logarithm : double.NaN;
            }
            """,
            "Eliminate"),
        ["RequireShape"] = new(
            """
            /// <exception cref="ArgumentException">The array has another shape.</exception>
            private static void RequireShape(Array array, string name, params int[] shape)
            {
                for (int axis = 0; axis < shape.Length; axis++)
                {
                    if (array.GetLength(axis) != shape[axis])
                    {
                        throw new ArgumentException($"Axis {axis} has size {array.GetLength(axis)} instead of {shape[axis]}.", name);
                    }
                }
            }
            """),
        ["Sigmoid"] = new("private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));"),
        ["Sign"] = new("private static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : x;"),
        ["Silu"] = new("private static double Silu(double x) => x / (1 + Math.Exp(-x));"),
        ["Softplus"] = new(
            """
            /// <summary>log(1 + exp(x)), accurate at both ends.</summary>
            private static double Softplus(double x)
            {
                double small = Math.Exp(-Math.Abs(x)), sum = 1 + small;
                return Math.Max(x, 0) + (sum == 1 ? small : Math.Log(sum) * small / (sum - 1));
            }
            """),
        ["Square"] = new("private static double Square(double x) => x * x;"),
    };

    /// <summary>The names that a program's tensors must not take.</summary>
    public static IEnumerable<string> Names => All.Keys.Append("Row");

    /// <summary>The helpers with those that they call, in the order of their names.</summary>
    public static IReadOnlyList<(string Text, string? Using)> Write(IEnumerable<string> names)
    {
        var found = new SortedDictionary<string, Helper>(StringComparer.Ordinal);
        var open = new Stack<string>(names);
        while (open.TryPop(out string? name))
        {
            Helper helper = All.GetValueOrDefault(name) ?? Row(int.Parse(name.AsSpan("Row".Length), System.Globalization.CultureInfo.InvariantCulture));
            if (found.TryAdd(name, helper))
            {
                foreach (string called in helper.Calls)
                {
                    open.Push(called);
                }
            }
        }

        return [.. found.Values.Select(h => (h.Text, h.Using))];
    }

    /// <summary>A row of an array with some number of axes.</summary>
    private static Helper Row(int rank)
    {
        string[] before = [.. Enumerable.Range(1, rank - 1).Select(k => $"i{k}")];
        string array = $"double[{new string(',', rank - 1)}]";
        return new Helper(
            $"""
            /// <summary>The elements along the last axis.</summary>
            private static Span<double> Row({array} x, {string.Join(", ", before.Select(i => "int " + i))}) =>
                x.Length == 0 ? default : MemoryMarshal.CreateSpan(ref x[{string.Join(", ", before)}, 0], x.GetLength({rank - 1}));
            """)
        { Using = "System.Runtime.InteropServices" };
    }

    /// <summary>A function of a module.</summary>
    /// <param name="Text">Its text.</param>
    /// <param name="Calls">The other functions that it calls.</param>
    private sealed record Helper(string Text, params string[] Calls)
    {
        /// <summary>A namespace that it uses besides <c>System</c>.</summary>
        public string? Using { get; init; }
    }
}

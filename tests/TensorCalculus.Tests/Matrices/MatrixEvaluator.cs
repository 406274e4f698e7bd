using System.Diagnostics;
using TensorCalculus.Algebra;
using TensorCalculus.Evaluation;
using TensorCalculus.Functions;
using TensorCalculus.Matrices;

namespace TensorCalculus.Tests.Matrices;

/// <summary>Evaluates matrix expressions by the definitions of linear algebra, in loops: what the translation is held against.</summary>
/// <param name="sample">Sizes, positions and functions.</param>
/// <param name="valueOf">The components of a tensor.</param>
internal sealed class MatrixEvaluator(Sample sample, Func<TensorSymbol, DenseTensor> valueOf)
{
    private readonly Dictionary<string, int> batch = [];

    /// <summary>The value in the shape of the derivative.</summary>
    public DenseTensor Evaluate(MatrixTranslation translation)
    {
        if (translation.Batch.IsEmpty)
        {
            return Evaluate(translation.Right);
        }

        MatrixNode node = translation.Right;
        Dimension[] kept = [.. new[] { node.Shape.Rows, node.Shape.Columns }.OfType<Dimension>()];
        var left = new Queue<Dimension>(translation.Batch.Select(b => b.Dimension));
        int[] shape = [.. Enumerable.Range(0, translation.Batch.Length + kept.Length)
            .Select(axis => sample.SizeOf(translation.Axes.IndexOf(axis) is >= 0 and var own ? kept[own] : left.Dequeue()))];
        double[] values = [.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(Component)];
        return new DenseTensor(shape, values);

        double Component(int number)
        {
            int[] at = new int[shape.Length];
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                (at[axis], number) = (number % shape[axis], number / shape[axis]);
            }

            foreach ((BatchIndex index, int axis) in translation.Batch.Zip(Enumerable.Range(0, shape.Length).Except(translation.Axes)))
            {
                batch[index.Letter] = at[axis];
            }

            return ValueOf(node)[at[translation.Axes[0]], translation.Axes.Length == 2 ? at[translation.Axes[1]] : 0];
        }
    }

    /// <summary>The value without the axes that are 1.</summary>
    public DenseTensor Evaluate(MatrixNode node)
    {
        double[,] value = ValueOf(node);
        int[] shape = [.. new[] { node.Shape.Rows, node.Shape.Columns }.OfType<Dimension>().Select(sample.SizeOf)];
        return new DenseTensor(shape, [.. value.Cast<double>()]);
    }

    /// <summary>A derivative between vectorised tensors, its rows and columns in the order in which vec stacks columns.</summary>
    public double[,] Evaluate(VectorisedForm form)
    {
        int rows = form.Rows.Aggregate(1, (n, i) => n * sample.SizeOf(i.Dimension)), columns = form.Columns.Aggregate(1, (n, i) => n * sample.SizeOf(i.Dimension));
        double[,] value = new double[rows, columns];
        foreach (VectorisedTerm term in form.Terms)
        {
            double scalar = ValueOf(term.Scalar)[0, 0];
            double[,] factor = term switch
            {
                DiagonalTerm diagonal => DiagonalVec(diagonal.Matrix),
                OuterTerm outer => PrintedMatrix.Multiplied(PrintedMatrix.Vec(ValueOf(outer.Left)), PrintedMatrix.Transposed(PrintedMatrix.Vec(ValueOf(outer.Right)))),
                KroneckerTerm k => Kronecker(form, k),
                WeightedTerm w => new[] { Kronecker(form, w.Rows), DiagonalVec(w.Weight), Kronecker(form, w.Columns) }.Aggregate(PrintedMatrix.Multiplied),
                _ => throw new UnreachableException(term.GetType().Name),
            };
            double[,] sum = value;
            value = PrintedMatrix.Make(rows, columns, (i, j) => sum[i, j] + (scalar * factor[i, j]));
        }

        return value;
    }

    private double[,] Kronecker(VectorisedForm form, KroneckerTerm k) => new[]
    {
        k.Left is null ? null : DiagonalVec(k.Left),
        PrintedMatrix.Kronecker(ValueOf(k.Slow), ValueOf(k.Fast)),
        k.IsCommuted ? PrintedMatrix.Commutation(sample.SizeOf(form.Columns[0].Dimension), sample.SizeOf(form.Columns[1].Dimension)) : null,
        k.Right is null ? null : DiagonalVec(k.Right),
    }.OfType<double[,]>().Aggregate(PrintedMatrix.Multiplied);

    private double[,] DiagonalVec(MatrixNode matrix)
    {
        double[,] stacked = PrintedMatrix.Vec(ValueOf(matrix));
        return PrintedMatrix.Make(stacked.Length, stacked.Length, (i, j) => i == j ? stacked[i, 0] : 0);
    }

    private double[,] ValueOf(MatrixNode node)
    {
        double[,] value = Compute(node);
        (int rows, int columns) = SizeOf(node);
        (value.GetLength(0), value.GetLength(1)).Should().Be((rows, columns), "{0} has that shape", node);
        return value;
    }

    private double[,] Compute(MatrixNode node)
    {
        (int rows, int columns) = SizeOf(node);
        switch (node)
        {
            case NumberLeaf number:
                return PrintedMatrix.Make(1, 1, (_, _) => number.Value.ToDouble());
            case PiLeaf:
                return PrintedMatrix.Make(1, 1, (_, _) => Math.PI);
            case SizeLeaf size:
                return PrintedMatrix.Make(1, 1, (_, _) => sample.SizeOf(size.Dimension));
            case TensorLeaf leaf:
                return PrintedMatrix.Make(rows, columns, (i, j) => Read(leaf, i, j));
            case OnesLeaf:
                return PrintedMatrix.Make(rows, columns, (_, _) => 1);
            case IdentityLeaf:
                return PrintedMatrix.Make(rows, columns, (i, j) => i == j ? 1 : 0);
            case UnitLeaf unit:
                return PrintedMatrix.Make(rows, columns, (i, _) => i == At(unit.Position) ? 1 : 0);
            case BatchSum sum:
                double[,] total = new double[rows, columns];
                for (int at = 0; at < sample.SizeOf(sum.Index.Dimension); at++)
                {
                    batch[sum.Index.Letter] = at;
                    (double[,] before, double[,] term) = (total, ValueOf(sum.Body));
                    total = PrintedMatrix.Make(rows, columns, (i, j) => before[i, j] + term[i, j]);
                }

                return total;
            case TransposeOf transpose:
                double[,] operand = ValueOf(transpose.Operand);
                return PrintedMatrix.Make(rows, columns, (i, j) => operand[j, i]);
            case MatrixProduct product:
                return product.Factors.Select(ValueOf).Aggregate(PrintedMatrix.Multiplied);
            case ScalarMultiple multiple:
                double scale = multiple.Coefficient.ToDouble();
                scale = multiple.Above.Aggregate(scale, (s, f) => s * ValueOf(f)[0, 0]);
                scale = multiple.Below.Aggregate(scale, (s, f) => s / ValueOf(f)[0, 0]);
                double[,]? body = multiple.Body is null ? null : ValueOf(multiple.Body);
                return PrintedMatrix.Make(rows, columns, (i, j) => body is null ? scale : scale * body[i, j]);
            case PointwiseProduct product:
                double[][,] above = [.. product.Above.Select(ValueOf)], below = [.. product.Below.Select(ValueOf)];
                return PrintedMatrix.Make(rows, columns, (i, j) => above.Aggregate(1.0, (p, f) => p * f[i, j]) / below.Aggregate(1.0, (p, f) => p * f[i, j]));
            case MatrixSum sum:
                Func<int, int, double>[] terms = [.. sum.Terms.Select(Spread)];
                return PrintedMatrix.Make(rows, columns, (i, j) => terms.Sum(t => t(i, j)));
            case PointwiseCall call:
                Func<int, int, double>[] arguments = [.. call.Children.Select(Spread)];
                return PrintedMatrix.Make(rows, columns, (i, j) => Apply(call.Function, [.. arguments.Select(a => a(i, j))]));
            case PointwiseChoice choice:
                Func<int, int, double>[] parts = [.. choice.Children.Select(Spread)];
                return PrintedMatrix.Make(rows, columns, (i, j) => Holds(choice.Relation, parts[0](i, j), parts[1](i, j)) ? parts[2](i, j) : parts[3](i, j));
            case PointwisePower power:
                Func<int, int, double> @base = Spread(power.Base), exponent = Spread(power.Exponent);
                return PrintedMatrix.Make(rows, columns, (i, j) => Math.Pow(@base(i, j), exponent(i, j)));
            case DiagonalMatrix diagonal:
                double[,] column = ValueOf(diagonal.Column);
                return PrintedMatrix.Make(rows, columns, (i, j) => i == j ? column[i, 0] : 0);
            case DiagonalOf diagonal:
                double[,] matrix = ValueOf(diagonal.Matrix);
                return PrintedMatrix.Make(rows, columns, (i, _) => matrix[i, i]);
            case TraceOf trace:
                double[,] square = ValueOf(trace.Matrix);
                return PrintedMatrix.Make(1, 1, (_, _) => Enumerable.Range(0, square.GetLength(0)).Sum(i => square[i, i]));
            case NormOf norm:
                return PrintedMatrix.Make(1, 1, (_, _) => Math.Sqrt(ValueOf(norm.Operand).Cast<double>().Sum(x => x * x)));
            case InverseOf inverse:
                return PrintedMatrix.Inverse(ValueOf(inverse.Matrix));
            case DeterminantOf determinant:
                double value = PrintedMatrix.Determinant(ValueOf(determinant.Matrix));
                return PrintedMatrix.Make(1, 1, (_, _) => determinant.IsLogarithm ? Math.Log(value) : value);
            case ColumnReduction { Kind: ReductionKind.Max or ReductionKind.Min or ReductionKind.Product } reduction:
                IEnumerable<double> components = ValueOf(reduction.Column).Cast<double>();
                return PrintedMatrix.Make(1, 1, (_, _) => reduction.Kind switch
                {
                    ReductionKind.Max => components.Max(),
                    ReductionKind.Min => components.Min(),
                    _ => components.Aggregate(1.0, (p, x) => p * x),
                });
            case ColumnReduction reduction:
                double[] exponentials = [.. ValueOf(reduction.Column).Cast<double>().Select(Math.Exp)];
                return PrintedMatrix.Make(rows, columns, (i, _) => reduction.Kind == ReductionKind.Softmax ? exponentials[i] / exponentials.Sum() : Math.Log(exponentials.Sum()));
            default:
                throw new UnreachableException(node.GetType().Name);
        }
    }

    private (int Rows, int Columns) SizeOf(MatrixNode node) =>
        (node.Shape.Rows is { } rows ? sample.SizeOf(rows) : 1, node.Shape.Columns is { } columns ? sample.SizeOf(columns) : 1);

    private double Read(TensorLeaf leaf, int row, int column)
    {
        var left = new Queue<int>([row, column]);
        return valueOf(leaf.Tensor)[[.. leaf.Positions.Select(p => p is null ? left.Dequeue() : At(p))]];
    }

    private int At(PositionSubscript position) => BatchIndex.LetterOf(position) is { } letter ? batch[letter] : (position.Symbol is { } symbol ? sample.Positions[symbol] : 0) + position.Offset;

    /// <summary>The components of something that goes with others pointwise; a scalar goes with all.</summary>
    private Func<int, int, double> Spread(MatrixNode node)
    {
        double[,] value = ValueOf(node);
        return node.IsScalar ? (_, _) => value[0, 0] : (i, j) => value[i, j];
    }

    private double Apply(PointwiseFunction function, double[] x) =>
        function.Value is { } value ? value(x) : sample.Functions[function.Name](function.Primes, x[0]);

    /// <summary>What a program asks to be equal is the largest of several and one of these, each computed on its own way: the ways
    /// differ in the order of sums, and so by rounding, which is far below how far apart values lie that are drawn at random.</summary>
    private static bool AreEqual(double left, double right) => Math.Abs(left - right) <= 1e-12 * Math.Max(Math.Abs(left), Math.Abs(right));

    private static bool Holds(Relation relation, double left, double right) => relation switch
    {
        Relation.Less => left < right,
        Relation.LessOrEqual => left <= right,
        Relation.Greater => left > right,
        Relation.GreaterOrEqual => left >= right,
        Relation.Equal => AreEqual(left, right),
        _ => !AreEqual(left, right),
    };
}

using System.Diagnostics;
using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Evaluation;

/// <summary>Turns an expression into a computation of its component at the places of the cursors. What is computed is
/// remembered for each place, so a shared subexpression costs no more than a single one.</summary>
internal sealed class ExprCompiler(ExprFactory factory, Evaluator evaluator)
{
    private const double EqualityMargin = 1e-13;

    private static readonly Fraction Half = new(1, 2);

    private readonly Dictionary<Expr, Func<double>> compiled = [];

    // What is differentiated by, and its components where that is done; the outermost derivative last.
    private readonly Stack<(TensorSymbol Tensor, DenseTensor Original)> moved = [];

    private Sample Sample => evaluator.Sample;

    public Func<double> Compile(Expr node)
    {
        if (!compiled.TryGetValue(node, out Func<double>? component))
        {
            component = Translate(node);
            if (node is not (Number or PiConstant or SizeOf or TensorElement or Delta or Bracket))
            {
                component = Memo.Of(evaluator.CursorsOf(node.FreeIndices), evaluator.Clock, component);
            }

            compiled.Add(node, component);
        }

        return component;
    }

    private Func<double> Translate(Expr node) => node switch
    {
        Number number => Constant(number.Value.ToDouble()),
        PiConstant => Constant(Math.PI),
        SizeOf size => Constant(Sample.SizeOf(size.Dimension)),
        TensorElement element => Read(element),
        Delta delta => KroneckerDelta(Locate(delta.Left), Locate(delta.Right)),
        Bracket bracket => IsNonNegative(Locate(bracket.Form)),
        Sum sum => Add(CompileAll(sum.Children)),
        Product product => Multiply(product.Coefficient.ToDouble(), CompileAll(product.Children)),
        Power { Exponent: Number { Value: var exponent } } power => Raise(Compile(power.Base), exponent),
        Power power => Raise(Compile(power.Base), Compile(power.Exponent)),
        Call call => Apply(call.Function, CompileAll(call.Children)),
        Choice choice => Choose(choice.Condition.Relation, CompileAll(choice.Children)),
        Contraction contraction => Contract(contraction),
        Reduction { Kind: ReductionKind.LogSumExp } reduction => LogSumExp(reduction),
        Reduction { Kind: ReductionKind.Softmax } reduction => Softmax(reduction),
        Reduction { Kind: ReductionKind.Max } reduction => Fold(reduction, double.NegativeInfinity, Math.Max),
        Reduction { Kind: ReductionKind.Min } reduction => Fold(reduction, double.PositiveInfinity, Math.Min),
        Reduction { Kind: ReductionKind.Product } reduction => Fold(reduction, 1, (a, b) => a * b),
        Reduction { Kind: ReductionKind.Inverse } reduction => ComponentOf(reduction, SquareMatrix.Inverse, reduction.At[1], reduction.At[0]),
        Reduction { Kind: ReductionKind.Cholesky } reduction => ComponentOf(reduction, SquareMatrix.Cholesky, reduction.At[0], reduction.At[1]),
        Reduction { Kind: ReductionKind.Determinant } reduction => OfMatrix(reduction, SquareMatrix.Determinant),
        Reduction { Kind: ReductionKind.LogDeterminant } reduction => OfMatrix(reduction, m => Math.Log(SquareMatrix.Determinant(m))),
        Derivative derivative => Differentiate(derivative),
        _ => throw new UnreachableException(),
    };

    private static Func<double> Constant(double value) => () => value;

    private static Func<double> KroneckerDelta(Func<long> left, Func<long> right) => () => left() == right() ? 1 : 0;

    private static Func<double> IsNonNegative(Func<long> form) => () => form() >= 0 ? 1 : 0;

    private static Func<double> Add(Func<double>[] terms) => () =>
    {
        double total = 0;
        foreach (Func<double> term in terms)
        {
            total += term();
        }

        return total;
    };

    private static Func<double> Multiply(double coefficient, Func<double>[] factors) => () =>
    {
        double total = coefficient;
        foreach (Func<double> factor in factors)
        {
            total *= factor();
        }

        return total;
    };

    /// <summary>A power with a known exponent; NaN for a root of a negative number, odd roots included.</summary>
    private static Func<double> Raise(Func<double> @base, Fraction exponent)
    {
        double e = exponent.ToDouble();
        return exponent switch
        {
            var x when x.Equals(2) => () => @base() is var b ? b * b : 0,
            var x when x.Equals(-1) => () => 1 / @base(),
            var x when x.Equals(Half) => () => Math.Sqrt(@base()),
            var x when x.Equals(-Half) => () => 1 / Math.Sqrt(@base()),
            _ => () => Math.Pow(@base(), e),
        };
    }

    private static Func<double> Raise(Func<double> @base, Func<double> exponent) => () => Math.Pow(@base(), exponent());

    private Func<double>[] CompileAll(ReadOnlySpan<Expr> nodes)
    {
        var result = new Func<double>[nodes.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = Compile(nodes[i]);
        }

        return result;
    }

    /// <summary>The value that is not chosen is not asked for.</summary>
    /// <summary>While a derivative is taken by differences, the condition is what it is where the derivative is taken: an
    /// equality that holds by definition, such as that with a maximum, would not hold beside it.</summary>
    private Func<double> Choose(Relation relation, Func<double>[] parts) =>
        () => Unmoved(() => Holds(relation, parts[0](), parts[1]())) ? parts[2]() : parts[3]();

    private bool Unmoved(Func<bool> condition)
    {
        (TensorSymbol Tensor, DenseTensor Value)[] now = [.. moved.Select(m => (m.Tensor, evaluator[m.Tensor]))];
        try
        {
            Set(moved);
            return condition();
        }
        finally
        {
            Set(now);
        }

        void Set(IEnumerable<(TensorSymbol Tensor, DenseTensor Value)> values)
        {
            foreach ((TensorSymbol tensor, DenseTensor value) in values)
            {
                evaluator[tensor] = value;
            }
        }
    }

    /// <summary>Two ways to compute one number may be rounded apart, so equality has a margin.</summary>
    private static bool Holds(Relation relation, double left, double right)
    {
        bool equal = relation is Relation.Equal or Relation.NotEqual && Math.Abs(left - right) <= EqualityMargin * Math.Abs(right);
        return double.IsNaN(left) || double.IsNaN(right) ? relation == Relation.NotEqual : relation.Holds(equal ? 0 : left.CompareTo(right));
    }

    private Func<double> Apply(PointwiseFunction function, Func<double>[] arguments)
    {
        if (function.Value is { } value)
        {
            return () => value(Array.ConvertAll(arguments, a => a()));
        }

        SmoothFunction arbitrary = Sample.Functions.TryGetValue(function.Name, out SmoothFunction? known)
            ? known
            : throw new InvalidOperationException($"The function {function.Name} has no value.");
        return () => arbitrary(function.Primes, arguments[0]());
    }

    private Func<double> Contract(Contraction contraction)
    {
        OpenBody open = factory.Open(contraction);
        Cursor[] bound = evaluator.CursorsOf(open.Indices.AsSpan());
        Func<double> body = Compile(open.Body);
        return () =>
        {
            double total = 0;
            Cursor.ForEach(bound, () => total += body());
            return total;
        };
    }

    private Func<double> Fold(Reduction reduction, double start, Func<double, double, double> join)
    {
        OpenBody open = factory.Open(reduction);
        Cursor[] bound = evaluator.CursorsOf(open.Indices.AsSpan());
        Func<double> body = Compile(open.Body);
        return () =>
        {
            double total = start;
            Cursor.ForEach(bound, () => total = join(total, body()));
            return total;
        };
    }

    /// <summary>A function of the matrix over the two indices of a reduction, the first of which counts rows.</summary>
    private Func<T> OfMatrix<T>(Reduction reduction, Func<double[,], T> function)
    {
        OpenBody open = factory.Open(reduction);
        Cursor[] bound = evaluator.CursorsOf(open.Indices.AsSpan());
        Func<double> body = Compile(open.Body);
        return () =>
        {
            var matrix = new double[bound[0].Size, bound[1].Size];
            Cursor.ForEach(bound, () => matrix[bound[0].Value, bound[1].Value] = body());
            return function(matrix);
        };
    }

    /// <summary>A component of a matrix made of the matrix over the two indices. It is zero where a combination leads outside, as a tensor is.</summary>
    private Func<double> ComponentOf(Reduction reduction, Func<double[,], double[,]> function, Subscript rowAt, Subscript columnAt)
    {
        Func<double[,]> matrix = OfMatrix(reduction, function);
        Func<long> row = Locate(rowAt), column = Locate(columnAt);
        return () =>
        {
            double[,] values = matrix();
            (long i, long j) = (row(), column());
            return (ulong)i < (ulong)values.GetLength(0) && (ulong)j < (ulong)values.GetLength(1) ? values[i, j] : 0;
        };
    }

    /// <summary>log Σ exp u as m + log Σ exp (u − m) with the largest u for m, which cannot overflow.</summary>
    private Func<double> LogSumExp(Reduction reduction)
    {
        OpenBody open = factory.Open(reduction);
        Cursor[] bound = evaluator.CursorsOf(open.Indices.AsSpan());
        Func<double> body = Compile(open.Body);
        return () =>
        {
            double largest = double.NegativeInfinity;
            Cursor.ForEach(bound, () => largest = Math.Max(largest, body()));
            if (double.IsInfinity(largest))
            {
                return largest;
            }

            double total = 0;
            Cursor.ForEach(bound, () => total += Math.Exp(body() - largest));
            return largest + Math.Log(total);
        };
    }

    /// <summary>exp (u − log Σ exp u), where u stands at the position that is read.</summary>
    private Func<double> Softmax(Reduction reduction)
    {
        OpenBody open = factory.Open(reduction);
        Cursor[] bound = evaluator.CursorsOf(open.Indices.AsSpan());
        Func<long>[] at = [.. reduction.At.Select(Locate)];
        Func<double> body = Compile(open.Body);
        IndexVariable[] outer = NodeFacts.Without(open.Body.FreeIndices, open.Indices);
        Func<double> logarithm = Memo.Of(evaluator.CursorsOf(outer), evaluator.Clock, LogSumExp(reduction));
        return () =>
        {
            double total = logarithm();
            int[] before = [.. bound.Select(c => c.Value)];
            int[] position = [.. at.Select(locate => (int)locate())];
            Place(bound, position);
            double value = Math.Exp(body() - total);
            Place(bound, before);
            return value;
        };

        static void Place(Cursor[] cursors, int[] position)
        {
            for (int i = 0; i < cursors.Length; i++)
            {
                cursors[i].Value = position[i];
            }
        }
    }

    /// <summary>A derivative that was not worked out, by differences; it sees the tensor where the body itself reads it.</summary>
    private Func<double> Differentiate(Derivative derivative)
    {
        TensorSymbol tensor = derivative.By.Tensor;
        Func<int> offset = Offset(derivative.By);
        Func<double> body = Compile(derivative.Body);
        return () =>
        {
            DenseTensor original = evaluator[tensor];
            int component = offset();
            if (component < 0)
            {
                return 0;
            }

            moved.Push((tensor, original));
            try
            {
                return RiddersDifferentiation.At(
                    x =>
                    {
                        evaluator[tensor] = original.With(component, x);
                        return [body()];
                    },
                    original.Values[component],
                    RiddersDifferentiation.ScaleOf(original, component))[0].Value;
            }
            finally
            {
                moved.Pop();
                evaluator[tensor] = original;
            }
        };
    }

    private Func<double> Read(TensorElement element)
    {
        TensorCell cell = evaluator.CellOf(element.Tensor);
        Func<int> offset = Offset(element);
        return () => offset() is >= 0 and var component ? cell.Value.Values[component] : 0;
    }

    /// <summary>Where the component stands in the row-major order of its tensor; -1 where a combination leads outside.</summary>
    private Func<int> Offset(TensorElement element)
    {
        int[] shape = Sample.ShapeOf(element.Tensor);
        Func<long>[] subscripts = [.. element.Subscripts.Select(Locate)];
        bool[] mayLeadOutside = [.. element.Subscripts.Zip(element.Tensor.Axes, (s, d) => s is AffineSubscript { IsPosition: false } || (s is IndexSubscript i && i.Index.Dimension != d))];
        return () =>
        {
            int offset = 0;
            for (int axis = 0; axis < shape.Length; axis++)
            {
                long position = subscripts[axis]();
                if ((ulong)position >= (ulong)shape[axis])
                {
                    return mayLeadOutside[axis] ? -1 : throw new PositionOutOfRangeException(element.Tensor, axis, position, shape[axis]);
                }

                offset = (offset * shape[axis]) + (int)position;
            }

            return offset;
        };
    }

    private Func<long> Locate(Subscript subscript)
    {
        if (subscript is IndexSubscript { Index: var index })
        {
            Cursor cursor = evaluator.CursorOf(index);
            return () => cursor.Value;
        }

        return Locate(subscript.Form);
    }

    private Func<long> Locate(AffineForm form)
    {
        Func<long>[] terms = [.. form.Terms.Select(Locate)];
        return terms switch
        {
            [] => () => form.Constant,
            [var only] when form.Constant == 0 => only,
            _ => () =>
            {
                long total = form.Constant;
                foreach (Func<long> term in terms)
                {
                    total += term();
                }

                return total;
            }
            ,
        };
    }

    private Func<long> Locate(AffineTerm term)
    {
        long coefficient = term.Coefficient;
        switch (term.Atom)
        {
            case IndexAtom { Index: var index }:
                Cursor cursor = evaluator.CursorOf(index);
                return () => coefficient * cursor.Value;
            case SizeAtom { Dimension: var dimension }:
                long size = coefficient * Sample.SizeOf(dimension);
                return () => size;
            case PositionAtom { Symbol: var symbol }:
                long position = Sample.Positions.TryGetValue(symbol, out int known)
                    ? coefficient * known
                    : throw new InvalidOperationException($"The position {symbol} has no value.");
                return () => position;
            case GatherAtom gather:
                Func<double> component = Read(factory.Element(gather.Tensor, gather.Subscripts));
                return () => coefficient * (long)component();
            default:
                throw new UnreachableException();
        }
    }
}

using System.Collections.Immutable;
using System.Diagnostics;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Matrices;

/// <content>Stacks of matrices. Behind the axes of the stack each value keeps two, of which one or both may be 1, so that products,
/// functions and sums broadcast; where it does not depend on a batch index, that axis is 1 or missing.</content>
internal sealed partial class NumpyWriter
{
    /// <summary>A form for each value of batch indices, as one array in the shape of the derivative.</summary>
    public string Write(MatrixTranslation translation)
    {
        ImmutableArray<BatchIndex> batch = translation.Batch;
        MatrixNode node = translation.Right;
        if (batch.IsEmpty)
        {
            return Write(node);
        }

        Spelling value = Stacked(node, batch);
        if (translation.Axes.Length == 1)
        {
            value = Atom($"{Parenthesised(value, Binding.Atom)}[..., 0]");
        }

        if (!batch.All(b => b.IsIn(node)))
        {
            string sizes = string.Join(", ", batch.Select(b => Size(b.Dimension)).Concat(new[] { node.Shape.Rows, node.Shape.Columns }.OfType<Dimension>().Select(Size)));
            value = Atom($"np.broadcast_to({value.Text}, ({sizes}))");
        }

        // From the batch, the rows and the columns to the order of the derivative's axes.
        int next = 0;
        return Permuted(value.Text, [.. Enumerable.Range(0, batch.Length + translation.Axes.Length).Select(axis =>
            translation.Axes.IndexOf(axis) is >= 0 and var kept ? batch.Length + kept : next++)]);
    }

    private static Spelling Atom(string text) => new(text, Binding.Atom, MatrixShape.Scalar);

    /// <summary>The sum of a stack, of the shape of one of its matrices.</summary>
    private Spelling SumOfStack(BatchSum sum)
    {
        Spelling whole = StackedSum(sum, []);
        string text = (sum.Shape.Rows, sum.Shape.Columns) switch
        {
            (null, null) => $"{whole.Text}[0, 0]",
            (_, null) => $"{whole.Text}[:, 0]",
            (null, _) => $"{whole.Text}[0]",
            _ => whole.Text,
        };
        return new Spelling(text, Binding.Atom, sum.Shape);
    }

    private Spelling StackedSum(BatchSum sum, ImmutableArray<BatchIndex> scope)
    {
        string axis = scope.IsEmpty ? "0" : "-3";
        return Atom($"{Parenthesised(Stacked(sum.Body, [.. scope, sum.Index]), Binding.Atom)}.sum({axis})");
    }

    private Spelling Stacked(MatrixNode node, ImmutableArray<BatchIndex> scope)
    {
        if (!scope.Any(b => b.IsIn(node)) && node is not BatchSum)
        {
            return node.Shape switch
            {
                { IsScalar: true } => Spell(node),
                { IsColumn: true } => Atom($"{At(node, Binding.Atom)}[:, None]"),
                { IsRow: true } => Atom($"{At(node, Binding.Atom)}[None, :]"),
                _ => Whole(node),
            };
        }

        switch (node)
        {
            case TensorLeaf leaf:
                return StackedLeaf(leaf, scope, isTransposed: false);
            case TransposeOf { Operand: TensorLeaf leaf }:
                return StackedLeaf(leaf, scope, isTransposed: true);
            case UnitLeaf unit:
                int at = scope.ToList().FindIndex(b => b.Letter == BatchIndex.LetterOf(unit.Position));
                string nones = string.Concat(Enumerable.Repeat("None, ", scope.Length - at - 1));
                string side = Size(node.Shape.Rows!), stack = Size(scope[at].Dimension);
                return Atom($"np.eye({(side == stack ? side : $"{stack}, {side}")})[:, {nones}:, None]");
            case TransposeOf transpose:
                return Atom($"np.swapaxes({Stacked(transpose.Operand, scope).Text}, -1, -2)");
            case BatchSum sum:
                return StackedSum(sum, scope);
            case MatrixProduct product:
                return StackedProduct(product, scope);
            case ScalarMultiple multiple:
                return StackedMultiple(multiple, scope);
            case PointwiseProduct product:
                return Quotient([.. product.Above.Select(f => Stacked(f, scope))], [.. product.Below.Select(f => Stacked(f, scope))], MatrixShape.Scalar);
            case MatrixSum sum:
                string text = string.Concat(sum.Terms.Select((term, i) =>
                {
                    bool negative = MatrixWriter.IsNegative(term);
                    string spelt = Parenthesised(Stacked(negative ? MatrixBuilder.Negate(term) : term, scope), Binding.Product);
                    return (i, negative) switch { (0, false) => "", (0, true) => "-", (_, false) => " + ", _ => " - " } + spelt;
                }));
                return new Spelling(text, Binding.Sum, MatrixShape.Scalar);
            case PointwiseCall { Children: [var only] } call:
                return Call(call.Function, Stacked(only, scope));
            case PointwiseCall call:
                return Atom($"np.{(call.Function.Name == "max" ? "maximum" : "minimum")}({string.Join(", ", call.Children.Select(c => Stacked(c, scope).Text))})");
            case PointwiseChoice { Children: var parts } choice:
                string[] texts = [.. parts.Select(p => Stacked(p, scope).Text)];
                return Atom($"np.where({texts[0]} {Sign(choice.Relation)} {texts[1]}, {texts[2]}, {texts[3]})");
            case PointwisePower { Exponent: NumberLeaf { Value: { Numerator.IsOne: true, Denominator: var d } } } power when d == 2:
                return Atom($"np.sqrt({Stacked(power.Base, scope).Text})");
            case PointwisePower power:
                string exponent = Parenthesised(Stacked(power.Exponent, scope), Binding.Power);
                return new Spelling($"{Parenthesised(Stacked(power.Base, scope), Binding.Atom)}**{exponent}", Binding.Power, MatrixShape.Scalar);
            case DiagonalMatrix diagonal:
                return new Spelling($"{Parenthesised(Stacked(diagonal.Column, scope), Binding.Product)} * np.eye({Size(node.Shape.Rows!)})", Binding.Product, MatrixShape.Scalar);
            case DiagonalOf diagonal:
                return Atom($"np.diagonal({Stacked(diagonal.Matrix, scope).Text}, axis1=-2, axis2=-1)[..., None]");
            case TraceOf trace:
                return Atom($"np.trace({Stacked(trace.Matrix, scope).Text}, axis1=-2, axis2=-1)[..., None, None]");
            case InverseOf inverse:
                return Atom($"np.linalg.inv({Stacked(inverse.Matrix, scope).Text})");
            case DeterminantOf determinant:
                string matrix = Stacked(determinant.Matrix, scope).Text;
                return Atom($"{(determinant.IsLogarithm ? $"np.linalg.slogdet({matrix})[1]" : $"np.linalg.det({matrix})")}[..., None, None]");
            case NormOf norm:
                return Atom($"np.linalg.norm({Stacked(norm.Operand, scope).Text}, axis=(-2, -1), keepdims=True)");
            case ColumnReduction reduction:
                return StackedReduction(reduction, Stacked(reduction.Column, scope));
            default:
                throw new UnreachableException(node.GetType().Name);
        }
    }

    private static Spelling StackedReduction(ColumnReduction reduction, Spelling column)
    {
        string total = $"np.logaddexp.reduce({column.Text}, -2, keepdims=True)";
        return reduction.Kind switch
        {
            ReductionKind.LogSumExp => Atom(total),
            ReductionKind.Softmax => Atom($"np.exp({Parenthesised(column, Binding.Product)} - {total})"),
            var kind => Atom($"np.{kind.Name()}({column.Text}, -2, keepdims=True)"),
        };
    }

    private Spelling StackedMultiple(ScalarMultiple multiple, ImmutableArray<BatchIndex> scope)
    {
        Fractions.Fraction size = Fractions.Fraction.Abs(multiple.Coefficient);
        Spelling[] above =
        [
            .. size.Equals(Fractions.Fraction.One) ? [] : new[] { Number(size) },
            .. multiple.Above.Select(s => Stacked(s, scope)),
            .. multiple.Body is null ? [] : new[] { Stacked(multiple.Body, scope) },
        ];
        Spelling value = Quotient(above, [.. multiple.Below.Select(s => Stacked(s, scope))], MatrixShape.Scalar);
        return multiple.Coefficient.IsNegative ? Negated(value) : value;
    }

    /// <summary>The factors from left to right: matrices by @, diagonal ones by *, columns of ones as sums.</summary>
    private Spelling StackedProduct(MatrixProduct product, ImmutableArray<BatchIndex> scope)
    {
        string text = "";
        bool scales = false;
        for (int i = 0; i < product.Factors.Length; i++)
        {
            MatrixNode factor = product.Factors[i];
            bool isLast = i + 1 == product.Factors.Length;
            if (factor is DiagonalMatrix diagonal)
            {
                MatrixNode scale = i == 0 ? diagonal.Column : MatrixBuilder.Transpose(diagonal.Column);
                text += (i == 0 ? "" : " * ") + Parenthesised(Stacked(scale, scope), i == 0 ? Binding.Product : Binding.Unary);
                scales |= i == 0;
                continue;
            }

            string next;
            if (!isLast && factor is TransposeOf { Operand: OnesLeaf } && product.Factors[i + 1] is not DiagonalMatrix)
            {
                next = $"{Parenthesised(Stacked(product.Factors[++i], scope), Binding.Atom)}.sum(-2, keepdims=True)";
            }
            else if (!isLast && product.Factors[i + 1] is OnesLeaf && factor.Shape.Columns is not null)
            {
                next = $"{Parenthesised(Stacked(factor, scope), Binding.Atom)}.sum(-1, keepdims=True)";
                i++;
            }
            else
            {
                next = Parenthesised(Stacked(factor, scope), text.Length == 0 ? Binding.Product : Binding.Unary);
            }

            text += (text.Length == 0 ? "" : scales ? " * " : " @ ") + next;
            scales = false;
        }

        return new Spelling(text, Binding.Product, MatrixShape.Scalar);
    }

    private static Spelling StackedLeaf(TensorLeaf leaf, ImmutableArray<BatchIndex> scope, bool isTransposed)
    {
        string name = Name(leaf.Tensor.Name);
        if (leaf.Positions.Any(p => p is not null && BatchIndex.LetterOf(p) is null))
        {
            name += $"[{string.Join(", ", leaf.Positions.Select(p => p is null || BatchIndex.LetterOf(p) is not null ? ":" : Position(p)))}]";
        }

        string?[] axes = [.. leaf.Positions.Where(p => p is null || BatchIndex.LetterOf(p) is not null).Select(BatchIndex.LetterOf)];
        int[] own = [.. Enumerable.Range(0, axes.Length).Where(a => axes[a] is null)];
        int[] order = [.. scope.Select(b => Array.IndexOf(axes, b.Letter)).Where(a => a >= 0), .. isTransposed ? own.Reverse() : own];
        bool[] isThere = [.. scope.Select(b => axes.Contains(b.Letter)).SkipWhile(there => !there)];
        string[] matrix = (own.Length, isTransposed) switch
        {
            (2, _) => [":", ":"],
            (1, false) => [":", "None"],
            (1, true) => ["None", ":"],
            _ => ["None", "None"],
        };
        string text = Permuted(name, order);
        bool isFull = isThere.All(there => there);
        return Atom((isFull, own.Length) switch
        {
            (true, 2) => text,
            (true, _) => $"{text}[..., {string.Join(", ", matrix)}]".Replace("[..., :, ", "[..., ", StringComparison.Ordinal),
            _ => $"{text}[{string.Join(", ", isThere.Select(there => there ? ":" : "None").Concat(own.Length == 2 ? [] : matrix))}]",
        });
    }

    /// <summary>An array with its axes in another order.</summary>
    /// <param name="text">The array.</param>
    /// <param name="from">For each axis of the result that of the array.</param>
    private static string Permuted(string text, int[] from)
    {
        int[] moved = [.. Enumerable.Range(0, from.Length).Where(i => from[i] != i)];
        return moved switch
        {
            [] => text,
            [var a, var b] => $"np.swapaxes({text}, {a}, {b})",
            _ => $"np.transpose({text}, ({string.Join(", ", from)}))",
        };
    }
}

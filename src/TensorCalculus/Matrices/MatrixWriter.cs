using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;
using TensorCalculus.Printing;

namespace TensorCalculus.Matrices;

/// <summary>Writes matrix expressions as mathematics: what stands beside what, and where parentheses stand. The notations only spell.</summary>
internal abstract partial class MatrixWriter(MatrixNames names)
{
    /// <summary>How tightly a text holds together.</summary>
    private protected enum Binding
    {
        Sum,
        Pointwise,
        Product,
        Power,
        Atom,
    }

    private protected MatrixNames Names { get; } = names;

    private protected abstract string Ones { get; }

    private protected abstract string Minus { get; }

    /// <summary>The whole expression.</summary>
    public string Write(MatrixNode node) => Spell(node).Text;

    /// <summary>A text times the number and the scalars of an expression.</summary>
    public string Scaled(ScalarMultiple multiple, string? body)
    {
        Fraction size = Fraction.Abs(multiple.Coefficient);
        bool single = size.Equals(Fraction.One) && multiple.Below.IsEmpty && multiple.Above.Length + (body is null ? 0 : 1) == 1;
        return single && body is null
            ? At(multiple.Above[0], Binding.Product)
            : Times(size, multiple.Above, multiple.Below, body);
    }

    /// <summary>Terms with their signs, spelt by <paramref name="spell"/> without.</summary>
    public string Signed(MatrixSum sum, Func<MatrixNode, string> spell)
    {
        var text = new StringBuilder();
        foreach (MatrixNode term in sum.Terms)
        {
            bool negative = IsNegative(term);
            text.Append((text.Length, negative) switch
            {
                (0, false) => "",
                (0, true) => Minus,
                (_, false) => " + ",
                (_, true) => $" {Minus} ",
            });
            text.Append(spell(negative ? MatrixBuilder.Negate(term) : term));
        }

        return text.ToString();
    }

    /// <summary>Whether the term has a sign in front.</summary>
    public static bool IsNegative(MatrixNode term) => term is ScalarMultiple { Coefficient.IsNegative: true } or NumberLeaf { Value.IsNegative: true };

    /// <summary>The text with a sign in front.</summary>
    public string Negative(string text) => Minus + text;

    /// <summary>A component: what stands in brackets with its indices below.</summary>
    public abstract string Bracketed(string text, params ReadOnlySpan<string> indices);

    public abstract string Subscripted(string name, params ReadOnlySpan<string> indices);

    /// <summary>The letter of an index in running text.</summary>
    public abstract string Letter(string index);

    /// <summary>The sign of a sum over an index.</summary>
    public abstract string SumSign(string index);

    public abstract string Delta(string row, string column);

    public abstract string One(string index);

    public abstract string Quotient(string above, string below);

    private protected abstract string Marked(string mark, string name);

    private protected abstract string NameOf(string name, int order);

    private protected abstract string Derivative(string of, IReadOnlyList<string> by);

    private protected abstract string Transposed(string operand);

    private protected abstract string Parentheses(string text);

    private protected abstract string Call(string function, int primes, string argument);

    private protected abstract string PowerOf(string @base, string exponent, bool pointwise);

    private protected abstract string Root(string text);

    private protected abstract string NormOf(string text, bool frobenius);

    private protected abstract string Inverse(string text);

    private protected abstract string InverseTransposed(string text);

    private protected abstract string Hadamard(IReadOnlyList<string> above, string? below);

    private protected abstract string Kronecker(string left, string right);

    private protected abstract string Identity { get; }

    private protected abstract string Commutation { get; }

    private protected abstract string Unit(string position);

    private protected abstract string Sliced(string name, IEnumerable<string> slots);

    private protected abstract string Pi { get; }

    private protected abstract string Times(Fraction coefficient, ImmutableArray<MatrixNode> above, ImmutableArray<MatrixNode> below, string? body);

    /// <summary>Whether a denominator stands behind what it divides.</summary>
    private protected virtual bool Trails(ImmutableArray<MatrixNode> below) => false;

    /// <summary>Scalars side by side; an inner product among others takes parentheses.</summary>
    private protected string[] Scalars(ImmutableArray<MatrixNode> scalars, bool alone = false) =>
        [.. scalars.Select(s => s is MatrixProduct && !(alone && scalars.Length == 1) ? Parentheses(Write(s)) : At(s, Binding.Product))];

    private protected string At(MatrixNode node, Binding atLeast)
    {
        (string text, Binding binding) = Spell(node);
        return binding < atLeast ? Parentheses(text) : text;
    }

    private protected (string Text, Binding Binding) Spell(MatrixNode node)
    {
        switch (node)
        {
            case NumberLeaf number:
                return Number(number.Value);
            case PiLeaf:
                return (Pi, Binding.Atom);
            case SizeLeaf size:
                return (MatrixNames.Size(size.Dimension), Binding.Atom);
            case TensorLeaf leaf:
                return Tensor(leaf);
            case OnesLeaf:
                return (Ones, Binding.Atom);
            case IdentityLeaf:
                return (Identity, Binding.Atom);
            case UnitLeaf unit:
                return (Unit(BatchIndex.Text(unit.Position)), Binding.Atom);
            case BatchSum sum:
                return ($"{SumSign(sum.Index.Letter)} {At(sum.Body, Binding.Pointwise)}", Binding.Sum);
            case TransposeOf { Operand: InverseOf { Matrix: var matrix } }:
                return (InverseTransposed(At(matrix, Binding.Atom)), Binding.Power);
            case TransposeOf { Operand: var operand }:
                return (Transposed(At(operand, Binding.Atom)), Binding.Power);
            case MatrixProduct product:
                return Product(product);
            case ScalarMultiple { Coefficient.IsZero: true }:
                // Of whatever shape: nobody writes 0 𝟏 𝟏ᵀ.
                return Number(Fraction.Zero);
            case ScalarMultiple multiple:
                return Multiple(multiple);
            case PointwiseProduct product:
                return Pointwise(product);
            case MatrixSum sum:
                return (Signed(sum, Write), Binding.Sum);
            case PointwiseCall call:
                return (Call(call.Function.Name, call.Function.Primes, string.Join(", ", call.Children.Select(Write))), Binding.Atom);
            case PointwiseChoice { Children: var parts } choice:
                return (Call("where", 0, $"{Write(parts[0])} {Sign(choice.Relation)} {Write(parts[1])}, {Write(parts[2])}, {Write(parts[3])}"), Binding.Atom);
            case PointwisePower power:
                return Power(power);
            case DiagonalMatrix { Column: PointwiseProduct { Above: [], Below: [var only] } }:
                return (Inverse(Call("diag", 0, Write(only))), Binding.Power);
            case DiagonalMatrix or DiagonalOf:
                return (Call("diag", 0, Write(node.Children[0])), Binding.Atom);
            case TraceOf trace:
                return (Call("tr", 0, Write(trace.Matrix)), Binding.Atom);
            case InverseOf inverse:
                return (Inverse(At(inverse.Matrix, Binding.Atom)), Binding.Power);
            case DeterminantOf determinant:
                return (Call(determinant.IsLogarithm ? "logdet" : "det", 0, Write(determinant.Matrix)), Binding.Atom);
            case NormOf norm:
                return (NormOf(Write(norm.Operand), norm.Operand.Shape.Order == 2), Binding.Atom);
            case ColumnReduction reduction:
                return (Call(reduction.Kind.Name(), 0, Write(reduction.Column)), Binding.Atom);
            default:
                throw new UnreachableException();
        }
    }

    private protected abstract string Sign(Relation relation);

    /// <summary>Digits as the notation writes them.</summary>
    private protected virtual string Digits(string digits) => digits;

    private (string Text, Binding Binding) Number(Fraction value)
    {
        (string above, string? below) = NumberText.Split(Fraction.Abs(value));
        string digits = below is null ? Digits(above) : $"{above}/{below}";
        return value.IsNegative ? (Negative(digits), Binding.Sum) : (digits, below is null && digits.All(c => c != '^') ? Binding.Atom : Binding.Product);
    }

    private (string Text, Binding Binding) Tensor(TensorLeaf leaf)
    {
        if (leaf.Tensor.Derivative is { IsAlong: true } or { By: [] })
        {
            string along = Along(leaf);
            return (leaf.IsWhole ? along : AtBatch(along, leaf), Binding.Atom);
        }

        if (leaf.HasDerivative && leaf.IsWhole && Names.OrdersOf(leaf.Tensor) is { } orders)
        {
            DerivativeName name = leaf.Tensor.Derivative!;
            return (Derivative(NameOf(name.Of, orders[0]), [.. name.By.Zip(orders.Skip(1), NameOf)]), Binding.Product);
        }

        // A slice at a position of the program's own keeps the name of the whole.
        int order = leaf.Positions.All(p => p is null || BatchIndex.LetterOf(p) is not null) ? leaf.Shape.Order : leaf.Tensor.Order;
        if (leaf.Tensor.Derivative is { By: var parts } derivative && Names.OrdersOf(leaf.Tensor) is { } each)
        {
            return parts is [var by] && each[0] == 0
                ? (Derivative(NameOf(derivative.Of, 0), [AtBatch(NameOf(by, order), leaf)]), Binding.Product)
                : (AtBatch(Parentheses(Derivative(NameOf(derivative.Of, each[0]), [.. parts.Zip(each.Skip(1), NameOf)])), leaf), Binding.Atom);
        }

        string text = NameOf(leaf.Tensor.Name, leaf.HasDerivative ? 0 : order);
        return (leaf.IsWhole ? text : AtBatch(text, leaf), Binding.Atom);
    }

    /// <summary>A tangent or a Hessian–vector product: what it is of, behind what marks it, dX.</summary>
    private string Along(TensorLeaf leaf)
    {
        DerivativeName name = leaf.Tensor.Derivative!;
        string of = name.By.IsEmpty ? name.Of : name.By[^1], spelt = leaf.Tensor.Name;
        return spelt.Length > of.Length && spelt.EndsWith(of, StringComparison.Ordinal)
            ? Marked(spelt[..^of.Length], NameOf(of, leaf.Shape.Order))
            : NameOf(spelt, leaf.Shape.Order);
    }

    /// <summary>A tensor at positions: X_b where they are those of its first axes, else X[:,b,:].</summary>
    private string AtBatch(string name, TensorLeaf leaf)
    {
        string[] letters = [.. leaf.Positions.Select(BatchIndex.LetterOf).TakeWhile(l => l is not null).OfType<string>()];
        return letters.Length == leaf.Positions.Count(p => p is not null)
            ? Subscripted(name, letters)
            : Sliced(name, leaf.Positions.Select(p => p is null ? ":" : BatchIndex.Text(p)));
    }

    /// <summary>Factors side by side; equal ones in a row are a power: X², (X²)ᵀ.</summary>
    private (string Text, Binding Binding) Product(MatrixProduct product)
    {
        var factors = new List<(string Text, Binding Binding)>();
        for (int i = 0; i < product.Factors.Length;)
        {
            MatrixNode factor = product.Factors[i];
            int end = i + 1;
            while (end < product.Factors.Length && factor is { Shape.Order: 2 } and (TensorLeaf or TransposeOf { Operand: TensorLeaf }) && product.Factors[end].Is(factor))
            {
                end++;
            }

            factors.Add(end == i + 1 ? (At(factor, Binding.Product), Binding.Product) : Power(factor, end - i));
            i = end;
        }

        return factors is [var only] ? only : (string.Join(' ', factors.Select(f => f.Text)), Binding.Product);
    }

    private (string Text, Binding Binding) Power(MatrixNode matrix, int exponent)
    {
        string text = PowerOf(At(matrix is TransposeOf { Operand: var operand } ? operand : matrix, Binding.Atom), exponent.ToString(CultureInfo.InvariantCulture), pointwise: false);
        return (matrix is TransposeOf ? Transposed(Parentheses(text)) : text, Binding.Power);
    }

    private (string Text, Binding Binding) Multiple(ScalarMultiple multiple)
    {
        string text = Scaled(multiple, multiple.Body is null ? null : multiple.Body is BatchSum && multiple.Below.IsEmpty ? Write(multiple.Body) : At(multiple.Body, Trails(multiple.Below) ? Binding.Product : Binding.Pointwise));
        return IsNegative(multiple) ? (Negative(text), Binding.Sum)
            : (text, multiple.Body is PointwiseProduct ? Binding.Pointwise : Binding.Product);
    }

    private (string Text, Binding Binding) Pointwise(PointwiseProduct product)
    {
        string[] above = [.. product.Above.Select(f => Operand(f, product.Above.Length + product.Below.Length == 1))];
        string[] below = [.. product.Below.Select(f => Operand(f, false))];
        string? under = below switch
        {
            [] => null,
            [var only] => only,
            _ => Parentheses(Hadamard(below, null)),
        };
        // 𝟏 is a column: the components of a matrix divide the number, as in 1 + A.
        return (Hadamard(above.Length > 0 ? above : [product.Shape.Order == 2 ? "1" : Ones], under), Binding.Pointwise);
    }

    /// <summary>A matrix product beside ∘ takes parentheses, for readers differ about which binds tighter.</summary>
    private string Operand(MatrixNode node, bool alone) => alone || node is TensorLeaf ? At(node, Binding.Product) : At(node, Binding.Power);

    private (string Text, Binding Binding) Power(PointwisePower power)
    {
        if (power.Exponent is NumberLeaf { Value: { Numerator.IsOne: true, Denominator: var d } } && d == 2)
        {
            return (Root(Write(power.Base)), Binding.Atom);
        }

        return (PowerOf(At(power.Base, Binding.Atom), Write(power.Exponent), !power.IsScalar), Binding.Power);
    }

    private protected static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using System.Diagnostics;
using System.Globalization;
using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Matrices;

/// <summary>Spells matrix expressions as NumPy. Rows and columns are one-dimensional arrays, scalars are numbers, and no diagonal matrix
/// or column of ones is made where broadcasting or a sum along an axis does.</summary>
internal sealed partial class NumpyWriter(BoundProgram program)
{
    private readonly Lazy<Dictionary<Dimension, (TensorSymbol Tensor, int Axis)>> sizes = new(() => program.Tensors.Values
        .SelectMany(t => t.Axes.Select((d, axis) => (Dimension: d, Tensor: t, Axis: axis)))
        .OrderBy(s => s.Tensor.Kind).ThenBy(s => s.Tensor.Ordinal).ThenBy(s => s.Axis)
        .DistinctBy(s => s.Dimension).ToDictionary(s => s.Dimension, s => (s.Tensor, s.Axis)));

    private static readonly HashSet<string> Keywords =
    [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for",
        "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ];

    private static readonly Dictionary<string, string> Renamed = new()
    {
        ["asin"] = "arcsin",
        ["acos"] = "arccos",
        ["atan"] = "arctan",
    };

    private enum Binding
    {
        Sum,
        Product,
        Unary,
        Power,
        Atom,
    }

    /// <summary>An expression whose value has exactly the shape of the node.</summary>
    public string Write(MatrixNode node) => Whole(node).Text;

    private static string Parenthesised(Spelling spelling, Binding atLeast) => spelling.Binding < atLeast ? $"({spelling.Text})" : spelling.Text;

    private string At(MatrixNode node, Binding atLeast) => Parenthesised(Whole(node), atLeast);

    /// <summary>The value in full shape, broadcast where its spelling leaves that to what is around it.</summary>
    private Spelling Whole(MatrixNode node)
    {
        Spelling spelling = Spell(node);
        MatrixShape shape = node.Shape;
        if ((spelling.HasRows || shape.Rows is null) && (spelling.HasColumns || shape.Columns is null))
        {
            return spelling;
        }

        string sizes = shape.Order == 2 ? $"({Size(shape.Rows!)}, {Size(shape.Columns!)})" : Size(shape.Rows ?? shape.Columns!);
        string text = (spelling.HasRows || spelling.HasColumns, spelling.Text) switch
        {
            (false, "1") => $"np.ones({sizes})",
            (false, "0") => $"np.zeros({sizes})",
            (false, var value) => $"np.full({sizes}, {value})",
            (true, var value) => $"np.broadcast_to({value}, {sizes})",
        };
        return new Spelling(text, Binding.Atom, shape);
    }

    private Spelling Spell(MatrixNode node)
    {
        switch (node)
        {
            case NumberLeaf number:
                return Number(number.Value);
            case PiLeaf:
                return new Spelling("np.pi", Binding.Atom, node.Shape);
            case SizeLeaf size:
                return new Spelling(Size(size.Dimension), Binding.Atom, node.Shape);
            case TensorLeaf leaf:
                string name = Name(leaf.Tensor.Name);
                return new Spelling(
                    leaf.IsWhole ? name : $"{name}[{string.Join(", ", leaf.Positions.Select(p => p is null ? ":" : Position(p)))}]", Binding.Atom, node.Shape);
            case OnesLeaf:
                return new Spelling("1", Binding.Atom, MatrixShape.Scalar);
            case IdentityLeaf:
                return new Spelling($"np.eye({Size(node.Shape.Rows!)})", Binding.Atom, node.Shape);
            case UnitLeaf unit:
                return new Spelling($"np.eye({Size(node.Shape.Rows!)})[{Position(unit.Position)}]", Binding.Atom, node.Shape);
            case TransposeOf { Operand: { Shape.Order: 1 } operand }:
                return Spell(operand).Transposed;
            case TransposeOf { Operand: var operand }:
                return new Spelling($"{At(operand, Binding.Atom)}.T", Binding.Atom, node.Shape);
            case MatrixProduct product:
                return Product(product);
            case ScalarMultiple multiple:
                return Multiple(multiple);
            case PointwiseProduct product:
                return Pointwise(product);
            case MatrixSum sum:
                return Sum(sum);
            case PointwiseCall call:
                return call.Children is [var only] ? Call(call.Function, Spell(only)) : Called($"np.{(call.Function.Name == "max" ? "maximum" : "minimum")}", call.Children);
            case PointwiseChoice { Children: var parts } choice:
                Spelling chosen = Called("", [.. parts]);
                return chosen with { Text = $"np.where({Spell(parts[0]).Text} {Sign(choice.Relation)} {Spell(parts[1]).Text}, {Spell(parts[2]).Text}, {Spell(parts[3]).Text})" };
            case PointwisePower power:
                return Power(power);
            case BatchSum sum:
                return SumOfStack(sum);
            case DiagonalMatrix or DiagonalOf:
                return new Spelling($"np.diag({Write(node.Children[0])})", Binding.Atom, node.Shape);
            case TraceOf { Matrix: MatrixProduct { Factors: [TransposeOf { Operand: var left }, .. var rest] } }:
                return new Spelling($"np.sum({At(left, Binding.Product)} * {Parenthesised(Product([.. rest]), Binding.Unary)})", Binding.Atom, node.Shape);
            case TraceOf trace:
                return new Spelling($"np.trace({Write(trace.Matrix)})", Binding.Atom, node.Shape);
            case InverseOf inverse:
                return new Spelling($"np.linalg.inv({Write(inverse.Matrix)})", Binding.Atom, node.Shape);
            case DeterminantOf determinant:
                return new Spelling(determinant.IsLogarithm ? $"np.linalg.slogdet({Write(determinant.Matrix)})[1]" : $"np.linalg.det({Write(determinant.Matrix)})", Binding.Atom, node.Shape);
            case NormOf norm:
                return new Spelling($"np.linalg.norm({Write(norm.Operand)})", Binding.Atom, node.Shape);
            case ColumnReduction { Kind: ReductionKind.LogSumExp } reduction:
                return new Spelling($"np.logaddexp.reduce({Write(reduction.Column)})", Binding.Atom, node.Shape);
            case ColumnReduction { Kind: ReductionKind.Max or ReductionKind.Min or ReductionKind.Product } reduction:
                return new Spelling($"np.{reduction.Kind.Name()}({Write(reduction.Column)})", Binding.Atom, node.Shape);
            case ColumnReduction reduction:
                string column = Write(reduction.Column);
                return new Spelling($"np.exp({Parenthesised(Whole(reduction.Column), Binding.Product)} - np.logaddexp.reduce({column}))", Binding.Atom, node.Shape);
            default:
                throw new UnreachableException();
        }
    }

    private Spelling Called(string function, IReadOnlyList<MatrixNode> arguments)
    {
        Spelling[] spelt = [.. arguments.Select(Spell)];
        return new Spelling($"{function}({string.Join(", ", spelt.Select(s => s.Text))})", Binding.Atom, Together(spelt));
    }

    private static string Sign(Relation relation) => relation switch
    {
        Relation.Less => "<",
        Relation.LessOrEqual => "<=",
        Relation.Greater => ">",
        Relation.GreaterOrEqual => ">=",
        Relation.Equal => "==",
        _ => "!=",
    };

    private static Spelling Number(Fraction value)
    {
        string digits = value.Denominator.IsOne ? value.Numerator.ToString(CultureInfo.InvariantCulture)
            : Decimal(value) ?? string.Create(CultureInfo.InvariantCulture, $"{value.Numerator} / {value.Denominator}");
        return new Spelling(digits, digits.Contains('/', StringComparison.Ordinal) ? Binding.Product : value.IsNegative ? Binding.Unary : Binding.Atom, MatrixShape.Scalar);
    }

    /// <summary>The decimal with all its digits, where it has few.</summary>
    private static string? Decimal(Fraction value)
    {
        (string above, string? below) = Printing.NumberText.Split(Fraction.Abs(value));
        string sign = value.IsNegative ? "-" : "";
        return below is null ? sign + above
            : value.Denominator == 2 || value.Denominator == 4 || value.Denominator == 5 || value.Denominator == 8
            ? value.ToDecimal().ToString(CultureInfo.InvariantCulture)
            : null;
    }

    private Spelling Multiple(ScalarMultiple multiple)
    {
        Fraction size = Fraction.Abs(multiple.Coefficient);
        bool isDecimal = Number(size).Binding != Binding.Product;
        Spelling? body = multiple.Body is null ? null : Spell(multiple.Body);
        Spelling[] factors =
        [
            .. isDecimal && !size.Equals(Fraction.One) ? [Number(size)] : Array.Empty<Spelling>(),
            .. !isDecimal && !size.Numerator.IsOne ? [Number(new Fraction(size.Numerator))] : Array.Empty<Spelling>(),
            .. multiple.Above.Select(Spell),
            .. body is { Text: not "1" } ? [body.Value] : Array.Empty<Spelling>(),
        ];
        Spelling[] divisors = [.. isDecimal ? [] : new[] { Number(new Fraction(size.Denominator)) }, .. multiple.Below.Select(Spell)];
        Spelling value = Quotient(factors, divisors, body?.Given ?? MatrixShape.Scalar);
        return multiple.Coefficient.IsNegative ? Negated(value) : value;
    }

    private static Spelling Quotient(Spelling[] above, Spelling[] below, MatrixShape given)
    {
        if (above is [var only] && below.Length == 0)
        {
            return only with { Given = given };
        }

        string text = above.Length == 0 ? "1" : string.Join(" * ", above.Select((s, i) => Parenthesised(s, i == 0 ? Binding.Product : Binding.Unary)));
        text += string.Concat(below.Select(s => $" / {Parenthesised(s, Binding.Unary)}"));
        return new Spelling(text, below.Length == 0 && above.Length == 0 ? Binding.Atom : Binding.Product, given);
    }

    private static Spelling Negated(Spelling value) => value with
    {
        Text = $"-{Parenthesised(value, Binding.Product)}",
        Binding = value.Binding == Binding.Product ? Binding.Product : Binding.Unary,
    };

    private Spelling Pointwise(PointwiseProduct product)
    {
        Spelling[] above = [.. product.Above.Select(Spell)], below = [.. product.Below.Select(Spell)];
        return Quotient(above, below, Together([.. above, .. below]));
    }

    private Spelling Sum(MatrixSum sum)
    {
        var text = new System.Text.StringBuilder();
        var given = new List<Spelling>();
        foreach (MatrixNode term in sum.Terms)
        {
            bool negative = MatrixWriter.IsNegative(term);
            Spelling spelling = Spell(negative ? MatrixBuilder.Negate(term) : term);
            text.Append((text.Length, negative) switch
            {
                (0, false) => "",
                (0, true) => "-",
                (_, false) => " + ",
                (_, true) => " - ",
            });
            text.Append(Parenthesised(spelling, Binding.Product));
            given.Add(spelling);
        }

        return new Spelling(text.ToString(), Binding.Sum, Together(given));
    }

    /// <summary>The axes that several values have when they meet pointwise.</summary>
    private static MatrixShape Together(IReadOnlyList<Spelling> values) => new(
        values.Select(v => v.Given.Rows).FirstOrDefault(d => d is not null), values.Select(v => v.Given.Columns).FirstOrDefault(d => d is not null));

    private Spelling Power(PointwisePower power)
    {
        Spelling @base = Spell(power.Base);
        if (power.Exponent is NumberLeaf { Value: { Numerator.IsOne: true, Denominator: var d } } && d == 2)
        {
            return @base with { Text = $"np.sqrt({@base.Text})", Binding = Binding.Atom };
        }

        Spelling exponent = Spell(power.Exponent);
        return new Spelling($"{Parenthesised(@base, Binding.Atom)}**{Parenthesised(exponent, Binding.Power)}", Binding.Power, Together([@base, exponent]));
    }

    private static Spelling Call(PointwiseFunction function, Spelling argument)
    {
        string text = argument.Text;
        string negative = argument.Binding == Binding.Unary && text.StartsWith('-') ? text[1..] : $"-{Parenthesised(argument, Binding.Unary)}";
        if (function.IsArbitrary)
        {
            string name = Name(function.Name) + string.Concat(Enumerable.Repeat("_prime", function.Primes));
            return argument with { Text = $"{name}({text})", Binding = Binding.Atom };
        }

        (string spelt, Binding binding) = function.Name switch
        {
            "sigmoid" => ($"1 / (1 + np.exp({negative}))", Binding.Product),
            "relu" => ($"np.maximum({text}, 0)", Binding.Atom),
            "softplus" => ($"np.logaddexp(0, {text})", Binding.Atom),
            "silu" => ($"{Parenthesised(argument, Binding.Product)} / (1 + np.exp({negative}))", Binding.Product),
            "erf" => (Erf(text), Binding.Atom),
            "gelu" => ($"{Parenthesised(argument, Binding.Product)} * (1 + {Erf($"{Parenthesised(argument, Binding.Product)} / np.sqrt(2)")}) / 2", Binding.Product),
            var name => ($"np.{Renamed.GetValueOrDefault(name, name)}({text})", Binding.Atom),
        };
        return argument with { Text = spelt, Binding = binding };
    }

    /// <summary>NumPy has no error function; Python has.</summary>
    private static string Erf(string argument) => $"np.vectorize(__import__(\"math\").erf)({argument})";

    private Spelling Product(MatrixProduct product)
    {
        int inner = product.Factors.ToList().FindIndex(f => f.Shape.Columns is null);
        if (inner < 0 || inner == product.Factors.Length - 1)
        {
            return Product([.. product.Factors]);
        }

        Spelling left = Product([.. product.Factors[..(inner + 1)]]), right = Product([.. product.Factors[(inner + 1)..]]);
        return (left.Text, right.Text) switch
        {
            ("1", "1") => new Spelling("1", Binding.Atom, MatrixShape.Scalar),
            ("1", _) => right,
            (_, "1") => left with { Text = $"{Parenthesised(left, Binding.Atom)}[:, None]", Binding = Binding.Atom },
            _ => new Spelling($"np.outer({left.Text}, {right.Text})", Binding.Atom, product.Shape),
        };
    }

    /// <summary>A product whose neighbours meet at a dimension above 1.</summary>
    private Spelling Product(List<MatrixNode> factors)
    {
        if (factors is [var only])
        {
            return Spell(only);
        }

        var shape = new MatrixShape(factors[0].Shape.Rows, factors[^1].Shape.Columns);
        if (factors is [TransposeOf { Operand: OnesLeaf }, var summed, OnesLeaf])
        {
            return new Spelling($"{At(summed, Binding.Atom)}.sum()", Binding.Atom, shape);
        }

        var steps = new List<Step>();
        for (int i = 0; i < factors.Count; i++)
        {
            bool sums = i + 1 < factors.Count;
            if (sums && factors[i + 1] is OnesLeaf && factors[i] is not DiagonalMatrix)
            {
                steps.Add(new Step(Summed(factors[i], rows: false), factors[i].Shape.Order == 1 ? MatrixShape.Scalar : new MatrixShape(factors[i].Shape.Rows, null), false));
                i++;
            }
            else if (sums && factors[i] is TransposeOf { Operand: OnesLeaf } && factors[i + 1] is not DiagonalMatrix)
            {
                MatrixNode next = factors[++i];
                steps.Add(new Step(Summed(next, rows: true), new MatrixShape(null, next.Shape.Columns), false));
            }
            else if (factors[i] is DiagonalMatrix { Column: var column })
            {
                steps.Add(new Step(Whole(column), column.Shape, true));
            }
            else
            {
                steps.Add(new Step(Whole(factors[i]), factors[i].Shape, false));
            }
        }

        return Folded(steps, shape);
    }

    /// <summary>The factors from left to right: matrices by @, diagonal ones by *.</summary>
    private static Spelling Folded(List<Step> steps, MatrixShape shape)
    {
        if (steps is [var only])
        {
            return only.Value with { Given = shape };
        }

        string text = "";
        bool isLeading = false;
        for (int i = 0; i < steps.Count; i++)
        {
            (Spelling value, _, bool isDiagonal) = steps[i];
            if (i == 0)
            {
                isLeading = isDiagonal;
                text = isDiagonal && steps[1].Shape.Columns is not null ? $"{Parenthesised(value, Binding.Atom)}[:, None]" : Parenthesised(value, Binding.Product);
                continue;
            }

            text += $" {(isDiagonal || isLeading ? "*" : "@")} {Parenthesised(value, Binding.Unary)}";
            isLeading = false;
        }

        return new Spelling(text, Binding.Product, shape);
    }

    private Spelling Summed(MatrixNode node, bool rows)
    {
        string axis = node.Shape.Order == 1 ? "" : rows ? "0" : "1";
        (MatrixNode operand, axis) = node is TransposeOf { Operand: { Shape.Order: 2 } transposed } ? (transposed, rows ? "1" : "0") : (node, axis);
        return new Spelling($"{At(operand, Binding.Atom)}.sum({axis})", Binding.Atom, MatrixShape.Scalar);
    }

    /// <summary>The size as the program's tensors have it.</summary>
    private string Size(Dimension dimension)
    {
        if (dimension.Value is { } value)
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        return sizes.Value.TryGetValue(dimension, out (TensorSymbol Tensor, int Axis) place)
            ? string.Create(CultureInfo.InvariantCulture, $"{Name(place.Tensor.Name)}.shape[{place.Axis}]")
            : throw new NoMatrixFormException("a size in it is that of no tensor");
    }

    private static string Position(PositionSubscript position) => position.Symbol is null || position.Offset == 0
        ? position.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"{position.Symbol}{position.Offset:+0;-0}");

    private static string Name(string name) => Keywords.Contains(name) ? name + "_" : name;

    private readonly record struct Step(Spelling Value, MatrixShape Shape, bool IsDiagonal);

    /// <summary>A text and the axes that its value has; those that are missing are left to broadcasting.</summary>
    private readonly record struct Spelling(string Text, Binding Binding, MatrixShape Given)
    {
        public bool HasRows => Given.Rows is not null;

        public bool HasColumns => Given.Columns is not null;

        public Spelling Transposed => this with { Given = Given.Transposed };
    }
}

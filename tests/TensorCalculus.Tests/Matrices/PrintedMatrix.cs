using System.Globalization;
using System.Text.RegularExpressions;
using Fractions;

namespace TensorCalculus.Tests.Matrices;

/// <summary>Reads matrix expressions as they are printed, and as textbooks print them: evaluates them, and writes them in a form in which
/// only the order of addends, the order of scalars and the transposition of scalars are gone. Knows nothing of the library.</summary>
internal sealed partial class PrintedMatrix
{
    private readonly IReadOnlyDictionary<string, double[,]> names;
    private readonly int size;
    private readonly string[] tokens;
    private int at;
    private int norms;

    private PrintedMatrix(string text, IReadOnlyDictionary<string, double[,]> names, int size)
    {
        this.names = names;
        this.size = size;
        tokens = [.. Token().Matches(text).Select(m => m.Value)];
        string.Concat(tokens).Should().Be(Blank().Replace(text, ""), "all of {0} is read", text);
    }

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="names">The values of its names, each a matrix; a scalar is 1×1, a vector a column.</param>
    /// <param name="size">The size of every axis, which is that of 𝟏 and I.</param>
    public static (double[,] Value, string Form) Read(string text, IReadOnlyDictionary<string, double[,]> names, int size)
    {
        var reader = new PrintedMatrix(text, names, size);
        Part part = reader.Sum();
        reader.at.Should().Be(reader.tokens.Length, "all of {0} is read", text);
        return (part.Value, part.Form);
    }

    private string Next => at < tokens.Length ? tokens[at] : "";

    private bool Take(string token)
    {
        bool found = Next == token;
        at += found ? 1 : 0;
        return found;
    }

    private Part Sum()
    {
        var terms = new List<Part>();
        do
        {
            bool negative = Take("−") || (!Take("+") && Take("-"));
            Part term = Pointwise();
            terms.Add(negative ? term.Scaled(-1) : term);
        }
        while (Next is "+" or "−" or "-");
        if (terms.Count == 1)
        {
            return terms[0];
        }

        Part shape = terms.MaxBy(t => t.Value.Length)!;
        return new Part(
            Each(shape.Value, (i, j) => terms.Sum(t => t.At(i, j))),
            $"({string.Join(" + ", terms.Select(t => t.Form).Order(StringComparer.Ordinal))})");
    }

    private Part Pointwise()
    {
        Part left = Product();
        while (Next is "∘" or "⊘" or ".*" or "./")
        {
            bool divides = tokens[at++] is "⊘" or "./";
            Part a = left, b = Product();
            Part shape = a.IsScalar ? b : a;
            (Fraction number, string[] scalars, string form) = a.Split();
            left = Part.Of(
                Each(shape.Value, (i, j) => divides ? a.At(i, j) / b.At(i, j) : a.At(i, j) * b.At(i, j)), number, scalars, $"[{form} {(divides ? "⊘" : "∘")} {b.Form}]");
        }

        return left;
    }

    private Part Product()
    {
        Part product = Power();
        while (Next is not ("" or "+" or "−" or "-" or "∘" or "⊘" or ".*" or "./" or ")" or "," or "‖_F") && !(Next == "‖" && norms > 0))
        {
            bool divides = Take("/");
            _ = divides || Take("*");
            Part factor = Power();
            product = divides ? product.Over(factor) : product.Times(factor);
        }

        return product;
    }

    private Part Power()
    {
        Part part = Operand();
        while (true)
        {
            if (Take("ᵀ") || Take("'"))
            {
                part = part.Transposed();
            }
            else if (Take("⁻¹"))
            {
                part = part.IsScalar ? Number(1).Over(part) : new Part(Inverse(part.Value), $"{part.Form}⁻¹");
            }
            else if (Take("⁻ᵀ"))
            {
                part = new Part(Inverse(part.Value), $"{part.Form}⁻¹").Transposed();
            }
            else if (Next is ['⁰' or '¹' or '²' or '³' or (>= '⁴' and <= '⁹'), ..])
            {
                int exponent = "⁰¹²³⁴⁵⁶⁷⁸⁹".IndexOf(tokens[at++][0], StringComparison.Ordinal);
                part = Raised(part, Number(exponent));
            }
            else if (Next is "^∘" or "^" or ".^")
            {
                bool pointwise = tokens[at++] != "^";
                part = pointwise ? PointwisePower(part, Operand()) : Raised(part, Operand());
            }
            else
            {
                return part;
            }
        }
    }

    private static Part Raised(Part part, Part exponent) => part.IsScalar
        ? PointwisePower(part, exponent)
        : Enumerable.Range(1, (int)exponent.Value[0, 0] - 1).Aggregate(part, (p, _) => p.Times(part));

    private static Part PointwisePower(Part part, Part exponent) =>
        new(Each(part.Value, (i, j) => Math.Pow(part.At(i, j), exponent.Value[0, 0])), $"{part.Form}^{exponent.Form}");

    private Part Operand()
    {
        string token = tokens[at++];
        if (token == "(")
        {
            Part inside = Sum();
            Take(")").Should().BeTrue();
            return inside;
        }

        if (token == "‖")
        {
            norms++;
            Part inside = Sum();
            norms--;
            at++;
            return Norm(inside);
        }

        if (char.IsAsciiDigit(token[0]))
        {
            return Number(Fraction.FromString(token, CultureInfo.InvariantCulture));
        }

        if (token.EndsWith('('))
        {
            Part argument = Sum();
            Take(")").Should().BeTrue();
            return Called(token[..^1], argument);
        }

        return token switch
        {
            "𝟏" => new Part(Make(size, 1, (_, _) => 1), "𝟏"),
            "I" or "𝐈" or "eye" when !names.ContainsKey(token) => new Part(Make(size, size, (i, j) => i == j ? 1 : 0), "I"),
            _ => names.TryGetValue(token, out double[,]? value) ? new Part(value, token) : throw new KeyNotFoundException($"{token} has no value"),
        };
    }

    private Part Number(Fraction value) => Part.Of(Make(1, 1, (_, _) => value.ToDouble()), value, [], "");

    private static Part Norm(Part x) => new(Make(1, 1, (_, _) => Math.Sqrt(x.Value.Cast<double>().Sum(v => v * v))), $"‖{x.Form}‖");

    private static Part Called(string function, Part x)
    {
        double[,] v = x.Value;
        double[,] value = function switch
        {
            "tr" => Make(1, 1, (_, _) => Enumerable.Range(0, v.GetLength(0)).Sum(i => v[i, i])),
            "diag" when v.GetLength(1) == 1 => Make(v.Length, v.Length, (i, j) => i == j ? v[i, 0] : 0),
            "diag" => Make(v.GetLength(0), 1, (i, _) => v[i, i]),
            "det" => Make(1, 1, (_, _) => Determinant(v)),
            "logdet" => Make(1, 1, (_, _) => Math.Log(Determinant(v))),
            "inv" => Inverse(v),
            "sum" => Make(1, 1, (_, _) => v.Cast<double>().Sum()),
            "norm1" => Make(1, 1, (_, _) => v.Cast<double>().Sum(Math.Abs)),
            "logsumexp" => Make(1, 1, (_, _) => Math.Log(v.Cast<double>().Sum(Math.Exp))),
            "softmax" => Each(v, (i, j) => Math.Exp(v[i, j]) / v.Cast<double>().Sum(Math.Exp)),
            "sigmoid" => Each(v, (i, j) => 1 / (1 + Math.Exp(-v[i, j]))),
            "√" or "sqrt" => Each(v, (i, j) => Math.Sqrt(v[i, j])),
            "exp" => Each(v, (i, j) => Math.Exp(v[i, j])),
            "log" => Each(v, (i, j) => Math.Log(v[i, j])),
            "sin" => Each(v, (i, j) => Math.Sin(v[i, j])),
            "cos" => Each(v, (i, j) => Math.Cos(v[i, j])),
            "tanh" => Each(v, (i, j) => Math.Tanh(v[i, j])),
            "abs" => Each(v, (i, j) => Math.Abs(v[i, j])),
            "sign" => Each(v, (i, j) => Math.Sign(v[i, j])),
            "norm2" => Norm(x).Value,
            _ => throw new KeyNotFoundException($"{function} has no value"),
        };
        return function == "norm2" ? Norm(x) : function == "inv" ? new Part(value, $"{x.Form}⁻¹") : new Part(value, $"{(function == "√" ? "sqrt" : function)}({x.Form})");
    }

    public static double Determinant(double[,] m)
    {
        int n = m.GetLength(0);
        return n == 1 ? m[0, 0] : Enumerable.Range(0, n).Sum(j => (j % 2 == 0 ? 1 : -1) * m[0, j] * Determinant(Minor(m, 0, j)));
    }

    public static double[,] Inverse(double[,] m)
    {
        double determinant = Determinant(m);
        return Each(m, (i, j) => ((i + j) % 2 == 0 ? 1 : -1) * Determinant(Minor(m, j, i)) / determinant);
    }

    private static double[,] Minor(double[,] m, int row, int column) =>
        Make(m.GetLength(0) - 1, m.GetLength(1) - 1, (i, j) => m[i < row ? i : i + 1, j < column ? j : j + 1]);

    private static double[,] Each(double[,] shape, Func<int, int, double> component) => Make(shape.GetLength(0), shape.GetLength(1), component);

    /// <summary>A matrix by its components.</summary>
    public static double[,] Make(int rows, int columns, Func<int, int, double> component)
    {
        var value = new double[rows, columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                value[i, j] = component(i, j);
            }
        }

        return value;
    }

    /// <summary>The matrix product.</summary>
    public static double[,] Multiplied(double[,] a, double[,] b)
    {
        a.GetLength(1).Should().Be(b.GetLength(0), "the factors of a product fit");
        return Make(a.GetLength(0), b.GetLength(1), (i, j) => Enumerable.Range(0, b.GetLength(0)).Sum(k => a[i, k] * b[k, j]));
    }

    public static double[,] Transposed(double[,] a) => Make(a.GetLength(1), a.GetLength(0), (i, j) => a[j, i]);

    /// <summary>The columns of a matrix, one under the other.</summary>
    public static double[,] Vec(double[,] a) => Make(a.Length, 1, (n, _) => a[n % a.GetLength(0), n / a.GetLength(0)]);

    /// <summary>The Kronecker product.</summary>
    public static double[,] Kronecker(double[,] a, double[,] b)
    {
        int rows = b.GetLength(0), columns = b.GetLength(1);
        return Make(a.GetLength(0) * rows, a.GetLength(1) * columns, (i, j) => a[i / rows, j / columns] * b[i % rows, j % columns]);
    }

    /// <summary>The matrix that turns vec(X) into vec(Xᵀ).</summary>
    public static double[,] Commutation(int rows, int columns) => Make(rows * columns, rows * columns, (to, from) =>
        (to / columns == from % rows) && (to % columns == from / rows) ? 1 : 0);

    [GeneratedRegex(@"∂²?[\p{L}]\w*/∂[\p{L}]\w*|\^∘|\.\*|\./|\.\^|⁻¹|⁻ᵀ|‖_F|𝟏|𝐈|√\(|\d+(?:\.\d+)?|[\p{L}-[ᵀ]][\p{L}\d-[ᵀ]]*\(?|\S")]
    private static partial Regex Token();

    [GeneratedRegex(@"\s")]
    private static partial Regex Blank();

    /// <summary>A value with its form: a number, scalars above and below, and what is not a scalar.</summary>
    private sealed record Part(double[,] Value, Fraction Coefficient, string[] Scalars, string[] Chain, string[] Turned)
    {
        public Part(double[,] value, string form)
            : this(value, Fraction.One, IsOne(value) ? [form] : [], IsOne(value) ? [] : [form], IsOne(value) ? [] : [$"{form}ᵀ"])
        {
        }

        public bool IsScalar => IsOne(Value);

        public string Form
        {
            get
            {
                string[] factors = [.. Coefficient.Equals(Fraction.One) ? [] : new[] { Coefficient.ToString()! }, .. Scalars.Order(StringComparer.Ordinal), .. Chain];
                return factors is [var only] ? only : factors.Length == 0 ? "1" : $"<{string.Join(' ', factors)}>";
            }
        }

        public static Part Of(double[,] value, Fraction number, string[] scalars, string form) =>
            new(value, number, [.. scalars, .. IsOne(value) && form.Length > 0 ? [form] : Array.Empty<string>()], IsOne(value) || form.Length == 0 ? [] : [form], IsOne(value) || form.Length == 0 ? [] : [$"{form}ᵀ"]);

        public double At(int i, int j) => IsScalar ? Value[0, 0] : Value[i, j];

        public Part Scaled(int sign) => this with { Value = Each(Value, (i, j) => sign * Value[i, j]), Coefficient = Coefficient * sign };

        /// <summary>The number and the scalars in front, and the form of the rest.</summary>
        public (Fraction Number, string[] Scalars, string Form) Split() => (Coefficient, Scalars, (this with { Coefficient = Fraction.One, Scalars = [] }).Form);

        public Part Times(Part other)
        {
            double[,] value = IsScalar || other.IsScalar
                ? Each((IsScalar ? other : this).Value, (i, j) => At(i, j) * other.At(i, j))
                : Multiplied(Value, other.Value);
            string[] scalars = [.. Scalars, .. other.Scalars], chain = [.. Chain, .. other.Chain], turned = [.. other.Turned, .. Turned];
            if (IsOne(value) && chain.Length > 0)
            {
                // A scalar is its transpose.
                string one = string.Join(' ', chain), two = string.Join(' ', turned).Replace("ᵀᵀ", "", StringComparison.Ordinal);
                return new Part(value, Coefficient * other.Coefficient, [.. scalars, $"<{(string.CompareOrdinal(one, two) < 0 ? one : two)}>"], [], []);
            }

            return new Part(value, Coefficient * other.Coefficient, scalars, chain, turned);
        }

        public Part Over(Part scalar)
        {
            scalar.IsScalar.Should().BeTrue("only a scalar divides");
            return this with
            {
                Value = Each(Value, (i, j) => Value[i, j] / scalar.Value[0, 0]),
                Coefficient = Coefficient / scalar.Coefficient,
                Scalars = [.. Scalars, .. scalar.Scalars.Select(s => s.StartsWith('/') ? s[1..] : $"/{s}")],
            };
        }

        public Part Transposed() => this with
        {
            Value = Make(Value.GetLength(1), Value.GetLength(0), (i, j) => Value[j, i]),
            Chain = Chain.Length == 1 ? [Stripped($"{Chain[0]}ᵀ")] : Chain.Length == 0 ? [] : [$"<{string.Join(' ', Chain)}>ᵀ"],
            Turned = Chain.Length == 1 ? Chain : Chain.Length == 0 ? [] : [$"<{string.Join(' ', Chain)}>"],
        };

        private static string Stripped(string form) => form.Replace("ᵀᵀ", "", StringComparison.Ordinal);

        private static bool IsOne(double[,] value) => value.Length == 1;
    }
}

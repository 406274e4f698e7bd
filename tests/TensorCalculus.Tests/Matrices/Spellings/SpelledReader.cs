using System.Globalization;
using TensorCalculus.Algebra;
using TensorCalculus.Evaluation;
using TensorCalculus.Functions;

namespace TensorCalculus.Tests.Matrices.Spellings;

/// <summary>Reads a printed matrix formula as a mathematician would and evaluates it. Knows nothing of how it was written: sizes of 𝟏, 𝐈 and
/// unit vectors follow from what stands beside them.</summary>
internal sealed class SpelledReader
{
    private static readonly Token End = new(TokenKind.End, "");

    private readonly string text;
    private readonly IReadOnlyList<Token> tokens;
    private readonly SpelledNames names;
    private readonly Func<TensorSymbol, DenseTensor> valueOf;
    private readonly (int Rows, int Columns)? commuted;
    private readonly Sizes sizes = new();
    private readonly Dictionary<string, int> positions = [];
    private readonly Dictionary<string, int> ranges = [];
    private int at;
    private int norms;

    private SpelledReader(string text, IReadOnlyList<Token> tokens, SpelledNames names, Func<TensorSymbol, DenseTensor> valueOf, (int Rows, int Columns)? commuted) =>
        (this.text, this.tokens, this.names, this.valueOf, this.commuted) = (text, tokens, names, valueOf, commuted);

    /// <summary>Reads a formula; its value is found for values of its free indices.</summary>
    /// <param name="text">The formula, for messages.</param>
    /// <param name="tokens">Its pieces.</param>
    /// <param name="names">What they stand for.</param>
    /// <param name="valueOf">The values of these.</param>
    /// <param name="shape">How many rows and columns it has: the sizes of the axes that they run over.</param>
    /// <param name="free">The indices for each of whose values it stands.</param>
    /// <param name="commuted">The shape of a matrix that 𝐊 transposes, where it is said.</param>
    public static Func<IReadOnlyList<int>, double[,]> Read(
        string text,
        IReadOnlyList<Token> tokens,
        SpelledNames names,
        Func<TensorSymbol, DenseTensor> valueOf,
        (int[] Rows, int[] Columns) shape,
        IReadOnlyList<(string Letter, int Size)> free,
        (int Rows, int Columns)? commuted)
    {
        if (tokens is [{ Kind: TokenKind.Number, Text: "0" }])
        {
            return _ => new double[DenseTensor.Count(shape.Rows), DenseTensor.Count(shape.Columns)];
        }

        var reader = new SpelledReader(text, tokens, names, valueOf, commuted);
        foreach ((string letter, int size) in free)
        {
            reader.ranges.Add(letter, size);
        }

        Part part = reader.Sum();
        reader.Next.Should().Be(End, "all of {0} is read", text);
        reader.Fit(part.Rows, [.. shape.Rows.Select(reader.sizes.Known)], "the rows of the whole");
        reader.Fit(part.Columns, [.. shape.Columns.Select(reader.sizes.Known)], "the columns of the whole");
        reader.sizes.Solve(text);
        return at =>
        {
            for (int i = 0; i < free.Count; i++)
            {
                reader.positions[free[i].Letter] = at[i];
            }

            return part.Value();
        };
    }

    private Token Next => at < tokens.Count ? tokens[at] : End;

    private bool Take(string sign)
    {
        bool found = Next.Is(sign);
        at += found ? 1 : 0;
        return found;
    }

    private void Expect(string sign) => Take(sign).Should().BeTrue("{0} stands before {1} in {2}", sign, Next, text);

    /// <summary>Counts of rows that are one; a text that adds a row to a column is wrong.</summary>
    private void Fit(int[] left, int[] right, string why)
    {
        (left.Length == 0).Should().Be(right.Length == 0, "{0} are of one kind in {1}", why, text);
        sizes.Equate(left, right, why);
    }

    private Part Sum()
    {
        var terms = new List<(Part Part, bool IsNegative)>();
        do
        {
            bool negative = Take("−") || (!Take("+") && Take("-"));
            terms.Add((Term(), negative));
        }
        while (Next.Is("+") || Next.Is("−") || Next.Is("-"));
        return terms is [(var only, false)] ? only : Spread([.. terms.Select(t => t.Part)], x => terms.Zip(x, (t, v) => t.IsNegative ? -v : v).Sum());
    }

    /// <summary>A function of components; scalars go with all.</summary>
    private Part Spread(IReadOnlyList<Part> parts, Func<double[], double> function)
    {
        Part shape = parts.FirstOrDefault(p => !p.IsScalar) ?? parts[0];
        foreach (Part part in parts.Where(p => !p.IsScalar))
        {
            Fit(part.Rows, shape.Rows, "the rows of what goes together");
            Fit(part.Columns, shape.Columns, "the columns of what goes together");
        }

        return shape with
        {
            Value = () =>
            {
                double[][,] values = [.. parts.Select(p => p.Value())];
                return PrintedMatrix.Make(sizes.Count(shape.Rows), sizes.Count(shape.Columns), (i, j) =>
                    function([.. values.Zip(parts, (v, p) => p.IsScalar ? v[0, 0] : v[i, j])]));
            },
        };
    }

    private Part Term()
    {
        Part left = Product();
        string? before = null;
        while (Next.Is("∘") || Next.Is("⊘") || Next.Is("⊗"))
        {
            string sign = tokens[at++].Text;
            (before is null || (before == "⊗") == (sign == "⊗")).Should().BeTrue("nobody knows whether ∘ or ⊗ binds tighter in {0}", text);
            before = sign;
            (Part a, Part b) = (left, Product());
            if (sign == "⊗")
            {
                left = new Part([.. a.Rows, .. b.Rows], [.. a.Columns, .. b.Columns], () => PrintedMatrix.Kronecker(a.Value(), b.Value()));
                continue;
            }

            (a.IsScalar == b.IsScalar || (a.IsScalar && sign == "⊘")).Should().BeTrue("{0} stands between things of one shape in {1}", sign, text);
            left = Spread([a, b], sign == "∘" ? x => x[0] * x[1] : x => x[0] / x[1]);
        }

        return left;
    }

    private Part Product()
    {
        Part product = Power();
        while (true)
        {
            if (Take("/"))
            {
                (Part above, Part below) = (product, Power());
                below.IsScalar.Should().BeTrue("only a scalar divides in {0}", text);
                product = Spread([above, below], x => x[0] / x[1]);
            }
            else if (BeginsFactor())
            {
                product = Times(product, Power());
            }
            else
            {
                return product;
            }
        }
    }

    private bool BeginsFactor() => Next.Kind is TokenKind.Name or TokenKind.Function or TokenKind.Derivative or TokenKind.Number or TokenKind.Size or TokenKind.Sum
        || Next.Is("(") || Next.Is("𝟏") || Next.Is("𝐈") || Next.Is("𝐊") || Next.Is("‖(") || (Next.Is("‖") && norms == 0);

    private Part Times(Part a, Part b)
    {
        if (a.IsScalar || b.IsScalar)
        {
            return Spread([a, b], x => x[0] * x[1]);
        }

        Fit(a.Columns, b.Rows, "columns and rows that meet in a product");
        return new Part(a.Rows, b.Columns, () => PrintedMatrix.Multiplied(a.Value(), b.Value()));
    }

    private Part Power()
    {
        Part part = Operand();
        while (true)
        {
            Part operand = part;
            if (Take("ᵀ"))
            {
                part = operand.Transposed();
            }
            else if (Next.Is("⁻¹") || Next.Is("⁻ᵀ"))
            {
                bool turned = tokens[at++].Text == "⁻ᵀ";
                part = operand.IsScalar ? operand.Each(x => 1 / x) : operand with { Value = () => PrintedMatrix.Inverse(operand.Value()) };
                part = turned ? part.Transposed() : part;
            }
            else if (Next.Is("^") || Next.Is("^∘"))
            {
                bool pointwise = tokens[at++].Text == "^∘";
                Part exponent = Operand();
                part = pointwise || operand.IsScalar ? Spread([operand, exponent], x => Math.Pow(x[0], x[1]))
                    : Enumerable.Range(1, (int)exponent.Number() - 1).Aggregate(operand, (p, _) => Times(p, operand));
            }
            else
            {
                return part;
            }
        }
    }

    private Part Operand()
    {
        Token token = Next;
        at++;
        switch (token.Kind)
        {
            case TokenKind.Number:
                return Constant(double.Parse(token.Text, CultureInfo.InvariantCulture));
            case TokenKind.Size:
                return Constant(names.SizeOf(token.Text, byLetter: true) ?? throw Unread(token));
            case TokenKind.Sum:
                return Summed(token.Below is [] ? token.Text : token.Below[0]);
            case TokenKind.Function:
                Expect("(");
                Part called = Called(token.Text);
                Expect(")");
                return called;
            case TokenKind.Derivative:
                return Tensor(names.Find(token) ?? throw Unread(token), token);
            case TokenKind.Name:
                return Named(token);
            case TokenKind.Sign when token.Text == "(":
                int outside = norms;
                norms = 0;
                Part inside = Sum();
                norms = outside;
                Expect(")");
                return inside;
            case TokenKind.Sign when token.Text is "‖" or "‖(":
                norms += token.Text == "‖" ? 1 : 0;
                Part measured = Sum();
                norms -= token.Text == "‖" ? 1 : 0;
                (Take("‖)") || Take("‖_F") || Take("‖")).Should().BeTrue("a norm ends in {0}", text);
                return Part.Scalar(() => Math.Sqrt(measured.Value().Cast<double>().Sum(x => x * x)));
            case TokenKind.Sign when token.Text == "𝟏":
                return Made(sizes.Unknown(), null, (_, _) => 1);
            case TokenKind.Sign when token.Text == "𝐈":
                return Identity();
            case TokenKind.Sign when token.Text == "𝐊":
                return Commutation();
            default:
                throw Unread(token);
        }
    }

    private InvalidOperationException Unread(Token token) => new($"{token} has no meaning in {text}");

    private static Part Constant(double value) => Part.Scalar(() => value);

    private Part Made(int rows, int? columns, Func<int, int, double> component)
    {
        int[] down = [rows], across = columns is { } c ? [c] : [];
        return new Part(down, across, () => PrintedMatrix.Make(sizes.Count(down), sizes.Count(across), component));
    }

    private Part Identity()
    {
        int size = sizes.Unknown();
        return Made(size, size, (i, j) => i == j ? 1 : 0);
    }

    private Part Commutation()
    {
        commuted.Should().NotBeNull("what K is stands beside {0}", text);
        (int rows, int columns) = commuted!.Value;
        int[] size = [sizes.Known(rows * columns)];
        return new Part(size, size, () => PrintedMatrix.Commutation(rows, columns));
    }

    /// <summary>The sum of the term that follows; its index is that of the stacks within.</summary>
    private Part Summed(string letter)
    {
        (ranges.ContainsKey(letter) || names.Find(new Token(TokenKind.Name, "Sigma")) is not null).Should().BeFalse("Σ_{0} has one meaning in {1}", letter, text);
        Part body = Term();
        ranges.Remove(letter, out int size).Should().BeTrue("a stack in {0} has the index {1}", text, letter);
        return body with
        {
            Value = () =>
            {
                double[,]? total = null;
                for (int i = 0; i < size; i++)
                {
                    positions[letter] = i;
                    double[,] term = body.Value();
                    double[,]? before = total;
                    total = before is null ? term : PrintedMatrix.Make(term.GetLength(0), term.GetLength(1), (r, c) => before[r, c] + term[r, c]);
                }

                return total!;
            },
        };
    }

    private Part Named(Token token)
    {
        if (token.MayBeMark && Next.Kind == TokenKind.Name && names.Marked(token.Text, Next) is { } tangent)
        {
            return Tensor(tangent, tokens[at++]);
        }

        if (names.Find(token) is { } tensor)
        {
            return Tensor(tensor, token);
        }

        return token switch
        {
            { Text: "e", Below: { Length: > 0 } below } => Unit(string.Concat(below)),
            { Below.Length: > 0 } => throw Unread(token),
            _ when names.SizeOf(token.Text, byLetter: false) is { } size => Constant(size),
            { Text: "pi" } => Constant(Math.PI),
            { Text: "I" } => Identity(),
            { Text: "K" } => Commutation(),
            _ => throw Unread(token),
        };
    }

    private Part Unit(string position) => Made(sizes.Unknown(), null, (i, _) => i == At(position) ? 1 : 0);

    private Part Tensor(TensorSymbol tensor, Token token)
    {
        string?[] places = token.IsSliced ? [.. token.Below.Select(b => b == ":" ? null : b)] : [.. token.Below, .. Enumerable.Repeat<string?>(null, tensor.Order - token.Below.Length)];
        places.Should().HaveCount(tensor.Order, "{0} has as many axes in {1}", token.Text, text);
        int[] shape = names.Sample.ShapeOf(tensor);
        int[] axes = [.. Enumerable.Range(0, tensor.Order).Where(axis => places[axis] is null)];
        axes.Length.Should().BeLessThan(3, "a matrix has two axes in {0}", text);
        foreach ((string? place, int size) in places.Zip(shape))
        {
            if (place is not null && !char.IsAsciiDigit(place[0]) && names.Sample.Positions.Keys.All(p => !place.StartsWith(p, StringComparison.Ordinal)))
            {
                ranges.TryAdd(place, size);
                ranges[place].Should().Be(size, "{0} is one index in {1}", place, text);
            }
        }

        int[] rows = axes.Length > 0 ? [sizes.Known(shape[axes[0]])] : [], columns = axes.Length > 1 ? [sizes.Known(shape[axes[1]])] : [];
        return new Part(rows, columns, () =>
        {
            DenseTensor value = valueOf(tensor);
            int[] position = [.. places.Select(p => p is null ? 0 : At(p))];
            return PrintedMatrix.Make(sizes.Count(rows), sizes.Count(columns), (i, j) =>
            {
                foreach ((int axis, int index) in axes.Zip([i, j]))
                {
                    position[axis] = index;
                }

                return value[position];
            });
        });
    }

    /// <summary>A position counted from 0: an index, a number, or a symbol with a number behind.</summary>
    private int At(string place)
    {
        if (positions.TryGetValue(place, out int index))
        {
            return index;
        }

        string symbol = names.Sample.Positions.Keys.Where(p => place.StartsWith(p, StringComparison.Ordinal)).MaxBy(p => p.Length) ?? "";
        int start = symbol.Length == 0 ? 0 : names.Sample.Positions[symbol];
        return place.Length == symbol.Length ? start : start + int.Parse(place[symbol.Length..].Replace('−', '-'), CultureInfo.InvariantCulture);
    }

    private Part Called(string function)
    {
        var arguments = new List<Part> { Sum() };
        string? relation = null;
        while (!Next.Is(")"))
        {
            string sign = tokens[at++].Text;
            relation = sign == "," ? relation : sign;
            arguments.Add(Sum());
        }

        Part x = arguments[0];
        switch (function)
        {
            case "vec":
                return new Part([.. x.Columns, .. x.Rows], [], () => PrintedMatrix.Vec(x.Value()));
            case "diag" when x.Columns.Length == 0:
                return new Part(x.Rows, x.Rows, () => Diagonal(x.Value()));
            case "diag":
                Fit(x.Rows, x.Columns, "the sides of a square matrix");
                return new Part(x.Rows, [], () => PrintedMatrix.Make(sizes.Count(x.Rows), 1, Diagonals(x.Value())));
            case "tr":
                Fit(x.Rows, x.Columns, "the sides of a square matrix");
                return Part.Scalar(() => x.Value() is var m ? Enumerable.Range(0, m.GetLength(0)).Sum(i => m[i, i]) : 0);
            case "det":
                return Part.Scalar(() => PrintedMatrix.Determinant(x.Value()));
            case "logdet":
                return Part.Scalar(() => Math.Log(PrintedMatrix.Determinant(x.Value())));
            case "logsumexp":
                return Part.Scalar(() => Math.Log(x.Value().Cast<double>().Sum(Math.Exp)));
            case "max" or "min" or "prod" when arguments.Count == 1:
                return Part.Scalar(() => x.Value().Cast<double>() is var v && function == "max" ? v.Max() : function == "min" ? v.Min() : v.Aggregate(1.0, (p, q) => p * q));
            case "softmax":
                return x with { Value = () => x.Each(Math.Exp).Value() is var e && e.Cast<double>().Sum() is var total ? PrintedMatrix.Make(e.GetLength(0), e.GetLength(1), (i, j) => e[i, j] / total) : e };
            case "√":
                return x.Each(Math.Sqrt);
            case "where":
                return Spread(arguments, v => Holds(relation!, v[0], v[1]) ? v[2] : v[3]);
            default:
                string bare = function.TrimEnd('\'');
                return FunctionTable.Find(function) is { Value: { } value } known && known.Arity == arguments.Count ? Spread(arguments, value)
                    : names.Sample.Functions.TryGetValue(bare, out SmoothFunction? smooth) ? x.Each(v => smooth(function.Length - bare.Length, v))
                    : throw new InvalidOperationException($"{function} has no meaning in {text}");
        }
    }

    private static double[,] Diagonal(double[,] column) => PrintedMatrix.Make(column.Length, column.Length, (i, j) => i == j ? column[i, 0] : 0);

    private static Func<int, int, double> Diagonals(double[,] matrix) => (i, _) => matrix[i, i];

    // Components that a program asks to be equal are computed on two ways, which differ by rounding.
    private static bool Holds(string relation, double left, double right) => relation switch
    {
        "<" => left < right,
        "≤" => left <= right,
        ">" => left > right,
        "≥" => left >= right,
        "=" => Math.Abs(left - right) <= 1e-12 * Math.Abs(left),
        "≠" => Math.Abs(left - right) > 1e-12 * Math.Abs(left),
        _ => throw new InvalidOperationException($"{relation} is no relation"),
    };
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using Fractions;
using TensorCalculus.Diagnostics;
using TensorCalculus.Printing;
using TensorCalculus.Syntax;

namespace TensorCalculus.Matrices;

/// <summary>Translates programs in matrix notation into index form, and checks that shapes fit. Undeclared names are what their first
/// letter says: a to g and Greek letters are scalars, h to z vectors, capitals matrices. A scalar's letter is a vector's all the same
/// where it has a transpose, or is added to a vector and nothing speaks against it.</summary>
internal sealed partial class IndexTranslator
{
    private readonly string rowLabel, columnLabel;
    private readonly DiagnosticBag diagnostics;
    private readonly MatrixProgramSyntax program;
    private readonly HashSet<string> names;
    private readonly HashSet<string> standing;
    private readonly IReadOnlySet<string> vectors;
    private readonly HashSet<string> byLetter = [];
    private readonly IReadOnlyDictionary<string, int> occurrences;

    // How often a scalar's letter stands where a vector makes more sense, and what to warn of.
    private readonly Dictionary<string, (int Occurrences, Diagnostic? Warning)> wouldBeVectors = [];
    private readonly Dictionary<string, (bool HasRows, bool HasColumns)> kinds = [];
    private readonly ImmutableArray<StatementSyntax>.Builder statements = ImmutableArray.CreateBuilder<StatementSyntax>();
    private int labels;

    private IndexTranslator(MatrixProgramSyntax program, IReadOnlySet<string> vectors, DiagnosticBag diagnostics)
    {
        this.program = program;
        this.vectors = vectors;
        this.diagnostics = diagnostics;
        var survey = new MatrixNameSurvey(program);
        names = survey.All;
        standing = survey.Standing;
        occurrences = survey.Occurrences;
        string[] free = [.. "ijabcghkmn".Select(l => l.ToString()).Where(IsFree).Take(2)];
        (rowLabel, columnLabel) = free is [var first, var second] ? (first, second) : ("i1", "j1");
    }

    /// <summary>The program in index form; mistakes are reported, and the lines that have them left out.</summary>
    public static ProgramSyntax Translate(MatrixProgramSyntax program, DiagnosticBag diagnostics)
    {
        var own = new DiagnosticBag();
        var translator = new IndexTranslator(program, FrozenSet<string>.Empty, own);
        ProgramSyntax syntax = translator.Translate();
        var vectors = translator.wouldBeVectors.Where(v => v.Value.Occurrences >= translator.occurrences.GetValueOrDefault(v.Key)).ToDictionary(v => v.Key, v => v.Value.Warning);
        if (vectors.Count > 0)
        {
            var other = new DiagnosticBag();
            ProgramSyntax changed = new IndexTranslator(program, vectors.Keys.ToFrozenSet(), other).Translate();
            if (!other.HasErrors)
            {
                syntax = changed;
                own = other;
                foreach (Diagnostic warning in vectors.Values.OfType<Diagnostic>())
                {
                    own.Add(warning);
                }
            }
        }

        foreach (Diagnostic diagnostic in own.Items)
        {
            diagnostics.Add(diagnostic);
        }

        return syntax;
    }

    private ProgramSyntax Translate()
    {
        foreach (MatrixStatementSyntax statement in program.Statements)
        {
            Add(statement);
        }

        return new ProgramSyntax(statements.ToImmutable());
    }

    private void Add(MatrixStatementSyntax statement)
    {
        labels = 0;
        switch (statement)
        {
            case MatrixDeclarationSyntax declaration:
                statements.Add(declaration.Declaration);
                break;
            case MatrixKindSyntax kind when !kinds.TryAdd(kind.Name, (kind.Kind != "scalar", kind.Kind == "matrix")):
                diagnostics.Report(DiagnosticCatalogue.ConflictingDeclarations, kind.Span, $"{kind.Name} is declared or defined before", "declare a name once, before the lines that define it");
                break;
            case MatrixEquationSyntax equation when Value(equation.Right) is { } value:
                Define(equation, value);
                break;
        }
    }

    private void Define(MatrixEquationSyntax equation, IndexValue value)
    {
        string name = equation.Name ?? Unused("y", "z", "u", "v");
        if (kinds.TryGetValue(name, out (bool HasRows, bool HasColumns) declared) && equation.Right is MatrixNumberSyntax { Value.IsZero: true })
        {
            value = Zero(value.Span, declared);
        }
        else if (declared != (value.HasRows, value.HasColumns)
            && program.Statements.Any(s => s is MatrixKindSyntax k && k.Name == name))
        {
            Mismatch(value.Span, $"{name} is declared otherwise: this is {value.Kind}", $"declare {name} as what it is, or leave the declaration out");
            return;
        }

        kinds[name] = (value.HasRows, value.HasColumns);
        names.Add(name);
        statements.Add(new EquationSyntax(equation.Span, Tensor(equation.Span, name, value, rowLabel, columnLabel), value.At(rowLabel, columnLabel), []));
    }

    private string Unused(params ReadOnlySpan<string> wishes)
    {
        foreach (string wish in wishes)
        {
            if (!names.Contains(wish))
            {
                return wish;
            }
        }

        return Enumerable.Range(1, int.MaxValue).Select(n => $"m{n}").First(n => !names.Contains(n));
    }

    /// <summary>A label for an index to be summed over: none that the program or this line uses, nor one whose capital is a name, which
    /// would be its size.</summary>
    private string NewLabel()
    {
        const string Letters = "kmnhrst";
        while (true)
        {
            string label = labels < Letters.Length ? Letters[labels].ToString() : $"k{labels - Letters.Length + 1}";
            labels++;
            if (IsFree(label) && label != rowLabel && label != columnLabel)
            {
                return label;
            }
        }
    }

    private bool IsFree(string label) => !names.Contains(label) && !names.Contains(label.ToUpperInvariant());

    private IndexValue? Mismatch(SourceSpan span, string message, string? remedy)
    {
        diagnostics.Report(DiagnosticCatalogue.ShapesDiffer, span, message, remedy);
        return null;
    }

    private static TensorSyntax Tensor(SourceSpan span, string name, IndexValue shape, string? row, string? column) =>
        new(span, name, Subscripts(span, shape.HasRows ? row : null, shape.HasColumns ? column : null));

    private static ImmutableArray<SubscriptSyntax> Subscripts(SourceSpan span, params ReadOnlySpan<string?> labels)
    {
        var list = ImmutableArray.CreateBuilder<SubscriptSyntax>();
        foreach (string? label in labels)
        {
            if (label is not null)
            {
                list.Add(new IndexSyntax(span, label));
            }
        }

        return list.ToImmutable();
    }

    private static ExpressionSyntax Group(ExpressionSyntax inner) =>
        inner is TensorSyntax or OneSyntax or ParenthesisSyntax or CallSyntax or DeltaSyntax or WholeTensorSyntax or ReductionSyntax ? inner : new ParenthesisSyntax(inner.Span, inner);

    private static ExpressionSyntax Times(SourceSpan span, ExpressionSyntax left, ExpressionSyntax right) =>
        new ProductSyntax(span, [new FactorSyntax(false, Group(left)), new FactorSyntax(false, Group(right))]);

    private static ExpressionSyntax Over(SourceSpan span, ExpressionSyntax left, ExpressionSyntax right) =>
        new ProductSyntax(span, [new FactorSyntax(false, Group(left)), new FactorSyntax(true, Group(right))]);

    private static ExpressionSyntax Power(SourceSpan span, ExpressionSyntax @base, ExpressionSyntax exponent) => new PowerSyntax(span, Group(@base), Group(exponent));

    private static ReductionSyntax Reduction(SourceSpan span, string name, ExpressionSyntax body, params ReadOnlySpan<string?> over) =>
        new(span, name, Subscripts(span, over), body, false, null);

    private static ExpressionSyntax Sum(SourceSpan span, ExpressionSyntax body, params ReadOnlySpan<string?> over) => Reduction(span, "sum", body, over);

    private IndexValue? Value(MatrixExpressionSyntax expression)
    {
        switch (expression)
        {
            case MatrixNumberSyntax number:
                return new IndexValue(number.Span, false, false, (_, _) => new NumberSyntax(number.Span, number.Value)) { IsNumberOne = number.Value.Equals(Fraction.One) };
            case MatrixNameSyntax name:
                return Named(name);
            case MatrixNegationSyntax negation:
                return Value(negation.Operand) is { } operand
                    ? operand with { Span = negation.Span, IsNumberOne = false, IsOnes = false, Diagonal = null, At = (r, c) => new NegationSyntax(negation.Span, Group(operand.At(r, c))) }
                    : null;
            case MatrixTransposeSyntax { Operand: MatrixNameSyntax scalar } when IsScalarByLetter(scalar.Name):
                NoteVector(scalar.Name, null, int.MaxValue / 2);
                return Named(scalar);
            case MatrixTransposeSyntax transpose:
                return Value(transpose.Operand) is { } turned ? Transpose(turned.IsNumberOne ? Ones(turned.Span) : turned) with { Span = transpose.Span } : null;
            case MatrixSumSyntax sum:
                return Sum(sum);
            case MatrixBinarySyntax binary:
                IndexValue? left = Value(binary.Left);
                if (left is { IsScalar: false } && binary is { Operator: "^", Right: MatrixNameSyntax { Name: "T" } })
                {
                    return Transpose(left) with { Span = binary.Span };
                }

                if (left is { IsScalar: false } && binary is { Operator: "^", Right: MatrixNegationSyntax { Operand: MatrixNameSyntax { Name: "T" } } })
                {
                    return Whole(binary.Span, "inv", binary.Left, left) is { } inverse ? Transpose(inverse) : null;
                }

                IndexValue? right = Value(binary.Right);
                return left is null || right is null ? null : Binary(binary, left, right);
            default:
                return Call((MatrixCallSyntax)expression);
        }
    }

    private static IndexValue Transpose(IndexValue value) => value with { HasRows = value.HasColumns, HasColumns = value.HasRows, At = (r, c) => value.At(c, r) };

    private static IndexValue Ones(SourceSpan span) =>
        new(span, true, false, (r, _) => new OneSyntax(span, Subscripts(span, r))) { IsOnes = true };

    /// <summary>The zero of a shape, which is written as the number.</summary>
    private static IndexValue Zero(SourceSpan span, (bool HasRows, bool HasColumns) shape) => new(span, shape.HasRows, shape.HasColumns, (r, c) =>
    {
        var zero = new NumberSyntax(span, Fraction.Zero);
        ImmutableArray<SubscriptSyntax> labels = Subscripts(span, shape.HasRows ? r : null, shape.HasColumns ? c : null);
        return labels.IsEmpty ? zero : Times(span, zero, new OneSyntax(span, labels));
    });

    private IndexValue Named(MatrixNameSyntax name)
    {
        switch (name.Name)
        {
            case "pi" when !kinds.ContainsKey("pi"):
                return new IndexValue(name.Span, false, false, (_, _) => new PiSyntax(name.Span));
            case "eye" when !kinds.ContainsKey("eye"):
                return new IndexValue(name.Span, true, true, (r, c) => new DeltaSyntax(name.Span, new IndexSyntax(name.Span, r!), new IndexSyntax(name.Span, c!)));
        }

        if (!kinds.TryGetValue(name.Name, out (bool HasRows, bool HasColumns) kind))
        {
            bool isMatrix = char.IsUpper(name.Name[0]);
            kind = (isMatrix || vectors.Contains(name.Name) || !HasScalarLetter(name.Name), isMatrix);
            byLetter.Add(name.Name);
            kinds.Add(name.Name, kind);
        }

        return new IndexValue(name.Span, kind.HasRows, kind.HasColumns, (r, c) => new TensorSyntax(name.Span, name.Name, Subscripts(name.Span, kind.HasRows ? r : null, kind.HasColumns ? c : null)));
    }

    /// <summary>Notes an occurrence that suits a vector. A transpose settles it, for a scalar has none.</summary>
    private void NoteVector(string name, Diagnostic? warning, int weight = 1)
    {
        (int Occurrences, Diagnostic? Warning) known = wouldBeVectors.GetValueOrDefault(name);
        wouldBeVectors[name] = (Math.Min(known.Occurrences, int.MaxValue / 2) + weight, known.Warning ?? warning);
    }

    private static bool HasScalarLetter(string name) => name[0] is >= 'a' and <= 'g' || (GreekLetters.IsName(name) && char.IsLower(name[0]));

    /// <summary>Whether nothing but its letter makes a name a scalar.</summary>
    private bool IsScalarByLetter(string name) => name[0] is >= 'a' and <= 'g' && !GreekLetters.IsName(name) && name != "eye" && !vectors.Contains(name)
        && (byLetter.Contains(name) || !kinds.ContainsKey(name));

    private IndexValue? Sum(MatrixSumSyntax sum)
    {
        (bool Negative, IndexValue? Term)[] terms = [.. sum.Terms.Select(t => (t.Negative, Value(t.Term)))];
        if (terms.Any(t => t.Term is null))
        {
            return null;
        }

        IndexValue shape = terms.Select(t => t.Term!).FirstOrDefault(t => !t.IsScalar) ?? terms[0].Term!;
        foreach (MatrixNameSyntax name in sum.Terms.Select(t => t.Term).OfType<MatrixNameSyntax>().Where(n => shape.IsColumn && IsScalarByLetter(n.Name)))
        {
            NoteVector(name.Name, new Diagnostic(
                DiagnosticCatalogue.ReadAsVector.Code, Severity.Warning, name.Span, $"{name.Name} is read as a vector, for it is added to one",
                $"declare vector {name.Name}, or scalar {name.Name} for a number that is added to each component"));
        }

        if (terms.Select(t => t.Term!).FirstOrDefault(t => !t.IsScalar && !t.HasShapeOf(shape)) is { } other)
        {
            return Mismatch(other.Span, $"{shape.Kind} and {other.Kind} cannot be added", "transpose one of them, or write 1 b' to repeat a row, b 1' to repeat a column");
        }

        return new IndexValue(sum.Span, shape.HasRows, shape.HasColumns, (r, c) =>
            new SumSyntax(sum.Span, [.. terms.Select(t => new SignedSyntax(t.Negative, Group(t.Term!.At(r, c))))]));
    }

    private IndexValue? Binary(MatrixBinarySyntax binary, IndexValue left, IndexValue right) => binary.Operator switch
    {
        "*" => Product(binary.Span, left, right),
        "/" when right.IsScalar => left with { Span = binary.Span, IsNumberOne = false, IsOnes = false, Diagonal = null, At = (r, c) => Over(binary.Span, left.At(r, c), right.Scalar) },
        "/" => Mismatch(right.Span, $"{right.Kind} cannot divide", "write ./ for the pointwise quotient, inv(A) for the inverse of a matrix"),
        "^" => MatrixPower(binary, left, right),
        ".*" => Pointwise(binary, left, right, Times),
        "./" => Pointwise(binary, left, right, Over),
        _ => Pointwise(binary, left, right, Power),
    };

    private IndexValue? Pointwise(MatrixBinarySyntax binary, IndexValue left, IndexValue right, Func<SourceSpan, ExpressionSyntax, ExpressionSyntax, ExpressionSyntax> join)
    {
        if (!left.IsScalar && !right.IsScalar && !left.HasShapeOf(right))
        {
            return Mismatch(binary.Span, $"{binary.Operator} joins {left.Kind} with {right.Kind}", "both sides of a pointwise operator have one shape; transpose one of them, or write diag(v) A to scale rows");
        }

        IndexValue shape = left.IsScalar ? right : left;
        return new IndexValue(binary.Span, shape.HasRows, shape.HasColumns, (r, c) => join(binary.Span, left.At(r, c), right.At(r, c)));
    }

    private IndexValue? Product(SourceSpan span, IndexValue left, IndexValue right)
    {
        left = left.IsNumberOne && right.IsRow ? Ones(left.Span) : left;
        right = right.IsNumberOne && left.HasColumns ? Ones(right.Span) : right;
        if (left.IsScalar || right.IsScalar)
        {
            IndexValue shape = left.IsScalar ? right : left;
            return new IndexValue(span, shape.HasRows, shape.HasColumns, (r, c) => Times(span, left.At(r, c), right.At(r, c)));
        }

        if (left.HasColumns != right.HasRows)
        {
            return Mismatch(
                span, $"{left.Kind} times {right.Kind} is no matrix product",
                left.IsColumn && right.IsColumn ? "write x' * y for the inner product, x * y' for the outer one, x .* y for the pointwise one" : "transpose one of them, or write .* for the pointwise product");
        }

        return new IndexValue(span, left.HasRows, right.HasColumns, (r, c) =>
        {
            if (!left.HasColumns)
            {
                return Times(span, left.At(r, null), right.At(null, c));
            }

            string label = NewLabel();
            return Sum(span, (left.IsOnes, right.IsOnes) switch
            {
                (_, true) => left.At(r, label),
                (true, _) => right.At(label, c),
                _ => Times(span, left.At(r, label), right.At(label, c)),
            }, label);
        });
    }

    /// <summary><c>A^2</c> and <c>A^-1</c> are matrix powers.</summary>
    private IndexValue? MatrixPower(MatrixBinarySyntax binary, IndexValue left, IndexValue right)
    {
        if (left.IsScalar)
        {
            return Pointwise(binary, left, right, Power);
        }

        if (!left.IsMatrix)
        {
            return Mismatch(binary.Span, $"{left.Kind} has no matrix power", "write .^ for the pointwise power");
        }

        const int Highest = 8;
        Fraction exponent = binary.Right switch
        {
            MatrixNumberSyntax number => number.Value,
            MatrixNegationSyntax { Operand: MatrixNumberSyntax number } => -number.Value,
            _ => Fraction.Zero,
        };
        if (exponent.Equals(Fraction.MinusOne) && left.Diagonal is { } diagonal)
        {
            return Diagonal(binary.Span, diagonal with { IsNumberOne = false, IsOnes = false, At = (r, c) => Over(binary.Span, new NumberSyntax(binary.Span, Fraction.One), diagonal.At(r, c)) });
        }

        if (exponent.Equals(Fraction.MinusOne))
        {
            return Whole(binary.Span, "inv", binary.Left, left);
        }

        if (!exponent.Denominator.IsOne || exponent < 1 || exponent > Highest)
        {
            return Mismatch(binary.Right.Span, $"the exponent of a matrix is a whole number up to {Highest}, or -1", "write .^ for the pointwise power");
        }

        IndexValue power = left;
        for (int i = 1; i < (int)exponent.Numerator; i++)
        {
            power = Product(binary.Span, power, left)!;
        }

        return power;
    }
}

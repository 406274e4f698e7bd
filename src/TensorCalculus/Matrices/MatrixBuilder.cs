using System.Collections.Immutable;
using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Matrices;

/// <summary>Makes matrix expressions in their shortest form: products are flat, scalars stand in front, transposes are pushed to where
/// there are fewest of them, identities and needless ones are gone.</summary>
internal static partial class MatrixBuilder
{
    public static readonly MatrixNode One = new NumberLeaf(Fraction.One);

    private static readonly Fraction Two = new(2);

    /// <summary>The transpose, pushed inside where that takes fewer transposes than one around.</summary>
    public static MatrixNode Transpose(MatrixNode node) => node switch
    {
        { IsScalar: true } or IdentityLeaf or DiagonalMatrix or TensorLeaf { IsSymmetric: true } => node,
        TransposeOf { Operand: var operand } => operand,
        BatchSum { Body: var body, Index: var index } => SumOver(Transpose(body), index),
        InverseOf { Matrix: var matrix } when IsSymmetric(matrix) => node,
        ScalarMultiple s => Scale(s.Coefficient, s.Above, s.Below, Transpose(s.Body!)),
        MatrixProduct product => Multiply([.. product.Factors.Reverse().Select(Transpose)]),
        MatrixSum or PointwiseProduct or PointwiseCall or PointwiseChoice or PointwisePower => WithFewerTransposes(new TransposeOf(node), WithEach(node, Transpose)),
        _ => new TransposeOf(node),
    };

    /// <summary>A number times scalars, over scalars, times a body of any shape.</summary>
    public static MatrixNode Scale(Fraction coefficient, IEnumerable<MatrixNode> above, IEnumerable<MatrixNode> below, MatrixNode? body)
    {
        var scalars = new Scalars { Coefficient = coefficient };
        scalars.Multiply(above);
        scalars.Divide(below);
        return scalars.Times(body);
    }

    public static MatrixNode Negate(MatrixNode node) => Scale(Fraction.MinusOne, [], [], node);

    /// <summary>The pointwise product of things of one shape, divided by others of that shape.</summary>
    public static MatrixNode Pointwise(IEnumerable<MatrixNode> above, IEnumerable<MatrixNode> below)
    {
        var scalars = new Scalars();
        var top = new List<MatrixNode>();
        var bottom = new List<MatrixNode>();
        foreach (MatrixNode factor in above)
        {
            Split(scalars.Taking(factor, divides: false), top, bottom);
        }

        foreach (MatrixNode factor in below)
        {
            Split(scalars.Taking(factor, divides: true), bottom, top);
        }

        if (top.Count == 0 && bottom.Count == 0)
        {
            return scalars.Times(null);
        }

        if (top.RemoveAll(f => f is OnesLeaf) is > 0 and var removed && top.Count == 0 && bottom.Count == 0)
        {
            return scalars.Times(new OnesLeaf(above.OfType<OnesLeaf>().First().Shape.Rows!));
        }

        if (top.Find(f => f is IdentityLeaf) is { } identity)
        {
            top.RemoveAll(f => f is IdentityLeaf);
            return scalars.Times(top.Count + bottom.Count == 0 ? identity : Diagonal(DiagonalOf(Pointwise(top, bottom))));
        }

        return scalars.Times(WithBroadcastFactors(top, bottom));
    }

    /// <summary>A sum of terms of one shape and of scalars, which are added to every component. Like terms are collected.</summary>
    public static MatrixNode Add(IEnumerable<MatrixNode> terms)
    {
        var collected = new Dictionary<string, (Fraction Coefficient, MatrixNode Node)>();
        foreach (MatrixNode term in terms.Select(Settle).SelectMany(t => t is MatrixSum sum ? [.. sum.Terms] : new[] { t }))
        {
            (Fraction coefficient, MatrixNode node) = SplitCoefficient(term);
            Fraction before = collected.TryGetValue(node.Key, out (Fraction Coefficient, MatrixNode Node) known) ? known.Coefficient : Fraction.Zero;
            collected[node.Key] = (before + coefficient, node);
        }

        MatrixShape shape = collected.Values.Select(t => t.Node.Shape).MaxBy(s => s.Order);
        ImmutableArray<MatrixNode> left = InOrder(collected.Values.Where(t => !t.Coefficient.IsZero).Select(t => Scale(t.Coefficient, [], [], t.Node)));
        return left switch
        {
            [] => Zero(shape),
            [var only] => only.Shape == shape ? only : Broadcast(only, shape),
            _ when left.All(t => t.IsScalar) && !shape.IsScalar => Broadcast(new MatrixSum(MatrixShape.Scalar, left), shape),
            _ when left.All(t => t.Shape == shape) && WithCommonFactors(left) is { } factored => factored,
            _ => LeadingPositive(new MatrixSum(shape, left)),
        };
    }

    /// <summary>A sum with a sign in front, as the sum of the opposite terms.</summary>
    public static MatrixNode Settle(MatrixNode node) => node switch
    {
        ScalarMultiple { Above: [], Below: [], Body: MatrixSum sum } multiple when multiple.Coefficient.Equals(Fraction.MinusOne) => Opposite(sum),
        ScalarMultiple { Above: [MatrixSum sum], Below: [], Body: null } multiple when multiple.Coefficient.Equals(Fraction.MinusOne) => Opposite(sum),
        _ => node,
    };

    private static MatrixNode Opposite(MatrixSum sum) => Shortest(new MatrixSum(sum.Shape, InOrder(sum.Terms.Select(Negate))));

    /// <summary>A difference is written as its program first names the tensors, x − a, and what is broadcast last, X − m 𝟏ᵀ, with a sign
    /// in front where the opposite is meant. That of derivatives has no sign in front.</summary>
    private static MatrixNode LeadingPositive(MatrixSum sum) =>
        !sum.HasDerivative && LeadsNegative(sum) ? Negate(Opposite(sum)) : Shortest(sum);

    private static bool LeadsNegative(MatrixSum sum) =>
        MatrixWriter.IsNegative(sum.Terms.OrderBy(IsSpread).ThenBy(t => t is NumberLeaf ? One : t, MatrixOrder.Reading).First());

    private static bool IsSpread(MatrixNode node) => node switch
    {
        ScalarMultiple { Body: { } body } => IsSpread(body),
        MatrixProduct { Factors: var factors } => factors[0] is OnesLeaf || factors[^1] is TransposeOf { Operand: OnesLeaf },
        _ => false,
    };

    private static ImmutableArray<MatrixNode> InOrder(IEnumerable<MatrixNode> terms) =>
        [.. terms.OrderBy(MatrixWriter.IsNegative).ThenBy(t => t, MatrixOrder.Reading)];

    /// <summary>A scalar, or a column along the missing axis, spread over a shape.</summary>
    public static MatrixNode Broadcast(MatrixNode scalar, MatrixShape shape)
    {
        MatrixNode[] ones = [.. shape.Rows is { } rows ? [new OnesLeaf(rows)] : Array.Empty<MatrixNode>(), .. shape.Columns is { } columns ? [Transpose(new OnesLeaf(columns))] : Array.Empty<MatrixNode>()];
        return Multiply([scalar, .. ones]);
    }

    public static MatrixNode Zero(MatrixShape shape) => shape.IsScalar
        ? new NumberLeaf(Fraction.Zero)
        : new ScalarMultiple(Fraction.Zero, [], [], Broadcast(One, shape));

    public static MatrixNode Call(PointwiseFunction function, IEnumerable<MatrixNode> arguments) => Shortest(new PointwiseCall(function, [.. arguments.Select(Settle)]));

    /// <summary>One of two values by a comparison.</summary>
    /// <param name="relation">What is asked of the sides.</param>
    /// <param name="parts">Both sides, then both values.</param>
    public static MatrixNode Choose(Relation relation, IEnumerable<MatrixNode> parts) => Shortest(new PointwiseChoice(relation, [.. parts.Select(Settle)]));

    /// <summary>The shape of things that meet pointwise, scalars among them.</summary>
    public static MatrixShape Widest(IEnumerable<MatrixNode> nodes) => nodes.Select(n => n.Shape).MaxBy(s => s.Order);

    /// <summary>A pointwise power. An odd power of the root of a sum of squares is a norm's.</summary>
    public static MatrixNode Power(MatrixNode @base, MatrixNode exponent)
    {
        if (exponent is NumberLeaf { Value: var e })
        {
            if (e.Equals(Fraction.One))
            {
                return @base;
            }

            if (e.Denominator.IsOne && @base is ScalarMultiple { Coefficient.IsNegative: true })
            {
                MatrixNode power = Power(Negate(@base), exponent);
                return e.Numerator.IsEven ? power : Negate(power);
            }

            if (@base.IsScalar && e.Denominator == 2 && SquareRoot(@base) is { } norm)
            {
                return Power(norm, new NumberLeaf(e * Two));
            }
        }

        return Shortest(new PointwisePower(Settle(@base), Settle(exponent)));
    }

    /// <summary>The diagonal matrix of a column.</summary>
    public static MatrixNode Diagonal(MatrixNode column) => column switch
    {
        OnesLeaf { Shape.Rows: { } size } => new IdentityLeaf(size, size),
        ScalarMultiple s => Scale(s.Coefficient, s.Above, s.Below, Diagonal(s.Body!)),
        _ => new DiagonalMatrix(column),
    };

    /// <summary>The diagonal of a matrix as a column.</summary>
    public static MatrixNode DiagonalOf(MatrixNode matrix) => matrix switch
    {
        IdentityLeaf { Shape.Rows: { } size } => new OnesLeaf(size),
        DiagonalMatrix { Column: var column } => column,
        TransposeOf { Operand: var operand } => DiagonalOf(operand),
        ScalarMultiple s => Scale(s.Coefficient, s.Above, s.Below, DiagonalOf(s.Body!)),
        MatrixProduct { Factors: [{ Shape.IsColumn: true } u, { Shape.IsRow: true } v] } => Pointwise([u, Transpose(v)], []),
        _ => new DiagonalOf(MatrixOrder.Shorter(matrix, Transpose(matrix))),
    };

    /// <summary>The trace, of the shortest product that has it: factors go round, and all may be transposed.</summary>
    public static MatrixNode Trace(MatrixNode matrix)
    {
        switch (matrix)
        {
            case IdentityLeaf { Shape.Rows: { } size }:
                return new SizeLeaf(size);
            case DiagonalMatrix { Column: var column }:
                return Multiply([Transpose(new OnesLeaf(column.Shape.Rows!)), column]);
            case ScalarMultiple s:
                return Scale(s.Coefficient, s.Above, s.Below, Trace(s.Body!));
            case MatrixProduct { Factors: var factors }:
                int inner = factors.ToList().FindIndex(f => f.Shape.Columns is null);
                if (inner >= 0)
                {
                    return Multiply([.. factors[(inner + 1)..], .. factors[..(inner + 1)]]);
                }

                MatrixNode[] turned = [.. Enumerable.Range(0, factors.Length).Select(i => Multiply([.. factors[i..], .. factors[..i]]))];
                return turned.Any(t => t is not MatrixProduct)
                    ? Trace(turned.First(t => t is not MatrixProduct))
                    : new TraceOf(turned.Concat(turned.Select(Transpose)).Aggregate(MatrixOrder.Shorter));
            default:
                return new TraceOf(MatrixOrder.Shorter(matrix, Transpose(matrix)));
        }
    }

    /// <summary>A reduction of a column.</summary>
    public static MatrixNode Reduce(ReductionKind kind, MatrixNode column) => new ColumnReduction(kind, column);

    /// <summary>A column as a sum of squares has it, or a matrix: x of xᵀx, X of tr(XᵀX).</summary>
    private static NormOf? SquareRoot(MatrixNode square) => square switch
    {
        MatrixProduct { Factors: [var row, var column] } when Transpose(column).Is(row) => new NormOf(column),
        TraceOf { Matrix: MatrixProduct { Factors: [var a, var b] } } when Transpose(b).Is(a) => new NormOf(MatrixOrder.Shorter(a, b)),
        _ => null,
    };

    /// <summary>An expression that may read better as the transpose of what its parts are the transposes of.</summary>
    private static MatrixNode Shortest(MatrixNode node) =>
        node.Transposes > 1 && !node.IsScalar ? WithFewerTransposes(node, new TransposeOf(WithEach(node, Transpose))) : node;

    private static MatrixNode WithFewerTransposes(MatrixNode preferred, MatrixNode other) => other.Transposes < preferred.Transposes ? other : preferred;

    /// <summary>A pointwise operation on other operands.</summary>
    private static MatrixNode WithEach(MatrixNode node, Func<MatrixNode, MatrixNode> change) => node switch
    {
        MatrixSum sum => new MatrixSum(sum.Shape.Transposed, InOrder(sum.Terms.Select(change))),
        PointwiseProduct product => new PointwiseProduct(
            [.. product.Above.Select(change).Order(MatrixOrder.Factors)], [.. product.Below.Select(change).Order(MatrixOrder.Factors)]),
        PointwiseCall call => new PointwiseCall(call.Function, [.. call.Children.Select(change)]),
        PointwiseChoice choice => new PointwiseChoice(choice.Relation, [.. choice.Children.Select(change)]),
        PointwisePower power => new PointwisePower(change(power.Base), change(power.Exponent)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>A number and what it multiplies.</summary>
    private static (Fraction Coefficient, MatrixNode Node) SplitCoefficient(MatrixNode node) => node switch
    {
        NumberLeaf number => (number.Value, One),
        ScalarMultiple s => (s.Coefficient, Scale(Fraction.One, s.Above, s.Below, s.Body)),
        _ => (Fraction.One, node),
    };

    private static void Split(MatrixNode? factor, List<MatrixNode> top, List<MatrixNode> bottom)
    {
        if (factor is PointwiseProduct product)
        {
            top.AddRange(product.Above);
            bottom.AddRange(product.Below);
        }
        else if (factor is not null)
        {
            top.Add(factor);
        }
    }

    /// <summary>Pointwise factors u 𝟏ᵀ and 𝟏 vᵀ of a matrix scale its rows and columns: they become diagonal matrices beside it.</summary>
    private static MatrixNode WithBroadcastFactors(List<MatrixNode> top, List<MatrixNode> bottom)
    {
        MatrixNode[] rows = [.. top.Where(IsAlongRows)], columns = [.. top.Where(f => !IsAlongRows(f) && IsAlongColumns(f))];
        if (rows.Length + columns.Length == 0 || rows.Length + columns.Length == top.Count)
        {
            return Plain(top, bottom);
        }

        MatrixNode rest = Plain([.. top.Except(rows).Except(columns)], bottom);
        return Multiply(
        [
            .. rows.Length == 0 ? [] : new[] { Diagonal(Pointwise(rows.Select(r => ((MatrixProduct)r).Factors[0]), [])) },
            rest,
            .. columns.Length == 0 ? [] : new[] { Diagonal(Pointwise(columns.Select(c => Transpose(((MatrixProduct)c).Factors[1])), [])) },
        ]);
    }

    private static MatrixNode Plain(List<MatrixNode> top, List<MatrixNode> bottom)
    {
        MatrixNode[] above = Powers(top), below = Powers(bottom);
        return above is [var only] && below.Length == 0 ? only : Shortest(new PointwiseProduct([.. above], [.. below]));
    }

    /// <summary>The factors in their order, equal ones as a power.</summary>
    private static MatrixNode[] Powers(List<MatrixNode> factors) =>
    [
        .. factors.GroupBy(f => f.Key).Select(g => g.Count() == 1 ? g.First() : Power(g.First(), new NumberLeaf(g.Count()))).Order(MatrixOrder.Factors),
    ];

    private static bool IsAlongRows(MatrixNode node) => node is MatrixProduct { Factors: [{ Shape.IsColumn: true }, TransposeOf { Operand: OnesLeaf }] };

    private static bool IsAlongColumns(MatrixNode node) => node is MatrixProduct { Factors: [OnesLeaf, { Shape.IsRow: true }] };

    /// <summary>The scalars of a product in the making.</summary>
    private sealed class Scalars
    {
        private readonly List<MatrixNode> above = [], below = [];

        public Fraction Coefficient { get; set; } = Fraction.One;

        public void Multiply(IEnumerable<MatrixNode> factors)
        {
            foreach (MatrixNode factor in factors)
            {
                Taking(factor, divides: false);
            }
        }

        public void Divide(IEnumerable<MatrixNode> factors)
        {
            foreach (MatrixNode factor in factors)
            {
                Taking(factor, divides: true);
            }
        }

        /// <summary>Takes the scalars of a factor; what is left of it, if anything.</summary>
        public MatrixNode? Taking(MatrixNode factor, bool divides)
        {
            switch (factor)
            {
                case NumberLeaf { Value: var value } when !divides || !value.IsZero:
                    Coefficient = divides ? Coefficient / value : Coefficient * value;
                    return null;
                case ScalarMultiple s when !divides || !s.Coefficient.IsZero:
                    Coefficient = divides ? Coefficient / s.Coefficient : Coefficient * s.Coefficient;
                    (divides ? below : above).AddRange(s.Above);
                    (divides ? above : below).AddRange(s.Below);
                    return s.Body;
                case { IsScalar: true }:
                    (divides ? below : above).Add(factor);
                    return null;
                default:
                    return factor;
            }
        }

        public MatrixNode Times(MatrixNode? body)
        {
            MatrixNode? rest = body is null ? null : Taking(body, divides: false);
            if (Coefficient.IsNegative && rest is not null && Turned(rest, isAlone: true, isBare: Coefficient.Equals(Fraction.MinusOne) && above.Count == 0) is { } turned)
            {
                (Coefficient, rest) = (-Coefficient, turned);
            }

            return (rest, above, below) switch
            {
                (null, [], []) => new NumberLeaf(Coefficient),
                (null, [var only], []) when Coefficient.Equals(Fraction.One) => only,
                ({ } left, [], []) when Coefficient.Equals(Fraction.One) => left,
                _ => new ScalarMultiple(Coefficient, [.. above.Order(MatrixOrder.Factors)], [.. below.Order(MatrixOrder.Factors)], rest),
            };
        }

        /// <summary>The negative of an expression, where a difference takes the sign: one that is all there is, one of derivatives, one that
        /// reads better so, or the only one of a product, right behind the sign.</summary>
        private static MatrixNode? Turned(MatrixNode node, bool isAlone = false, bool isBare = false)
        {
            switch (node)
            {
                case MatrixSum sum when (sum.HasDerivative || isAlone || LeadsNegative(sum)) && sum.Terms.Any(MatrixWriter.IsNegative):
                    return Opposite(sum);
                case MatrixProduct { Factors: [MatrixSum first, .. var others] } when isBare && !others.Any(f => f is MatrixSum or TransposeOf { Operand: MatrixSum })
                    && Turned(first, isAlone: true) is { } difference:
                    return new MatrixProduct([difference, .. others]);
                case MatrixProduct product when TurnedOne(product.Factors) is { } factors:
                    return new MatrixProduct(factors);
                case PointwiseProduct product when TurnedOne(product.Above) is { } factors:
                    return new PointwiseProduct(factors, product.Below);
                default:
                    return null;
            }
        }

        private static ImmutableArray<MatrixNode>? TurnedOne(ImmutableArray<MatrixNode> factors)
        {
            for (int i = 0; i < factors.Length; i++)
            {
                if (Turned(factors[i]) is { } turned)
                {
                    return factors.SetItem(i, turned);
                }
            }

            return null;
        }
    }
}

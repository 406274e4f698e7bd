using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;

namespace TensorCalculus.Emission;

/// <summary>Writes array computations as Python expressions. What the array libraries spell differently is left to subclasses.</summary>
internal abstract class PythonExpressions
{
    private static readonly Fraction Half = new(1, 2);

    private readonly Dictionary<ArrayNode, string> names = [];
    private bool isPosition;
    private readonly Dictionary<Dimension, string> sizes = [];
    private readonly List<(TensorSymbol Tensor, string Name)> parameters = [];
    private readonly SortedSet<string> helpers;

    /// <param name="helpers">Receives the names of the module's own functions that the expressions call.</param>
    protected PythonExpressions(SortedSet<string> helpers) => this.helpers = helpers;

    /// <summary>Says under which name an array is found.</summary>
    public void Name(ArrayNode node, string name) => names[node] = name;

    /// <summary>Whether the array has a name.</summary>
    public bool IsNamed(ArrayNode node) => names.ContainsKey(node);

    /// <summary>Says how the size of a dimension is written.</summary>
    public void Name(Dimension dimension, string size) => sizes.TryAdd(dimension, size);

    /// <summary>Says that a parameter is at hand, whose sizes and type can be read off.</summary>
    public void Name(TensorSymbol tensor, string name)
    {
        parameters.Add((tensor, name));
        for (int axis = 0; axis < tensor.Order; axis++)
        {
            Name(tensor.Axes[axis], $"{name}.shape[{axis}]");
        }
    }

    /// <summary>The array as an expression: its name, if it has one.</summary>
    public CodeText Write(ArrayNode node) => names.TryGetValue(node, out string? name) && !(isPosition && node.IsPlain) ? new CodeText(name, Binding.Atom) : Compute(node);

    /// <summary>What an array is computed by.</summary>
    public CodeText Compute(ArrayNode node) => IsMask(node) ? Atom(AsNumbers(Masked(node))) : Numbers(node);

    private CodeText Numbers(ArrayNode node) => node switch
    {
        RangeNode range => Atom(Range(Size(range.Dimension))),
        PositionNode position => Atom(position.Symbol),
        WindowNode window => Window(window),
        GatherNode gather => Atom($"{Write(gather.Source).At(Binding.Atom)}[{Positions(gather)}]"),
        NumberNode number => Number(number.Value),
        PiNode => Atom("math.pi"),
        SizeNode size => Atom(Size(size.Dimension)),
        ParameterNode => throw new UnreachableException(),
        ViewNode view => View(Write(view.Source), view.Axes, view.Rank),
        ElementwiseNode elementwise => Elementwise(elementwise),
        ContractionNode contraction => Contract(contraction),
        ReductionNode { Kind: ArrayReduction.Sum } sum => Atom(Sum(Write(sum.Source).At(Binding.Atom), sum.Axes, sum.Source.Rank)),
        ReductionNode { Kind: ArrayReduction.LogSumExp } reduction => Atom(LogSumExp(Write(reduction.Source).Text, reduction.Axes, reduction.Source)),
        ReductionNode { Kind: ArrayReduction.Softmax } reduction => Atom(Softmax(Write(reduction.Source).Text, reduction.Axes, reduction.Source)),
        ReductionNode reduction => Atom(Reduce(reduction.Kind, Write(reduction.Source).At(Binding.Atom), reduction.Axes, reduction.Source.Rank)),
        ScanNode scan => Atom(Scan(scan.Kind, Write(scan.Source).Text, scan.Axes)),
        MatrixNode matrix => Atom(OfMatrix(matrix.Function, Write(matrix.Source).Text)),
        BroadcastNode { Source.IsPlain: true } constant => Atom(Full(Write(constant.Source).Text, Shape(constant.Shape))),
        BroadcastNode broadcast => Atom(Broadcast(broadcast, Aligned(Write(broadcast.Source), broadcast.Map, broadcast.Rank), Shape(broadcast.Shape))),
        _ => throw new UnreachableException(),
    };

    public string Size(Dimension dimension) => dimension.Value is { } value ? value.ToString(CultureInfo.InvariantCulture) : sizes[dimension];

    /// <summary>Whether it is known how the size of a dimension is written.</summary>
    public bool Knows(Dimension dimension) => dimension.Value is not null || sizes.ContainsKey(dimension);

    /// <summary>The size that keeps every read inside, from the sizes that it depends on.</summary>
    public string Derived(Dimension dimension)
    {
        string[] bounds = [.. dimension.Bounds.Select(b => b.Divisor == 1 ? Plain(b.Room + 1) : $"({Plain(b.Room)}) // {b.Divisor.ToString(CultureInfo.InvariantCulture)} + 1")];
        return bounds.Length == 1 ? bounds[0] : $"min({string.Join(", ", bounds)})";
    }

    /// <summary>A combination of sizes and positions.</summary>
    private string Plain(AffineForm form) =>
        FormText.Write(form, a => a is SizeAtom size ? Size(size.Dimension) : ((PositionAtom)a).Symbol);

    /// <summary>Arrays of positions between index brackets.</summary>
    public string Positions(PositionedNode node) =>
        string.Join(", ", node.Positions.Zip(node.Maps, (p, map) => map.IsEmpty ? Write(p) : Aligned(Position(p), map, node.PositionAxes)));

    /// <summary>Whole numbers again, where a mask among the factors has a name and is ones and zeros in floating point.</summary>
    private CodeText Position(ArrayNode node) => HoldsNamedMask(node) ? Atom(AsPositions(Write(node))) : Write(node);

    private bool HoldsNamedMask(ArrayNode node) => node is ElementwiseNode
        && ((names.ContainsKey(node) && HoldsMask(node)) || node.Operands.Any(HoldsNamedMask));

    private static bool HoldsMask(ArrayNode node) => node is ElementwiseNode elementwise
        && (elementwise.Operation is IndicatorOperation || node.Operands.Any(HoldsMask));

    /// <summary>Whether the array holds ones and zeros that are truth values where they are made.</summary>
    protected bool IsMask(ArrayNode node) => !names.ContainsKey(node) && node is ElementwiseNode elementwise
        && (elementwise.Operation is IndicatorOperation || IsOneWhere(elementwise) || (elementwise.Operation is MultiplyOperation && node.Operands.All(IsMask)));

    /// <summary>Whether a factor may be truth values, which have no sign.</summary>
    private bool HoldsTruthValues(ArrayNode node) => !names.ContainsKey(node) && node is ElementwiseNode { Operation: MultiplyOperation }
        && node.Operands.Any(o => IsMask(o) || HoldsTruthValues(o));

    /// <summary>Whether a choice is between one and zero. A comparison of numbers may be no array.</summary>
    private static bool IsOneWhere(ElementwiseNode node) => node is { Operation: ChooseOperation, Rank: > 0 }
        && node.Operands[2] is NumberNode { Value: var then } && then.Equals(Fraction.One) && node.Operands[3] is NumberNode { Value: var otherwise } && otherwise.Equals(Fraction.Zero);

    /// <summary>A mask as truth values.</summary>
    private CodeText Masked(ArrayNode node)
    {
        var elementwise = (ElementwiseNode)node;
        if (elementwise.Operation is ChooseOperation choice)
        {
            return Condition(elementwise, choice.Relation);
        }

        if (elementwise.Operation is not IndicatorOperation indicator)
        {
            return Elementwise(elementwise);
        }

        string relation = indicator.IsEquality ? "==" : ">=";
        ArrayNode form = node.Operands[0];
        if (form is not ElementwiseNode { Operation: AddOperation { Subtracted: var subtracted } } sum || !subtracted.Contains(true) || names.ContainsKey(form))
        {
            return new CodeText($"{Aligned(Write(form), elementwise.Maps[0], node.Rank).At(Binding.Sum)} {relation} 0", Binding.Comparison);
        }

        string[] sides = [.. new[] { false, true }.Select(side => string.Join(" + ", Enumerable.Range(0, subtracted.Length).Where(i => subtracted[i] == side)
            .Select(i => Aligned(Write(sum.Operands[i]), sum.Maps[i], sum.Rank).At(Binding.Product))))];
        return new CodeText($"{(sides[0].Length == 0 ? "0" : sides[0])} {relation} {sides[1]}", Binding.Comparison);
    }

    /// <summary>An array read along an axis at a combination of indices: a slice where that is one.</summary>
    private CodeText Window(WindowNode node)
    {
        string source = Write(node.Source).At(Binding.Atom);
        CodeText start = Start(node.Start);
        string before = string.Concat(Enumerable.Repeat(":, ", node.Axis));
        if (node.Steps.IsEmpty)
        {
            return Atom($"{source}[{before}{start}]");
        }

        string[] lengths = [.. node.Steps.Select((_, i) => Size(node.Shape[node.Axis + i]))];
        if (node.IsInside && node.Steps is [> 0 and var step])
        {
            string reach = step == 1 ? lengths[0] : $"{step.ToString(CultureInfo.InvariantCulture)} * {lengths[0]}{(step == 2 ? " - 1" : $" - {(step - 1).ToString(CultureInfo.InvariantCulture)}")}";
            string from = start.Text == "0" ? "" : start.Text;
            string to = start.Text == "0" ? reach : $"{start.Text} + {reach}";
            return Atom($"{source}[{before}{from}:{to}{(step == 1 ? "" : $":{step.ToString(CultureInfo.InvariantCulture)}")}]");
        }

        return Atom($"{Helper("_window")}({source}, {node.Axis}, {start}, ({string.Concat(lengths.Select(l => l + ", ")).TrimEnd()}), ({string.Concat(node.Steps.Select(s => s.ToString(CultureInfo.InvariantCulture) + ", ")).TrimEnd()}))");
    }

    /// <summary>A position as a number: a number that has a name is an array.</summary>
    private CodeText Start(ArrayNode start)
    {
        bool before = isPosition;
        isPosition = true;
        CodeText text = Write(start);
        isPosition = before;
        return text;
    }

    /// <summary>A shape as a tuple, or as that of an array that has it.</summary>
    public string Shape(ImmutableArray<Dimension> shape)
    {
        if (shape.Length > 0 && parameters.Find(p => p.Tensor.Axes.SequenceEqual(shape)) is { Name: { } name })
        {
            return $"{name}.shape";
        }

        return shape.Length == 1 ? $"({Size(shape[0])},)" : $"({string.Join(", ", shape.Select(Size))})";
    }

    /// <summary>A position along an axis.</summary>
    public static string Position(PositionSubscript position) => position.ToString() is var text && position.Symbol is not null && position.Offset > 0
        ? $"{position.Symbol} + {position.Offset.ToString(CultureInfo.InvariantCulture)}"
        : position.Symbol is not null && position.Offset < 0 ? $"{position.Symbol} - {(-position.Offset).ToString(CultureInfo.InvariantCulture)}" : text;

    /// <summary>Index brackets that pick positions: <c>[:, T]</c>; empty where none is picked.</summary>
    public static string Picking(ImmutableArray<ViewAxis> axes)
    {
        int last = axes.Length - 1;
        while (last >= 0 && axes[last].Position is null)
        {
            last--;
        }

        return last < 0 ? "" : $"[{string.Join(", ", axes.Take(last + 1).Select(a => a.Position is { } p ? Position(p) : ":"))}]";
    }

    protected static CodeText Atom(string text) => new(text, Binding.Atom);

    /// <summary>Notes that the module must have this function.</summary>
    protected string Helper(string name)
    {
        helpers.Add(name);
        return name;
    }

    /// <summary>A library function of one argument.</summary>
    protected abstract string Call(string function, string argument);

    /// <summary>A library function of a number of the language, as such a number.</summary>
    protected abstract string CallOfNumber(string function, string argument);

    /// <summary>The larger or the smaller of two.</summary>
    protected abstract string OfTwo(string function, string array, string other, bool otherIsPlain);

    /// <summary>One of two values where a condition holds, the other elsewhere.</summary>
    protected abstract string Choose(ElementwiseNode node, string condition, CodeText then, CodeText otherwise);

    protected abstract string Sum(string array, ImmutableArray<int> axes, int rank);

    /// <summary>A maximum, a minimum or a product.</summary>
    protected abstract string Reduce(ArrayReduction kind, string array, ImmutableArray<int> axes, int rank);

    /// <summary>What runs along axes and keeps them.</summary>
    protected abstract string Scan(ScanKind kind, string array, ImmutableArray<int> axes);

    /// <summary>A function of the matrices in the last two axes.</summary>
    protected abstract string OfMatrix(MatrixFunction function, string array);

    protected abstract string Mean(string array, ImmutableArray<int> axes, int rank);

    protected abstract string LogSumExp(string array, ImmutableArray<int> axes, ArrayNode source);

    protected abstract string Softmax(string array, ImmutableArray<int> axes, ArrayNode source);

    /// <summary>A transposition to the order in which <paramref name="permutation"/> names the axes of the array.</summary>
    protected abstract string Transpose(string array, int[] permutation);

    protected abstract string Einsum(string pattern, string operands, bool usesMatrixProducts);

    /// <summary>The sum over all axes of a product of two arrays of one shape.</summary>
    protected abstract string Inner(CodeText left, CodeText right);

    /// <summary>The sum over some axes of a product element by element, for which Einsum is not a matrix product.</summary>
    protected abstract CodeText SumOfProduct(ContractionNode node, CodeText left, CodeText right, Func<string> einsum);

    /// <summary>Whether products of batches of matrices are written with transpositions before <c>@</c>, rather than as an Einsum.</summary>
    protected abstract bool TransposesBatches { get; }

    /// <summary>An array repeated along the axes that a shape has more.</summary>
    protected abstract string Broadcast(BroadcastNode node, CodeText aligned, string shape);

    /// <summary>An array with one number everywhere, in the type of the floating-point arrays at hand.</summary>
    public abstract string Full(string value, string shape);

    /// <summary>The name of a parameter that holds floating-point numbers, or <see langword="null"/>.</summary>
    protected string? FloatingArray(int leastRank) =>
        parameters.Where(p => !p.Tensor.IsInteger && p.Tensor.Order >= leastRank).Select(p => p.Name).FirstOrDefault();

    /// <summary>The whole numbers from 0 up to a size.</summary>
    protected abstract string Range(string size);

    /// <summary>Truth values as ones and zeros in the type of the floating-point arrays at hand.</summary>
    protected abstract string AsNumbers(CodeText mask);

    /// <summary>Floating-point numbers that are whole as whole numbers.</summary>
    protected abstract string AsPositions(CodeText numbers);

    /// <summary>The prefix of the library's functions: <c>np.</c>.</summary>
    protected abstract string Prefix { get; }

    private CodeText Number(Fraction value)
    {
        if (value.Denominator.IsOne && value.Numerator.GetBitLength() < 60)
        {
            string digits = value.Numerator.ToString(CultureInfo.InvariantCulture);
            return new CodeText(digits, value.IsNegative ? Binding.Sign : Binding.Atom);
        }

        // A decimal fraction, unless only the quotient is exact.
        string text = value.ToDouble().ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);
        return text.Length <= 12
            ? new CodeText(text, value.IsNegative ? Binding.Sign : Binding.Atom)
            : new CodeText($"{value.Numerator.ToString(CultureInfo.InvariantCulture)} / {value.Denominator.ToString(CultureInfo.InvariantCulture)}", Binding.Product);
    }

    private CodeText View(CodeText source, ImmutableArray<ViewAxis> axes, int rank)
    {
        string picking = Picking(axes);
        string text = picking.Length == 0 ? source.Text : source.At(Binding.Atom) + picking;
        int[] left = [.. axes.Where(a => a.Position is null).Select(a => a.Axis)];
        if (left.SequenceEqual(Enumerable.Range(0, rank)))
        {
            return new CodeText(text, picking.Length == 0 ? source.Binding : Binding.Atom);
        }

        if (left.Length == rank)
        {
            return Atom(Transpose(picking.Length == 0 ? source.At(Binding.Atom) : text, [.. Enumerable.Range(0, rank).Select(axis => Array.IndexOf(left, axis))]));
        }

        string letters = string.Concat(left.Select(Letter));
        return Atom(rank == 1 && left.Length == 2
            ? $"{Prefix}diagonal({text})"
            : Einsum($"{letters}->{string.Concat(Enumerable.Range(0, rank).Select(Letter))}", text, false));
    }

    /// <summary>The sign of a comparison, which C# shares.</summary>
    public static string Sign(Relation relation) => relation switch
    {
        Relation.Less => "<",
        Relation.LessOrEqual => "<=",
        Relation.Greater => ">",
        Relation.GreaterOrEqual => ">=",
        Relation.Equal => "==",
        _ => "!=",
    };

    private static char Letter(int label) => (char)('i' + label);

    /// <summary>The condition of a choice, with its relation or another.</summary>
    protected CodeText Condition(ElementwiseNode node, Relation relation)
    {
        CodeText[] sides = [.. Enumerable.Range(0, 2).Select(i => Aligned(Write(node.Operands[i]), node.Maps[i], node.Rank))];
        return new CodeText($"{sides[0].At(Binding.Sum)} {Sign(relation)} {sides[1].At(Binding.Sum)}", Binding.Comparison);
    }

    /// <summary>An operand as it stands in an operation.</summary>
    private CodeText Written(ElementwiseNode node, ArrayNode operand)
    {
        // A truth value is a factor as it is.
        if (node.Operation is MultiplyOperation && IsMask(operand))
        {
            return Masked(operand);
        }

        // NumPy before version 2 takes large whole numbers as a reason for double precision.
        CodeText written = Write(operand);
        return operand is NumberNode && written.Text.TrimStart('-') is { Length: > 4 } digits && digits.All(char.IsDigit) && !IsWhole(node) ? new CodeText(written.Text + ".0", written.Binding) : written;
    }

    /// <summary>Whether an array has whole numbers: it is made of positions and sizes alone.</summary>
    protected static bool IsWhole(ArrayNode node) => node is RangeNode or PositionNode or SizeNode or NumberNode or ParameterNode { Tensor.IsInteger: true }
        || (node.Operands.Length > 0 && node.Operands.All(IsWhole));

    /// <summary>An operand of an operation, with new axes where the result has some that it lacks.</summary>
    protected CodeText Operand(ElementwiseNode node, int i) => Aligned(Written(node, node.Operands[i]), node.Maps[i], node.Rank);

    /// <summary>An operation on each element.</summary>
    protected virtual CodeText Elementwise(ElementwiseNode node)
    {
        CodeText Operand(int i) => this.Operand(node, i);
        switch (node.Operation)
        {
            case AddOperation add:
                string text = "";
                for (int i = 0; i < node.Operands.Length; i++)
                {
                    CodeText operand = Operand(i);
                    text += add.Subtracted[i]
                        ? (i == 0 ? "-" : " - ") + operand.At(Binding.Product)
                        : (i == 0 ? "" : " + ") + operand.At(i == 0 ? Binding.Sum : Binding.Product);
                }

                return new CodeText(text, Binding.Sum);
            case MultiplyOperation:
                (CodeText left, CodeText right) = (Operand(0), Operand(1));
                bool swap = (right.Binding == Binding.Product && left.Binding > Binding.Product) || (node.Operands[1].IsPlain && !node.Operands[0].IsPlain);
                (left, right) = swap ? (right, left) : (left, right);
                return new CodeText($"{left.At(Binding.Product)} * {right.At(Binding.Power)}", Binding.Product);
            case DivideOperation when MeanOf(node) is { } mean:
                return mean;
            case DivideOperation:
                return new CodeText($"{Operand(0).At(Binding.Product)} / {Operand(1).At(Binding.Power)}", Binding.Product);
            case NegateOperation:
                // A minus binds more tightly than @, and would turn the signs of the larger array.
                CodeText negated = Operand(0);
                string size = negated.At(StartsWithMatrixProduct(node.Operands[0]) || HoldsTruthValues(node.Operands[0]) ? Binding.Power : Binding.Product);
                return new CodeText("-" + size, negated.Binding == Binding.Product && size == negated.Text ? Binding.Product : Binding.Sign);
            case PowerOperation { Exponent: var exponent } when exponent.Equals(Half):
                return Atom(node.IsPlain ? $"math.sqrt({Operand(0)})" : Call("sqrt", Operand(0).Text));
            case PowerOperation { Exponent: var exponent }:
                return new CodeText($"{Operand(0).At(Binding.Atom)} ** {Number(exponent).At(Binding.Atom)}", Binding.Power);
            case RaiseOperation:
                return new CodeText($"{Operand(0).At(Binding.Atom)} ** {Operand(1).At(Binding.Power)}", Binding.Power);
            case ChooseOperation choice when node.IsPlain:
                return new CodeText($"{Operand(2)} if {Condition(node, choice.Relation)} else {Operand(3)}", Binding.Any);
            case ChooseOperation choice:
                return Atom(Choose(node, Condition(node, choice.Relation).Text, Operand(2), Operand(3)));
            case CallOperation { Function: { Arity: 2 } function }:
                if (node.IsPlain)
                {
                    return Atom($"{function.Name}({Operand(0)}, {Operand(1)})");
                }

                bool plainFirst = node.Operands[0].IsPlain;
                return Atom(OfTwo(function.Name, Operand(plainFirst ? 1 : 0).Text, Operand(plainFirst ? 0 : 1).Text, node.Operands[plainFirst ? 0 : 1].IsPlain));
            case CallOperation { Function: var function } when function.IsArbitrary:
                return Atom($"{function.Name}{string.Concat(Enumerable.Repeat("_prime", function.Primes))}({Operand(0)})");
            case CallOperation { Function: var function }:
                return Atom(!node.IsPlain ? Call(function.Name, Operand(0).Text)
                    : PlainFunctions.Contains(function.Name) ? $"math.{function.Name}({Operand(0)})"
                    : CallOfNumber(function.Name, Operand(0).Text));
            default:
                throw new UnreachableException();
        }
    }

    private static readonly HashSet<string> PlainFunctions =
        ["exp", "log", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "erf"];

    /// <summary>A sum over axes divided by their sizes is a mean.</summary>
    protected CodeText? MeanOf(ElementwiseNode node)
    {
        if (node.Operands[0] is not ReductionNode { Kind: ArrayReduction.Sum } sum || names.ContainsKey(sum))
        {
            return null;
        }

        var sizes = new List<Dimension>();
        bool IsSizes(ArrayNode n)
        {
            switch (n)
            {
                case SizeNode size:
                    sizes.Add(size.Dimension);
                    return true;
                case ElementwiseNode { Operation: MultiplyOperation }:
                    return n.Operands.All(IsSizes);
                default:
                    return false;
            }
        }

        return IsSizes(node.Operands[1]) && sizes.Select(d => d.Ordinal).Order().SequenceEqual(sum.Axes.Select(a => sum.Source.Shape[a].Ordinal).Order())
            ? Atom(Mean(Write(sum.Source).At(Binding.Atom), sum.Axes, sum.Source.Rank))
            : null;
    }

    /// <summary>An operand with new axes where the result has some that it lacks.</summary>
    public static CodeText Aligned(CodeText operand, ImmutableArray<int> map, int rank)
    {
        bool isSuffix = map.SequenceEqual(Enumerable.Range(rank - map.Length, map.Length));
        if (isSuffix)
        {
            return operand;
        }

        int last = Enumerable.Range(0, rank).Last(axis => !map.Contains(axis));
        return Atom($"{operand.At(Binding.Atom)}[{string.Join(", ", Enumerable.Range(map[0], last - map[0] + 1).Select(axis => map.Contains(axis) ? ":" : "None"))}]");
    }

    /// <summary>Whether <c>@</c> stands first in a chain of products.</summary>
    private bool StartsWithMatrixProduct(ArrayNode node) => !names.ContainsKey(node)
        && ((node is ContractionNode product && Contract(product).Binding == Binding.Product) || (node is ElementwiseNode { Operation: MultiplyOperation or DivideOperation } && node.Operands.Any(StartsWithMatrixProduct)));

    /// <summary>The factors of a product of two matrices; <see langword="null"/> for another contraction.</summary>
    protected (CodeText Left, CodeText Right)? Matrices(ContractionNode node) =>
        node is { First.Rank: 2, Second.Rank: 2, Rank: 2 } && new ContractionShape(node) is { IsMatrixProduct: true } shape
            ? (Turned(Write(node.First), shape.LeftOrder), Turned(Write(node.Second), shape.RightOrder))
            : null;

    private CodeText Contract(ContractionNode node)
    {
        var shape = new ContractionShape(node);
        (CodeText left, CodeText right) = (Write(node.First), Write(node.Second));
        if (shape.IsInner)
        {
            return node.First.Rank == 1 ? MatrixProduct(left.At(Binding.Product), right.At(Binding.Power)) : Atom(Inner(left, right));
        }

        if (shape.IsMatrixProduct)
        {
            return MatrixProduct(Turned(left, shape.LeftOrder).At(Binding.Product), Turned(right, shape.RightOrder).At(Binding.Power));
        }

        string EinsumText() => Einsum(shape.Pattern, $"{left}, {right}", shape.Batch.Length == 0 && shape.LeftOnly.Length + shape.RightOnly.Length > 0);
        if (shape.LeftOnly.Length + shape.RightOnly.Length == 0)
        {
            return SumOfProduct(node, left, right, EinsumText);
        }

        return shape.IsBatchedProduct && (TransposesBatches || shape.SwapsLastTwoAtMost)
            ? MatrixProduct(Turned(left, shape.LeftOrder).At(Binding.Product), Turned(right, shape.RightOrder).At(Binding.Power))
            : Atom(EinsumText());
    }

    private static CodeText MatrixProduct(string left, string right) => new($"{left} @ {right}", Binding.Product);

    /// <summary>An array with its axes in the order in which they are named.</summary>
    public CodeText Turned(CodeText array, int[] order) =>
        order.SequenceEqual(Enumerable.Range(0, order.Length)) ? array : Atom(Transpose(array.At(Binding.Atom), order));
}

using System.Collections.Immutable;
using System.Globalization;
using Fractions;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>Writes one element of an array inside loops. What it needs besides is put where it is computed least often: sums into the
/// outermost loop that they depend on, and what depends on inner loops only into an array before them.</summary>
/// <param name="arrays">The arrays at hand.</param>
/// <param name="expressions">Writes operations on numbers.</param>
/// <param name="locals">Gives names.</param>
/// <param name="rows">Writes what is done to whole rows.</param>
/// <param name="line">Gives an array a line and a name of its own.</param>
internal sealed class CSharpElements(CSharpArrays arrays, CSharpExpressions expressions, CSharpNames locals, CSharpRows rows, Action<ArrayNode> line)
{
    /// <summary>What an element may cost to be computed more often than needed: in a loop that only writes, and in one that sums.</summary>
    private const int CheapInLoop = 3;

    private const int CheapInSum = 0;

    private readonly CSharpCost cost = new(arrays.IsNamed);
    private readonly Dictionary<string, string[]> positions = [];

    /// <summary>The element in a loop that writes arrays.</summary>
    public CSharpText Write(ArrayNode node, IReadOnlyList<string> at, CSharpBlock block) => Place(node, at, block, CheapInLoop);

    /// <summary>A term of a sum.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="variables">The loop variable of each label.</param>
    /// <param name="block">The innermost loop.</param>
    public CSharpText Term(CSharpSum sum, IReadOnlyDictionary<int, string> variables, CSharpBlock block) =>
        Product([.. sum.Operands.Select(o => (o.Node, o.Labels.Select(l => variables[l]).ToArray()))], block, CheapInSum, CSharpExpressions.Multiply);

    /// <summary>A factor of a term of a sum.</summary>
    public CSharpText Factor(CSharpSum sum, int operand, IReadOnlyDictionary<int, string> variables, CSharpBlock block) =>
        Place(sum.Operands[operand].Node, [.. sum.Operands[operand].Labels.Select(l => variables[l])], block, CheapInSum);

    /// <summary>A sum for one element of its result.</summary>
    /// <param name="sum">The sum; each element at once.</param>
    /// <param name="at">Where the element is.</param>
    /// <param name="block">The loops around it.</param>
    /// <param name="name">The name of the variable that sums up; a new one without.</param>
    public CSharpText Sum(CSharpSum sum, IReadOnlyList<string> at, CSharpBlock block, string? name = null)
    {
        Dictionary<int, string> variables = sum.Kept.Zip(at).ToDictionary();
        foreach ((int label, string variable) in sum.Summed.Zip(locals.Variables(sum.Summed.Select(sum.DimensionOf), block)))
        {
            variables.Add(label, variable);
        }

        CSharpText? dot = rows.Dot(sum, variables);
        int[] loops = dot is null ? sum.Summed : sum.Summed[..^1];
        if (dot is { } whole && loops.Length == 0)
        {
            return whole;
        }

        string total = name ?? locals.Local("sum", block);
        block.Add($"double {total} = 0;");
        CSharpBlock inner = loops.Aggregate(block, (b, l) => b.Loop(variables[l], arrays.Size(sum.DimensionOf(l))));
        inner.Add($"{total} += {dot ?? Term(sum, variables, inner)};");
        inner.EndUpTo(block);
        return CSharpText.Atom(total);
    }

    /// <summary>Gives an array that is read in more than one loop a line of its own, unless its elements cost little.</summary>
    public void Need(ArrayNode node)
    {
        if (cost.Of(node) > CheapInLoop)
        {
            line(node);
        }
    }

    private CSharpText Place(ArrayNode node, IReadOnlyList<string> at, CSharpBlock block, int cheap)
    {
        if (!arrays.IsNamed(node) && cost.Of(node) > cheap)
        {
            string[] needed = [.. Variables(at, block)];
            CSharpBlock home = block.Home(needed);
            if (home.Depth > needed.Length)
            {
                line(node);
            }
            else if (home != block)
            {
                CSharpText value = Compute(node, at, home, cheap);
                if (value.IsName)
                {
                    return value;
                }

                string name = locals.Local("c", home);
                home.Add($"double {name} = {value};");
                return CSharpText.Atom(name);
            }
        }

        return Compute(node, at, block, cheap);
    }

    private CSharpText Compute(ArrayNode node, IReadOnlyList<string> at, CSharpBlock block, int cheap) => arrays.IsNamed(node) ? arrays.Element(node, at) : node switch
    {
        NumberNode number => CSharpExpressions.Number(number.Value),
        PiNode => CSharpText.Atom("Math.PI"),
        SizeNode size => CSharpText.Atom(arrays.Size(size.Dimension)) with { IsWhole = true },
        ViewNode view => Place(view.Source, arrays.Source(view, at), block, cheap),
        BroadcastNode broadcast => Place(broadcast.Source, CSharpArrays.Select(at, broadcast.Map), block, cheap),
        RangeNode => CSharpText.Atom(at[0]) with { IsWhole = true },
        PositionNode position => CSharpText.Atom(expressions.Position(new PositionSubscript(position.Symbol, 0))) with { IsWhole = true },
        WindowNode window => Window(window, at, block, cheap),
        GatherNode gather => Gather(gather, at, block, cheap),
        ElementwiseNode { Operation: IndicatorOperation or MultiplyOperation } elementwise => Product(
            elementwise.Operation is IndicatorOperation ? [(node, at)] : [.. Operands(elementwise, at)],
            block,
            cheap,
            (a, b) => expressions.Apply(elementwise.Operation, [a, b])),
        ElementwiseNode elementwise => expressions.Apply(elementwise.Operation, [.. Operands(elementwise, at).Select(o => Place(o.Node, o.At, block, cheap))]),
        ContractionNode or ReductionNode when CSharpSum.Of(node, arrays) is { SumsInnermost: true } sum => Sum(sum, at, block),
        ReductionNode { Kind: ArrayReduction.LogSumExp } reduction => LogSumExp(reduction, at, block),
        ReductionNode { Kind: ArrayReduction.Max } reduction => Fold(reduction, at, block, "double.NegativeInfinity", "{0} = Math.Max({0}, {1});"),
        ReductionNode { Kind: ArrayReduction.Min } reduction => Fold(reduction, at, block, "double.PositiveInfinity", "{0} = Math.Min({0}, {1});"),
        ReductionNode { Kind: ArrayReduction.Product } reduction => Fold(reduction, at, block, "1", "{0} *= {1};"),
        MatrixNode { Function: MatrixFunction.Determinant or MatrixFunction.LogDeterminant } matrix =>
            expressions.Call(matrix.Function == MatrixFunction.Determinant ? "Determinant({0})" : "LogDeterminant({0})", CSharpText.Atom(Matrix(matrix.Source, at, block))),
        _ => InLine(node, at),
    };

    /// <summary>A matrix of its own, with the elements of one of a batch.</summary>
    public string Matrix(ArrayNode source, IReadOnlyList<string> batch, CSharpBlock block)
    {
        Need(source);
        ImmutableArray<string> at = locals.Variables(source.Shape[^2..], block);
        string matrix = locals.Local("matrix", block);
        block.Add($"var {matrix} = {arrays.Zeros(source.Shape[^2..])};");
        CSharpBlock inner = at.Zip(source.Shape[^2..]).Aggregate(block, (b, a) => b.Loop(a.First, arrays.Size(a.Second)));
        inner.Add($"{CSharpArrays.Access(matrix, at)} = {Write(source, [.. batch, .. at], inner)};");
        inner.EndUpTo(block);
        return matrix;
    }

    private static IEnumerable<(ArrayNode Node, IReadOnlyList<string> At)> Operands(ElementwiseNode node, IReadOnlyList<string> at) =>
        node.Operands.Zip(node.Maps, (o, map) => (o, (IReadOnlyList<string>)CSharpArrays.Select(at, map)));

    /// <summary>The loop variables that texts speak of, by themselves or through a position with a name.</summary>
    private IEnumerable<string> Variables(IReadOnlyList<string> at, CSharpBlock block) =>
        // A loop may have a name that was a position's in an earlier statement.
        at.SelectMany(CSharpText.NamesIn).SelectMany(n => !block.Binds(n) && positions.TryGetValue(n, out string[]? needs) ? needs : [n])
            .Where(block.Binds).Distinct();

    /// <summary>A product. Factors that are 1 or 0, or 0 unless a condition holds, become conditions.</summary>
    private CSharpText Product(
        IReadOnlyList<(ArrayNode Node, IReadOnlyList<string> At)> factors, CSharpBlock block, int cheap, Func<CSharpText, CSharpText, CSharpText> multiply)
    {
        var conditions = new List<string>();
        var values = new List<CSharpText>();
        foreach ((ArrayNode node, IReadOnlyList<string> at) in factors)
        {
            if (Condition(node, at, block) is { } condition)
            {
                conditions.Add(condition);
            }
            else
            {
                (string? guard, CSharpText factor) = Place(node, at, block, cheap).Unguarded();
                conditions.AddRange(guard is null ? [] : [guard]);
                values.Add(factor);
            }
        }

        CSharpText value = values.Count == 0 ? CSharpExpressions.Number(Fraction.One) : values.Aggregate(multiply);
        return conditions.Count == 0 ? value : value.Where(string.Join(" && ", conditions));
    }

    /// <summary>The condition under which an array of ones and zeros is 1; <see langword="null"/> for another array.</summary>
    private string? Condition(ArrayNode node, IReadOnlyList<string> at, CSharpBlock block)
    {
        switch (node)
        {
            case var named when arrays.IsNamed(named):
                return null;
            case ViewNode view:
                return Condition(view.Source, arrays.Source(view, at), block);
            case ElementwiseNode { Operation: IndicatorOperation indicator } elementwise:
                string relation = indicator.IsEquality ? "==" : ">=";
                (ArrayNode form, IReadOnlyList<string> place) = Operands(elementwise, at).Single();
                if (form is not ElementwiseNode { Operation: AddOperation add } sum || arrays.IsNamed(form))
                {
                    return $"{Whole(form, place, block).At(Binding.Sum)} {relation} 0";
                }

                CSharpText[] addends = [.. Operands(sum, place).Select(o => Whole(o.Node, o.At, block))];
                return $"{Side(false)} {relation} {Side(true)}";

                string Side(bool isRight) => string.Join(" + ", addends.Where((_, i) => add.Subtracted[i] == isRight).Select(a => a.At(Binding.Product)).DefaultIfEmpty("0"));
            case ElementwiseNode { Operation: MultiplyOperation } product:
                string?[] both = [.. Operands(product, at).Select(o => Condition(o.Node, o.At, block))];
                return both.Contains(null) ? null : string.Join(" && ", both);
            default:
                return null;
        }
    }

    /// <summary>A whole number: a position, or a part of one.</summary>
    private CSharpText Whole(ArrayNode node, IReadOnlyList<string> at, CSharpBlock block)
    {
        if (!arrays.IsNamed(node))
        {
            switch (node)
            {
                case ViewNode view:
                    return Whole(view.Source, arrays.Source(view, at), block);
                case ElementwiseNode { Operation: AddOperation or MultiplyOperation } elementwise:
                    return CSharpExpressions.ApplyWhole(elementwise.Operation, [.. Operands(elementwise, at).Select(o => Whole(o.Node, o.At, block))]);
            }
        }

        CSharpText value = Compute(node, at, block, CheapInLoop);
        return value.IsWhole ? value : new CSharpText("(int)" + value.At(Binding.Atom), Binding.Sign, IsWhole: true);
    }

    /// <summary>What stands at a combination of indices along an axis, or 0 if that is outside.</summary>
    private CSharpText Window(WindowNode node, IReadOnlyList<string> at, CSharpBlock block, int cheap)
    {
        // What is read at several places, or might be read outside, must be there.
        if ((node.Steps.Length != 1 || !node.IsInside) && cost.Of(node.Source) > 0)
        {
            line(node.Source);
        }

        string position = Position(node, at, block);
        if (node.IsInside)
        {
            return Place(node.Source, CSharpArrays.Along(node, at, position), block, cheap);
        }

        string[] needs = [.. Variables([position], block)];
        CSharpBlock home = block.Home(needs);
        if (!home.Positions.TryGetValue(position, out string? name))
        {
            name = locals.Local("p", home);
            home.Positions.Add(position, name);
            home.Add($"int {name} = {position};");
            positions[name] = needs;
        }

        CSharpText value = Place(node.Source, CSharpArrays.Along(node, at, name), block, cheap);
        return value.Where($"{name} >= 0 && {name} < {arrays.Size(node.Source.Shape[node.Axis])}");
    }

    private string Position(WindowNode node, IReadOnlyList<string> at, CSharpBlock block)
    {
        string text = "";
        for (int i = 0; i < node.Steps.Length; i++)
        {
            string index = at[node.Axis + i];
            long step = node.Steps[i];
            string size = Math.Abs(step).ToString(CultureInfo.InvariantCulture);
            text += step < 0 ? text.Length == 0 ? "-" : " - " : text.Length == 0 ? "" : " + ";
            text += CSharpText.IsPlainName(index) ? size == "1" ? index : $"{size} * {index}" : $"{size} * ({index})";
        }

        CSharpText start = Whole(node.Start, [], block);
        return text.Length == 0 ? start.Text
            : start.Text == "0" ? text
            : start.Text[0] == '-' ? $"{text} - {start.Text[1..]}"
            : $"{(text[0] == '-' ? "" : text + " + ")}{start.At(Binding.Sum)}{(text[0] == '-' ? " - " + text[1..] : "")}";
    }

    /// <summary>What stands at positions that other arrays hold.</summary>
    private CSharpText Gather(GatherNode node, IReadOnlyList<string> at, CSharpBlock block, int cheap)
    {
        if (cost.Of(node.Source) > 0)
        {
            line(node.Source);
        }

        return Place(node.Source, [.. Positions(node.Positions, node.Maps, at, block), .. at.Skip(node.PositionAxes)], block, cheap);
    }

    /// <summary>Positions that arrays hold.</summary>
    /// <param name="nodes">The arrays.</param>
    /// <param name="maps">For each of them, which of the indices its axes are.</param>
    /// <param name="at">The indices.</param>
    /// <param name="block">The loops around.</param>
    public IEnumerable<string> Positions(IEnumerable<ArrayNode> nodes, ImmutableArray<ImmutableArray<int>> maps, IReadOnlyList<string> at, CSharpBlock block) =>
        nodes.Zip(maps, (n, map) => Whole(n, CSharpArrays.Select(at, map), block).Text);

    private CSharpText Fold(ReductionNode node, IReadOnlyList<string> at, CSharpBlock block, string start, string step)
    {
        Need(node.Source);
        ImmutableArray<string> variables = locals.Variables(node.Axes.Select(a => node.Source.Shape[a]), block);
        string total = locals.Local("total", block);
        block.Add($"double {total} = {start};");
        CSharpBlock inner = node.Axes.Zip(variables).Aggregate(block, (b, a) => b.Loop(a.Second, arrays.Size(node.Source.Shape[a.First])));
        inner.Add(string.Format(CultureInfo.InvariantCulture, step, total, Write(node.Source, Place(node, at, variables), inner)));
        inner.EndUpTo(block);
        return CSharpText.Atom(total);
    }

    /// <summary>Where the source of a reduction is read.</summary>
    private static string[] Place(ReductionNode node, IReadOnlyList<string> at, ImmutableArray<string> variables)
    {
        string[] place = new string[node.Source.Rank];
        int kept = 0;
        for (int axis = 0; axis < place.Length; axis++)
        {
            place[axis] = node.Axes.IndexOf(axis) is >= 0 and var k ? variables[k] : at[kept++];
        }

        return place;
    }

    private CSharpText LogSumExp(ReductionNode node, IReadOnlyList<string> at, CSharpBlock block)
    {
        Need(node.Source);
        ImmutableArray<string> variables = locals.Variables(node.Axes.Select(a => node.Source.Shape[a]), block);
        string[] place = Place(node, at, variables);
        string top = locals.Local("top", block);
        block.Add($"double {top} = double.NegativeInfinity;");
        CSharpBlock inner = Loops();
        inner.Add($"{top} = Math.Max({top}, {Write(node.Source, place, inner)});");
        inner.EndUpTo(block);
        block.Add($"{top} = double.IsFinite({top}) ? {top} : 0;");
        string total = locals.Local("sum", block);
        block.Add($"double {total} = 0;");
        inner = Loops();
        inner.Add($"{total} += Math.Exp({Write(node.Source, place, inner).At(Binding.Sum)} - {top});");
        inner.EndUpTo(block);
        return new CSharpText($"{top} + Math.Log({total})", Binding.Sum);

        CSharpBlock Loops() => node.Axes.Zip(variables).Aggregate(block, (b, a) => b.Loop(a.Second, arrays.Size(node.Source.Shape[a.First])));
    }

    private CSharpText InLine(ArrayNode node, IReadOnlyList<string> at)
    {
        line(node);
        return arrays.Element(node, at);
    }
}

using System.Collections.Immutable;

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

    /// <summary>The element in a loop that writes arrays.</summary>
    public CSharpText Write(ArrayNode node, IReadOnlyList<string> at, CSharpBlock block) => Place(node, at, block, CheapInLoop);

    /// <summary>A term of a sum.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="variables">The loop variable of each label.</param>
    /// <param name="block">The innermost loop.</param>
    public CSharpText Term(CSharpSum sum, IReadOnlyDictionary<int, string> variables, CSharpBlock block) => Enumerable
        .Range(0, sum.Operands.Length).Select(i => Factor(sum, i, variables, block)).Aggregate(CSharpExpressions.Multiply);

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
            string[] needed = [.. at.Where(block.Binds).Distinct()];
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
        ElementwiseNode elementwise => expressions.Apply(
            elementwise.Operation,
            [.. elementwise.Operands.Zip(elementwise.Maps).Select(o => Place(o.First, CSharpArrays.Select(at, o.Second), block, cheap))]),
        ContractionNode or ReductionNode when CSharpSum.Of(node, arrays) is { SumsInnermost: true } sum => Sum(sum, at, block),
        ReductionNode { Kind: ArrayReduction.LogSumExp } reduction => LogSumExp(reduction, at, block),
        _ => InLine(node, at),
    };

    private CSharpText LogSumExp(ReductionNode node, IReadOnlyList<string> at, CSharpBlock block)
    {
        Need(node.Source);
        ImmutableArray<string> variables = locals.Variables(node.Axes.Select(a => node.Source.Shape[a]), block);
        string[] place = new string[node.Source.Rank];
        int kept = 0;
        for (int axis = 0; axis < place.Length; axis++)
        {
            place[axis] = node.Axes.IndexOf(axis) is >= 0 and var k ? variables[k] : at[kept++];
        }

        string top = locals.Local("top", block);
        block.Add($"double {top} = double.NegativeInfinity;");
        CSharpBlock inner = Loops();
        inner.Add($"{top} = Math.Max({top}, {Write(node.Source, place, inner)});");
        inner.EndUpTo(block);
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

using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>Writes the statements of a C# function: each array is one nest of loops.</summary>
internal sealed class CSharpStatements
{
    private readonly CSharpArrays arrays;
    private readonly CSharpExpressions expressions;
    private readonly CSharpNames locals;
    private readonly CSharpRows rows;
    private readonly CSharpElements elements;
    private readonly Func<string> temporary;
    private readonly Func<Expr, string> print;
    private readonly List<IReadOnlyList<string>> statements = [];

    /// <param name="arrays">The arrays at hand.</param>
    /// <param name="expressions">Writes operations on numbers.</param>
    /// <param name="locals">Gives names.</param>
    /// <param name="temporary">Makes a name for an array that has none.</param>
    /// <param name="print">Writes an expression for a comment.</param>
    public CSharpStatements(CSharpArrays arrays, CSharpExpressions expressions, CSharpNames locals, Func<string> temporary, Func<Expr, string> print)
    {
        (this.arrays, this.expressions, this.locals, this.temporary, this.print) = (arrays, expressions, locals, temporary, print);
        rows = new CSharpRows(arrays, expressions);
        elements = new CSharpElements(arrays, expressions, locals, rows, Add);
    }

    /// <summary>The lines of each statement.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Statements => statements;

    /// <summary>Adds a statement. From here on the array has its name.</summary>
    public void Add(Statement statement)
    {
        var outer = locals.Begin();
        var block = new CSharpBlock();
        if (statement.Node.Rank == 0)
        {
            Number(statement, block);
        }
        else
        {
            block.Add($"var {statement.Name} = {arrays.Zeros(statement.Node.Shape)};");
            Fill(statement.Name, statement.Node, block);
        }

        locals.End(outer);
        arrays.Name(statement.Node, statement.Name);
        statements.Add(statement.Formula.Length == 0 ? block.Lines : [$"// {statement.Formula}", .. block.Lines]);
    }

    private void Add(ArrayNode node) => Add(new Statement(node, temporary(), node.Origin is { } origin ? print(origin) : ""));

    private void Number(Statement statement, CSharpBlock block)
    {
        CSharpText value = CSharpSum.Of(statement.Node, arrays) is { } sum
            ? elements.Sum(sum, [], block, statement.Name)
            : elements.Write(statement.Node, [], block);
        if (value.Text != statement.Name)
        {
            block.Add($"double {statement.Name} = {value};");
        }
    }

    /// <summary>Writes the elements of an array of zeros.</summary>
    private void Fill(string target, ArrayNode node, CSharpBlock block)
    {
        if (!arrays.IsNamed(node))
        {
            switch (node)
            {
                case ReductionNode { Kind: ArrayReduction.Softmax } softmax:
                    Softmax(target, softmax, block);
                    return;
                case ScanNode scan:
                    Scan(target, scan, block);
                    return;
                case PlacementNode placement:
                    Place(target, placement, block);
                    return;
                case MatrixNode { Function: MatrixFunction.Inverse or MatrixFunction.Cholesky } matrix:
                    Matrices(target, matrix, block);
                    return;
                case ScatterNode scatter:
                    Scatter(target, scatter, block);
                    return;
                default:
                    if (CSharpSum.Of(node, arrays) is { SumsInnermost: false } sum)
                    {
                        Accumulate(target, sum, block);
                        return;
                    }

                    break;
            }
        }

        // A sum that takes an array to add to takes the result's, and the rest is done to it in place.
        ArrayNode? inPlace = arrays.IsNamed(node) ? null : SumWithin(node);
        if (inPlace is not null)
        {
            Accumulate(target, CSharpSum.Of(inPlace, arrays)!, block);
            arrays.Name(inPlace, target);
        }

        ImmutableArray<string> at = locals.Variables(node.Shape, block);
        CSharpBlock inner = Loops(block, at, node.Shape);
        inner.Add($"{CSharpArrays.Access(target, at)} = {elements.Write(node, at, inner)};");
        inner.EndUpTo(block);
        if (inPlace is not null)
        {
            arrays.Forget(inPlace);
        }
    }

    /// <summary>A sum that is best added up in an array, each element of which goes into the same element of a node.</summary>
    private ArrayNode? SumWithin(ArrayNode node)
    {
        if (arrays.IsNamed(node))
        {
            return null;
        }

        return CSharpSum.Of(node, arrays) is { } sum
            ? sum.SumsInnermost ? null : node
            : (node as ElementwiseNode)?.Operands.Where(o => o.Rank == node.Rank).Select(SumWithin).FirstOrDefault(s => s is not null);
    }

    /// <summary>A sum that adds to rows of its result, again and again.</summary>
    private void Accumulate(string target, CSharpSum sum, CSharpBlock block)
    {
        int[] loops = [.. sum.Kept.Where(l => l != sum.Innermost), .. sum.Summed, sum.Innermost];
        Dictionary<int, string> variables = loops.Zip(locals.Variables(loops.Select(sum.DimensionOf), block)).ToDictionary();
        string[] at = [.. sum.Kept.Select(l => variables[l])];
        (int Operand, string Row)? scaled = rows.Scaled(sum, variables);
        loops = scaled is null ? loops : loops[..^1];
        CSharpBlock inner = loops.Aggregate(block, (b, l) => b.Loop(variables[l], arrays.Size(sum.DimensionOf(l))));
        inner.Add(scaled is var (operand, row)
            ? rows.AddScaled(rows.Row(target, at[..^1]), elements.Factor(sum, 1 - operand, variables, inner), row)
            : $"{CSharpArrays.Access(target, at)} += {elements.Term(sum, variables, inner)};");
        inner.EndUpTo(block);
    }

    /// <summary>Exponentials relative to the largest element, so that none overflows, then shares of their sum.</summary>
    private void Softmax(string target, ReductionNode node, CSharpBlock block)
    {
        ImmutableArray<string> at = locals.Variables(node.Shape, block);
        int[] kept = [.. Enumerable.Range(0, node.Rank).Except(node.Axes)];
        CSharpBlock outer = Loops(block, [.. kept.Select(a => at[a])], kept.Select(a => node.Shape[a]));
        string element = CSharpArrays.Access(target, at);
        string top = locals.Local("top", outer), total = locals.Local("sum", outer);
        outer.Add($"double {top} = double.NegativeInfinity;");
        Inner(b =>
        [
            $"{element} = {elements.Write(node.Source, at, b)};",
            $"{top} = Math.Max({top}, {element});",
        ]);
        outer.Add($"double {total} = 0;");
        Inner(_ =>
        [
            $"{element} = Math.Exp({element} - {top});",
            $"{total} += {element};",
        ]);
        Inner(_ => [$"{element} /= {total};"]);
        outer.EndUpTo(block);

        void Inner(Func<CSharpBlock, string[]> lines)
        {
            CSharpBlock inner = Loops(outer, [.. node.Axes.Select(a => at[a])], node.Axes.Select(a => node.Shape[a]));
            foreach (string line in lines(inner))
            {
                inner.Add(line);
            }

            inner.EndUpTo(outer);
        }
    }

    /// <summary>What runs along axes: forwards, backwards, or both ways.</summary>
    private void Scan(string target, ScanNode node, CSharpBlock block)
    {
        ImmutableArray<string> at = locals.Variables(node.Shape, block);
        int[] kept = [.. Enumerable.Range(0, node.Rank).Except(node.Axes)];
        CSharpBlock outer = Loops(block, [.. kept.Select(a => at[a])], kept.Select(a => node.Shape[a]));
        string element = CSharpArrays.Access(target, at);
        bool isProduct = node.Kind == ScanKind.ProductOfOthers;
        string run = locals.Local(isProduct ? "product" : "sum", outer);
        outer.Add($"double {run} = {(isProduct ? 1 : 0)};");
        if (isProduct)
        {
            Along(backwards: false, b => [$"{element} = {run};", $"{run} *= {elements.Write(node.Source, at, b).At(Binding.Product)};"]);
            outer.Add($"{run} = 1;");
            Along(backwards: true, b => [$"{element} *= {run};", $"{run} *= {elements.Write(node.Source, at, b).At(Binding.Product)};"]);
        }
        else
        {
            Along(node.Kind == ScanKind.SumFromEnd, b => [$"{run} += {elements.Write(node.Source, at, b)};", $"{element} = {run};"]);
        }

        outer.EndUpTo(block);

        void Along(bool backwards, Func<CSharpBlock, string[]> lines)
        {
            CSharpBlock inner = node.Axes.Aggregate(outer, (b, a) => backwards ? b.LoopBack(at[a], arrays.Size(node.Shape[a])) : b.Loop(at[a], arrays.Size(node.Shape[a])));
            foreach (string line in lines(inner))
            {
                inner.Add(line);
            }

            inner.EndUpTo(outer);
        }
    }

    /// <summary>A matrix made of each matrix of a batch.</summary>
    private void Matrices(string target, MatrixNode node, CSharpBlock block)
    {
        ImmutableArray<string> at = locals.Variables(node.Shape, block);
        CSharpBlock outer = Loops(block, at[..^2], node.Shape[..^2]);
        string matrix = elements.Matrix(node.Source, at[..^2], outer);
        bool isInverse = node.Function == MatrixFunction.Inverse;
        string made = locals.Local(isInverse ? "inverse" : "factor", outer);
        outer.Add($"double[,] {made} = {expressions.Helper(isInverse ? "Inverse" : "Cholesky")}({matrix});");
        CSharpBlock inner = Loops(outer, at[^2..], node.Shape[^2..]);
        inner.Add($"{CSharpArrays.Access(target, at)} = {CSharpArrays.Access(made, at[^2..])};");
        inner.EndUpTo(block);
    }

    /// <summary>What stands everywhere, then what is added on diagonals and at positions.</summary>
    private void Place(string target, PlacementNode node, CSharpBlock block)
    {
        if (node.Start is { } start)
        {
            Fill(target, start, block);
        }

        foreach ((ArrayNode added, Placement place) in node.Added.Zip(node.Places))
        {
            var sizes = new SortedDictionary<int, Dimension>();
            foreach ((ViewAxis axis, Dimension dimension) in place.Axes.Zip(node.Shape).Where(a => a.First.Position is null))
            {
                sizes.TryAdd(axis.Axis, dimension);
            }

            ImmutableArray<string> variables = locals.Variables(sizes.Values, block);
            CSharpBlock inner = Loops(block, variables, sizes.Values);
            string element = CSharpArrays.Access(target, arrays.Places(place.Axes, variables));
            string[] at = CSharpArrays.Select(variables, place.Labels);
            inner.Add($"{element} {(place.Subtracts ? "-" : "+")}= {elements.Write(added, at, inner)};");
            inner.EndUpTo(block);
        }
    }

    private void Scatter(string target, ScatterNode node, CSharpBlock block)
    {
        ImmutableArray<string> at = locals.Variables(node.Added.Shape, block);
        CSharpBlock inner = Loops(block, at, node.Added.Shape);
        string[] places = [.. elements.Positions(node.Positions, node.Maps, at, inner), .. at.Skip(node.PositionAxes)];
        inner.Add($"{CSharpArrays.Access(target, places)} += {elements.Write(node.Added, at, inner)};");
        inner.EndUpTo(block);
    }

    private CSharpBlock Loops(CSharpBlock block, ImmutableArray<string> variables, IEnumerable<Dimension> dimensions) =>
        variables.Zip(dimensions).Aggregate(block, (b, v) => b.Loop(v.First, arrays.Size(v.Second)));
}

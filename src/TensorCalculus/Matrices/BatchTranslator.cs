using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Matrices;

/// <summary>Finds the indices that number the matrices of a stack: with these fixed, everything has two axes at most.</summary>
internal static class BatchTranslator
{
    private const int MostFree = 2;
    private const int MostCandidates = 4;

    /// <summary>Translates a gradient of three or four axes for each value of all but two. These are the ones that take the fewest sums over
    /// stacks, and of them the last.</summary>
    /// <exception cref="NoMatrixFormException">There is no form with two axes.</exception>
    public static MatrixTranslation Translate(BoundProgram program, DerivedEquation equation, ImmutableArray<IndexVariable> indices)
    {
        NoMatrixFormException? first = null;
        var found = new List<MatrixTranslation>();
        foreach ((int row, int column) in Pairs(indices.Length))
        {
            var batch = ImmutableArray.CreateBuilder<BatchIndex>();
            var map = new Dictionary<IndexVariable, Subscript>();
            foreach (IndexVariable index in indices.Where((_, axis) => axis != row && axis != column))
            {
                var made = new BatchIndex(LetterOf(index, batch), index.Dimension);
                batch.Add(made);
                map.Add(index, made.Position);
            }

            try
            {
                var translator = new MatrixTranslator(program, batch);
                MatrixNode left = translator.Translate(program.Factory.Substitute(equation.Left, map), indices[row], indices[column]);
                MatrixNode right = translator.Translate(program.Factory.Substitute(equation.Right, map), indices[row], indices[column]);
                found.Add(new MatrixTranslation(left, MatrixBuilder.Settle(right)) { Batch = batch.ToImmutable(), Axes = (row, column) });
            }
            catch (NoMatrixFormException e)
            {
                first ??= e;
            }
        }

        return found.MinBy(t => Sums(t.Right)) ?? throw first ?? new NoMatrixFormException($"the derivative has {indices.Length} axes, and a matrix has two");
    }

    private static int Sums(MatrixNode node) => (node is BatchSum ? 1 : 0) + node.Children.Sum(Sums);

    /// <summary>The summed indices of a product that may number matrices: sets of one or two that stand at tensors of more than two axes,
    /// those at the first axes before others.</summary>
    public static IEnumerable<ImmutableArray<IndexVariable>> Summed(ProductDraft draft)
    {
        var places = new Dictionary<IndexVariable, int>();
        foreach ((Expr node, _) in draft.Factors)
        {
            Collect(node);
        }

        IndexVariable[] candidates = [.. draft.Bound.Where(places.ContainsKey).OrderBy(v => places[v]).Take(MostCandidates)];
        return candidates.Select(c => ImmutableArray.Create(c))
            .Concat(candidates.SelectMany((c, i) => candidates.Skip(i + 1).Select(d => ImmutableArray.Create(c, d))));

        void Collect(Expr node)
        {
            if (node is TensorElement element && element.Subscripts.Count(s => s is IndexSubscript) > 2)
            {
                for (int axis = 0; axis < element.Subscripts.Length; axis++)
                {
                    if (element.Subscripts[axis] is IndexSubscript { Index: var index } && draft.Bound.Contains(index))
                    {
                        places[index] = Math.Max(places.GetValueOrDefault(index), axis);
                    }
                }
            }

            foreach (Expr child in node.Children)
            {
                Collect(child);
            }
        }
    }

    /// <summary>The letter of its axis in the program, where no other has it.</summary>
    public static string LetterOf(IndexVariable index, IEnumerable<BatchIndex> others)
    {
        string letter = index.Dimension.Letter ?? index.Letter ?? "b";
        while (others.Any(o => o.Letter == letter))
        {
            letter += "'";
        }

        return letter;
    }

    private static IEnumerable<(int Row, int Column)> Pairs(int count)
    {
        if (count - 2 > MostFree)
        {
            yield break;
        }

        for (int column = count - 1; column > 0; column--)
        {
            for (int row = column - 1; row >= 0; row--)
            {
                yield return (row, column);
            }
        }
    }
}

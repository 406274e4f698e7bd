using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Matrices;

/// <summary>Finds the indices that number the matrices of a stack: with these fixed, everything has two axes at most.</summary>
internal static class BatchTranslator
{
    private const int MostAxes = 4;
    private const int MostCandidates = 4;

    /// <summary>Translates a gradient of two to four axes, for each value of all but two or one of them. What is left is what reads best: a
    /// matrix without sums over stacks, and of several the one at the last axes; else a vector, where one has fewer of them.</summary>
    /// <exception cref="NoMatrixFormException">There is no form with two axes or one.</exception>
    public static MatrixTranslation Translate(BoundProgram program, DerivedEquation equation, ImmutableArray<IndexVariable> indices)
    {
        NoMatrixFormException? first = null;
        int[][] pairs = [.. indices.Length > MostAxes ? [] : Pairs(indices.Length)];
        MatrixTranslation? matrix = Best(pairs, Sums);
        if (matrix is not null && Sums(matrix.Right) == 0)
        {
            return matrix;
        }

        MatrixTranslation? vector = Best(indices.Length > MostAxes ? [] : Enumerable.Range(1, indices.Length).Select(i => new[] { indices.Length - i }), Burden);
        return (matrix, vector) switch
        {
            (null, null) => throw first ?? new NoMatrixFormException($"the derivative has {indices.Length} axes, and a matrix has two"),
            ({ }, { }) => Burden(vector.Right) + 1 < Burden(matrix.Right) ? vector : matrix,
            _ => matrix ?? vector!,
        };

        MatrixTranslation? Best(IEnumerable<int[]> keeping, Func<MatrixNode, int> cost)
        {
            var found = new List<MatrixTranslation>();
            foreach (int[] axes in keeping)
            {
                ImmutableArray<(IndexVariable, BatchIndex Number)> batch = [];
                foreach (IndexVariable index in indices.Where((_, axis) => !axes.Contains(axis)))
                {
                    batch = batch.Add((index, new BatchIndex(LetterOf(index, batch.Select(b => b.Number)), index.Dimension)));
                }

                try
                {
                    found.Add(MatrixTranslation.Of(program, equation, batch, [.. axes.Select(a => indices[a])]) with { Axes = [.. axes] });
                }
                catch (NoMatrixFormException e)
                {
                    first ??= e;
                }
            }

            return found.MinBy(t => cost(t.Right));
        }
    }

    private static int Sums(MatrixNode node) => (node is BatchSum ? 1 : 0) + node.Children.Sum(Sums);

    /// <summary>What a reader has to unfold: sums over stacks, sums with ones, and diagonals, which keep an index that would rather number a stack.</summary>
    private static int Burden(MatrixNode node) => (node is BatchSum or OnesLeaf or DiagonalMatrix or DiagonalOf ? 1 : 0) + node.Children.Sum(Burden);

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

    private static IEnumerable<int[]> Pairs(int count)
    {
        for (int column = count - 1; column > 0; column--)
        {
            for (int row = column - 1; row >= 0; row--)
            {
                yield return [row, column];
            }
        }
    }
}

using System.Collections.Immutable;
using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Rewriting;
using TensorCalculus.Rules;

namespace TensorCalculus.Differentiation;

/// <summary>One part of a derivative with two groups of indices, its rows and its columns: a core, and Kronecker deltas that
/// each link a row index with a column index.</summary>
/// <param name="Links">The places among the rows and among the columns that a delta links.</param>
/// <param name="Core">The rest, in which a linked column index has become its row index.</param>
/// <param name="CoreIndices">The free indices of the core, in the order of the left-hand side.</param>
/// <param name="IsFull">Whether every row index and every column index is linked.</param>
/// <param name="IsRepeated">Whether the core does not know the linked indices.</param>
/// <param name="IsSeparable">Whether no factor of the core knows a row index and a column index.</param>
internal sealed record StructuredPart(
    ImmutableArray<(int Row, int Column)> Links, Expr Core, ImmutableArray<IndexVariable> CoreIndices, bool IsFull, bool IsRepeated, bool IsSeparable);

/// <summary>What a derivative is as a matrix: the sum of its parts.</summary>
/// <param name="IsSymmetric">Whether rows and columns can change places.</param>
/// <param name="Parts">The parts, each with other links; none where the derivative is zero.</param>
internal sealed record StructuredForm(bool IsSymmetric, ImmutableArray<StructuredPart> Parts);

/// <summary>Finds the structure of a Jacobian or of a block of a Hessian in its closed form.</summary>
internal sealed class StructureAnalysis(ExprFactory factory, RuleSet present)
{
    private const int MaximalTerms = 24;
    private const int MaximalSize = 400;

    /// <summary>The structure.</summary>
    /// <param name="equation">The derivative in closed form.</param>
    /// <param name="rows">How many of the indices on the left-hand side are row indices; the others are column indices.</param>
    public StructuredForm Of(DerivedEquation equation, int rows)
    {
        IndexVariable[] left = [.. equation.Left.Subscripts.Select(s => ((IndexSubscript)s).Index)];
        IndexVariable[] row = left[..rows], column = left[rows..];
        bool isSymmetric = row.Select(v => v.Dimension).SequenceEqual(column.Select(v => v.Dimension))
            && new Symmetry(factory, present).Holds(equation);
        var groups = new List<(ImmutableArray<(int, int)> Links, List<Expr> Terms)>();
        foreach (Expr term in Terms(equation.Right))
        {
            (ImmutableArray<(int Row, int Column)> links, Expr rest) = Split(term, row, column);
            int known = groups.FindIndex(g => g.Links.AsSpan().SequenceEqual(links.AsSpan()));
            if (known < 0)
            {
                groups.Add((links, [rest]));
            }
            else
            {
                groups[known].Terms.Add(rest);
            }
        }

        return new StructuredForm(
            isSymmetric,
            [.. groups.OrderByDescending(g => g.Links.Length).Select(g => Part(g.Links, present.Run(factory, factory.Add([.. g.Terms])), row, column)).Where(p => p.Core != factory.Zero)]);
    }

    /// <summary>The addends, multiplied out as far as a delta stands within.</summary>
    private IEnumerable<Expr> Terms(Expr right)
    {
        Expr sum = right;
        if (right.Facts is { HasDelta: true, HasSum: true, TreeSize: < MaximalSize } && new Expansion(factory, MaximalTerms).Full(right) is { Result: var expanded })
        {
            sum = NormalisationRules.Set.Run(factory, expanded);
        }

        return sum is Sum ? sum.Children.ToArray() : sum == factory.Zero ? [] : [sum];
    }

    /// <summary>A term without the deltas that link a row with a column.</summary>
    private (ImmutableArray<(int Row, int Column)> Links, Expr Core) Split(Expr term, IndexVariable[] row, IndexVariable[] column)
    {
        var links = new List<(int Row, int Column)>();
        var rest = new List<Expr> { factory.Rational(term is Product { Coefficient: var c } ? c : Fraction.One) };
        var same = new Dictionary<IndexVariable, Subscript>();
        foreach (Expr factor in term is Product ? term.Children.ToArray() : [term])
        {
            if (factor is Delta { Left: IndexSubscript { Index: var a }, Right: IndexSubscript { Index: var b } } && Link(a, b) is { } link)
            {
                links.Add(link);
                same.TryAdd(column[link.Column], new IndexSubscript(row[link.Row]));
            }
            else
            {
                rest.Add(factor);
            }
        }

        return ([.. links.Order()], factory.Substitute(factory.Multiply([.. rest]), same));

        (int Row, int Column)? Link(IndexVariable a, IndexVariable b) =>
            (Array.IndexOf(row, a), Array.IndexOf(column, b), Array.IndexOf(row, b), Array.IndexOf(column, a)) switch
            {
                ( >= 0 and var r, >= 0 and var c, _, _) => (r, c),
                (_, _, >= 0 and var r, >= 0 and var c) => (r, c),
                _ => null,
            };
    }

    private StructuredPart Part(ImmutableArray<(int Row, int Column)> links, Expr core, IndexVariable[] row, IndexVariable[] column)
    {
        IndexVariable[] linked = [.. links.Select(l => row[l.Row])];
        IndexVariable[] openColumns = [.. column.Where((_, i) => links.All(l => l.Column != i))];
        return new StructuredPart(
            links,
            core,
            [.. row.Concat(openColumns).Where(core.Contains)],
            IsFull: links.Select(l => l.Row).Distinct().Count() == row.Length && openColumns.Length == 0,
            IsRepeated: !Array.Exists(linked, core.Contains),
            IsSeparable: IsSumOfOuterProducts(core, row, column));
    }

    /// <summary>Whether no factor knows both a row and a column, so that each value of the summed indices gives an outer product.</summary>
    private bool IsSumOfOuterProducts(Expr core, IndexVariable[] row, IndexVariable[] column)
    {
        Expr[] terms = core is Sum ? core.Children.ToArray() : [core];
        return row.Length > 0 && column.Length > 0
            && Array.TrueForAll(terms, t => FlatTerm.Of(factory, t, fresh: false).Factors.All(f => !(row.Any(f.Base.Contains) && column.Any(f.Base.Contains))));
    }
}

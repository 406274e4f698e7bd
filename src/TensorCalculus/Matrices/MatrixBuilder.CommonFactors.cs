using System.Collections.Immutable;
using Fractions;

namespace TensorCalculus.Matrices;

/// <content>Factors that all terms of a sum share.</content>
internal static partial class MatrixBuilder
{
    /// <summary>The sum with the scalars, the first and the last factors that all terms share around it; <see langword="null"/> where
    /// they share none, or where nothing would be left of a term.</summary>
    private static MatrixNode? WithCommonFactors(ImmutableArray<MatrixNode> terms)
    {
        Term[] parts = [.. terms.Select(Term.Of)];
        MatrixNode[] above = Shared(parts.Select(p => p.Above)), below = Shared(parts.Select(p => p.Below));
        int shortest = parts.Min(p => p.Chain.Count);
        int first = Enumerable.Range(0, shortest).TakeWhile(i => parts.All(p => p.Chain[i].Is(parts[0].Chain[i]))).Count();
        int last = Enumerable.Range(1, shortest - first).TakeWhile(i => parts.All(p => p.Chain[^i].Is(parts[0].Chain[^i]))).Count();
        if (first + last == shortest || above.Length + below.Length + first + last == 0)
        {
            return null;
        }

        MatrixNode[] before = [.. parts[0].Chain.Take(first)], after = [.. parts[0].Chain.TakeLast(last)];
        Fraction common = parts.All(p => p.Coefficient.Equals(parts[0].Coefficient)) ? parts[0].Coefficient : Fraction.One;
        MatrixNode middle = Add(parts.Select(p => Scale(
            p.Coefficient / common, Without(p.Above, above), Without(p.Below, below), Multiply([.. p.Chain.Skip(first).SkipLast(last)]))));
        return Scale(common, above, below, Multiply([.. before, middle, .. after]));
    }

    private static MatrixNode[] Shared(IEnumerable<IReadOnlyList<MatrixNode>> scalars) =>
        [.. scalars.Aggregate((a, b) => [.. a.IntersectBy(b.Select(n => n.Key), n => n.Key)])];

    private static IEnumerable<MatrixNode> Without(IReadOnlyList<MatrixNode> scalars, MatrixNode[] shared) => scalars.ExceptBy(shared.Select(n => n.Key), n => n.Key);

    /// <summary>A term: a number, scalars over scalars, and the factors of a matrix product.</summary>
    private readonly record struct Term(Fraction Coefficient, IReadOnlyList<MatrixNode> Above, IReadOnlyList<MatrixNode> Below, IReadOnlyList<MatrixNode> Chain)
    {
        public static Term Of(MatrixNode node) => node switch
        {
            ScalarMultiple s => new Term(s.Coefficient, s.Above, s.Below, s.Body is null ? [] : ChainOf(s.Body)),
            _ => new Term(Fraction.One, [], [], ChainOf(node)),
        };

        private static IReadOnlyList<MatrixNode> ChainOf(MatrixNode node) => node is MatrixProduct product ? product.Factors : [node];
    }
}

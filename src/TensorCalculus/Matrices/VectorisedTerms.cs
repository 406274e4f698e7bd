using System.Collections.Immutable;
using System.Diagnostics;

namespace TensorCalculus.Matrices;

/// <summary>The terms of a <see cref="VectorisedForm"/> in their shortest form.</summary>
internal static class VectorisedTerms
{
    /// <summary>The terms with their scalars in front; those that share a factor of a Kronecker product are one.</summary>
    public static ImmutableArray<VectorisedTerm> Collected(IEnumerable<VectorisedTerm> terms)
    {
        var collected = new List<VectorisedTerm>();
        foreach (VectorisedTerm term in terms.Select(Plain))
        {
            int at = collected.FindIndex(t => Together(t, term) is not null);
            if (at < 0)
            {
                collected.Add(term);
            }
            else
            {
                collected[at] = Plain(Together(collected[at], term)!);
            }
        }

        return [.. collected.Where(t => !IsZero(t)).OrderBy(t => t.IsNegative)];
    }

    private static bool IsZero(VectorisedTerm term) => term.Scalar is NumberLeaf { Value.IsZero: true };

    /// <summary>The scalars taken out of the factors.</summary>
    private static VectorisedTerm Plain(VectorisedTerm term)
    {
        MatrixNode scalar = term.Scalar;
        return term switch
        {
            KroneckerTerm { Slow: IdentityLeaf, Fast: IdentityLeaf, IsCommuted: false, Left: var l, Right: var r } when (l ?? r) is { } only =>
                Plain(new DiagonalTerm(scalar, l is null || r is null ? only : MatrixBuilder.Pointwise([l, r], []))),
            KroneckerTerm k => Kronecker(k),
            DiagonalTerm d => Bare(d.Matrix) is var matrix ? new DiagonalTerm(scalar, matrix) : d,
            OuterTerm o => (Bare(o.Left), Bare(o.Right)) is var (left, right) ? new OuterTerm(scalar, left, right) : o,
            _ => throw new UnreachableException(),
        };

        KroneckerTerm Kronecker(KroneckerTerm k)
        {
            (MatrixNode slow, MatrixNode fast) = (Bare(k.Slow), Bare(k.Fast));
            (MatrixNode? left, MatrixNode? right) = (k.Left is null ? null : Bare(k.Left), k.Right is null ? null : Bare(k.Right));
            return new KroneckerTerm(scalar, slow, fast, k.IsCommuted, left, right);
        }

        MatrixNode Bare(MatrixNode node)
        {
            if (node is not ScalarMultiple { Body: { } body } multiple)
            {
                return node;
            }

            scalar = MatrixBuilder.Scale(multiple.Coefficient, [scalar, .. multiple.Above], multiple.Below, null);
            return body;
        }
    }

    /// <summary>The sum of two terms as one, or <see langword="null"/>.</summary>
    private static VectorisedTerm? Together(VectorisedTerm a, VectorisedTerm b)
    {
        return (a, b) switch
        {
            (KroneckerTerm { Left: null, Right: null } k, KroneckerTerm { Left: null, Right: null } other) when k.IsCommuted == other.IsCommuted =>
                k.Fast.Is(other.Fast) ? k with { Scalar = MatrixBuilder.One, Slow = Sum(k.Slow, other.Slow) }
                : k.Slow.Is(other.Slow) ? k with { Scalar = MatrixBuilder.One, Fast = Sum(k.Fast, other.Fast) }
                : null,
            (DiagonalTerm d, DiagonalTerm other) => new DiagonalTerm(MatrixBuilder.One, Sum(d.Matrix, other.Matrix)),
            _ => null,
        };

        MatrixNode Sum(MatrixNode x, MatrixNode y) => MatrixBuilder.Add([MatrixBuilder.Multiply([a.Scalar, x]), MatrixBuilder.Multiply([b.Scalar, y])]);
    }
}

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
        foreach (VectorisedTerm term in terms)
        {
            VectorisedTerm next = Plain(term);
            while (collected.FindIndex(t => Together(t, next) is not null) is >= 0 and var at)
            {
                next = Plain(Together(collected[at], next)!);
                collected.RemoveAt(at);
            }

            collected.Add(next);
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
            WeightedTerm w => (Inner(w.Rows), Bare(w.Weight), Inner(w.Columns)) is var (rows, weight, columns) ? new WeightedTerm(scalar, rows, weight, columns) : w,
            DiagonalTerm d => Bare(d.Matrix) is var matrix ? new DiagonalTerm(scalar, matrix) : d,
            OuterTerm o => (Bare(o.Left), Bare(o.Right)) is var (left, right) ? new OuterTerm(scalar, left, right) : o,
            _ => throw new UnreachableException(),
        };

        KroneckerTerm Inner(KroneckerTerm k) => Kronecker(k) with { Scalar = MatrixBuilder.One };

        KroneckerTerm Kronecker(KroneckerTerm k)
        {
            (MatrixNode slow, MatrixNode fast) = (Bare(k.Slow), Bare(k.Fast));
            (MatrixNode? left, MatrixNode? right) = (k.Left is null ? null : Bare(k.Left), k.Right is null ? null : Bare(k.Right));
            (slow, fast) = (WithSign(slow), WithSign(fast));
            return new KroneckerTerm(scalar, slow, fast, k.IsCommuted, left, right);
        }

        // A difference takes the sign of the whole.
        MatrixNode WithSign(MatrixNode node)
        {
            if (!MatrixWriter.IsNegative(scalar) || node is not MatrixSum || MatrixBuilder.Negate(node) is not MatrixSum opposite)
            {
                return node;
            }

            scalar = MatrixBuilder.Negate(scalar);
            return opposite;
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
                k.Fast.Is(other.Fast) ? Added(k.Slow, other.Slow, (s, m) => k with { Scalar = s, Slow = m })
                : k.Slow.Is(other.Slow) ? Added(k.Fast, other.Fast, (s, m) => k with { Scalar = s, Fast = m })
                : null,
            (WeightedTerm w, WeightedTerm other) when Same(w.Rows, other.Rows) && Same(w.Columns, other.Columns) =>
                Added(w.Weight, other.Weight, (s, m) => w with { Scalar = s, Weight = m }),
            (DiagonalTerm d, DiagonalTerm other) => Added(d.Matrix, other.Matrix, (s, m) => new DiagonalTerm(s, m)),
            (OuterTerm o, OuterTerm other) =>
                SignBetween(o.Left, other.Left) is { } sign ? Added(o.Right, Signed(sign, other.Right), (s, m) => o with { Scalar = s, Right = m })
                : SignBetween(o.Right, other.Right) is { } turn ? Added(o.Left, Signed(turn, other.Left), (s, m) => o with { Scalar = s, Left = m })
                : null,
            _ => null,
        };

        // What both terms have as a scalar, up to the sign, stays in front.
        VectorisedTerm Added(MatrixNode x, MatrixNode y, Func<MatrixNode, MatrixNode, VectorisedTerm> made) =>
            SignBetween(a.Scalar, b.Scalar) is { } sign
                ? made(a.Scalar, MatrixBuilder.Add([x, Signed(sign, y)]))
                : made(MatrixBuilder.One, MatrixBuilder.Add([MatrixBuilder.Multiply([a.Scalar, x]), MatrixBuilder.Multiply([b.Scalar, y])]));
    }

    private static bool Same(KroneckerTerm a, KroneckerTerm b) =>
        a.Slow.Is(b.Slow) && a.Fast.Is(b.Fast) && a.IsCommuted == b.IsCommuted && a.Left?.Key == b.Left?.Key && a.Right?.Key == b.Right?.Key;

    private static bool? SignBetween(MatrixNode a, MatrixNode b) => a.Is(b) ? false : a.Is(MatrixBuilder.Negate(b)) || b.Is(MatrixBuilder.Negate(a)) ? true : null;

    private static MatrixNode Signed(bool isNegative, MatrixNode node) => isNegative ? MatrixBuilder.Negate(node) : node;
}

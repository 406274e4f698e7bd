using System.Collections.Immutable;
using TensorCalculus.Algebra;

namespace TensorCalculus.Rules;

/// <summary>How a delta under a sum removes a summed index.</summary>
/// <param name="Delta">The delta.</param>
/// <param name="Index">The index.</param>
/// <param name="By">What it is where the delta is 1.</param>
/// <param name="Conditions">What must be 0 or more for that to be a value of the index, as far as the other factors do not see to it.</param>
internal sealed record DeltaSolution(Delta Delta, IndexVariable Index, Subscript By, ImmutableArray<AffineForm> Conditions)
{
    /// <summary>Coefficients stay far from overflow.</summary>
    private const long LargestCoefficient = 1 << 20;

    /// <summary>The best way to contract a delta among the factors, or <see langword="null"/> where there is none.</summary>
    /// <remarks>Σ_i δ(i = s) a_i is a_s where s is a value of i, and 0 elsewhere. Where s may lead outside the range of i, a
    /// factor that reads a tensor at i is zero there, and else brackets say the range.</remarks>
    public static DeltaSolution? Find(Expr body, ImmutableArray<IndexVariable> bound)
    {
        Expr[] factors = body is Product product ? product.Children.ToArray() : [body];
        foreach (Expr factor in factors)
        {
            if (factor is Delta delta && Plain(delta, bound) is { } plain)
            {
                return plain;
            }
        }

        return body.Facts.HasComputed || Array.Exists(factors, f => f is Delta { IsPlain: false }) ? Combined(factors, bound) : null;
    }

    private static DeltaSolution? Plain(Delta delta, ImmutableArray<IndexVariable> bound) => !delta.IsPlain ? null
        : delta.Left is IndexSubscript left && bound.Contains(left.Index) && !delta.Right.Indices.Contains(left.Index) ? new DeltaSolution(delta, left.Index, delta.Right, [])
        : delta.Right is IndexSubscript right && bound.Contains(right.Index) && !delta.Left.Indices.Contains(right.Index) ? new DeltaSolution(delta, right.Index, delta.Left, [])
        : null;

    /// <summary>Prefers an index that needs no brackets, and among those one at which a gradient is read.</summary>
    private static DeltaSolution? Combined(Expr[] factors, ImmutableArray<IndexVariable> bound)
    {
        DeltaSolution? best = null;
        int least = int.MaxValue;
        foreach (Delta delta in factors.OfType<Delta>())
        {
            foreach (IndexVariable index in bound.Where(delta.Contains))
            {
                if (Of(delta, index, factors) is { } found && Cost(found, factors) is var cost && cost < least)
                {
                    (best, least) = (found, cost);
                }
            }
        }

        return best;
    }

    private static DeltaSolution? Of(Delta delta, IndexVariable index, Expr[] factors)
    {
        if (delta.Difference.SolveFor(index) is not { } form || form.LargestCoefficient > LargestCoefficient)
        {
            return null;
        }

        // An index of another size cannot be written in place of this one.
        Subscript by = Subscript.Of(form);
        Expr[] others = Array.FindAll(factors, f => f != delta);
        if (by is IndexSubscript { Index: var other } && other.Dimension != index.Dimension)
        {
            return null;
        }

        if (by.IsInside(index.Dimension))
        {
            return new DeltaSolution(delta, index, by, []);
        }

        if (!Array.TrueForAll(others, f => OutOfRange.IsFinite(f, index)))
        {
            return null;
        }

        if (Array.Exists(others, f => OutOfRange.Vanishes(f, index)))
        {
            return new DeltaSolution(delta, index, by, []);
        }

        ImmutableArray<AffineForm> range = [form, AffineForm.Of(index.Dimension) - form + -1];
        ImmutableArray<AffineForm> open = range.RemoveAll(AffineRange.IsNonNegative);
        return open.All(CanBeWritten) ? new DeltaSolution(delta, index, by, open) : null;
    }

    private static int Cost(DeltaSolution solution, Expr[] factors)
    {
        bool atGradient = Array.Exists(factors, f => f is TensorElement { Facts.HasGradient: true } && f.Contains(solution.Index));
        return (2 * solution.Conditions.Length) + (atGradient ? 0 : 1);
    }

    /// <summary>Whether brackets can name the sizes.</summary>
    private static bool CanBeWritten(AffineForm form) =>
        AffineRange.Reduced(form).Terms.All(t => t.Atom is not SizeAtom { Dimension: var size } || size.DeclaredSymbol is not null || size.Value is not null);
}

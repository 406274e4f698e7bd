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
    /// <param name="factory">The factory of the body.</param>
    /// <param name="body">What is summed.</param>
    /// <param name="bound">The summed indices.</param>
    /// <param name="plainOnly">Whether deltas of combinations are left alone.</param>
    public static DeltaSolution? Find(ExprFactory factory, Expr body, ImmutableArray<IndexVariable> bound, bool plainOnly)
    {
        foreach (Expr factor in body is Product ? body.Children : new ReadOnlySpan<Expr>(in body))
        {
            if (factor is Delta delta && Plain(delta, bound) is { } plain)
            {
                return plain;
            }
        }

        if (plainOnly)
        {
            return null;
        }

        Expr[] factors = body is Product product ? product.Children.ToArray() : [body];
        return Array.Exists(factors, f => f is Delta { IsPlain: false }) ? Combined(factory, body, factors, bound) : null;
    }

    private static DeltaSolution? Plain(Delta delta, ImmutableArray<IndexVariable> bound) => !delta.IsPlain ? null
        : delta.Left is IndexSubscript left && bound.Contains(left.Index) && !delta.Right.Indices.Contains(left.Index) ? new DeltaSolution(delta, left.Index, delta.Right, [])
        : delta.Right is IndexSubscript right && bound.Contains(right.Index) && !delta.Left.Indices.Contains(right.Index) ? new DeltaSolution(delta, right.Index, delta.Left, [])
        : null;

    /// <summary>What is left of the body.</summary>
    public Expr Apply(ExprFactory factory, Expr body)
    {
        Expr rest = body is Product product
            ? factory.Multiply(product.Coefficient, [.. product.Children.ToArray().Where(f => f != Delta)])
            : factory.One;
        Expr substituted = factory.Substitute(rest, Index, By);
        return Conditions.IsEmpty ? substituted : factory.Multiply([substituted, .. Conditions.Select(factory.IsNonNegative)]);
    }

    /// <summary>Prefers an index that needs no brackets, then one that stands seldom, then one at which a gradient is read. All
    /// other indices keep their ranges.</summary>
    private static DeltaSolution? Combined(ExprFactory factory, Expr body, Expr[] factors, ImmutableArray<IndexVariable> bound)
    {
        IEnumerable<DeltaSolution> found =
            from delta in factors.OfType<Delta>()
            where !delta.IsPlain
            from index in bound
            where delta.Contains(index)
            let solution = Of(delta, index, factors)
            where solution is not null
            orderby Cost(solution, factors)
            select solution;
        return found.FirstOrDefault(s => KeepsRanges(factory, s, body, bound));
    }

    private static bool KeepsRanges(ExprFactory factory, DeltaSolution solution, Expr body, ImmutableArray<IndexVariable> bound)
    {
        Expr after = solution.Apply(factory, body);
        return bound.All(v => v == solution.Index || !after.Contains(v) || ToldRanges.IsTold(factory, v, after) || !ToldRanges.IsTold(factory, v, body));
    }

    /// <summary>How a delta of combinations is solved for an index, or <see langword="null"/> where that cannot be said.</summary>
    public static DeltaSolution? Of(Delta delta, IndexVariable index, Expr[] factors)
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
        int occurrences = factors.Count(f => f != solution.Delta && f.Contains(solution.Index));
        bool atGradient = Array.Exists(factors, f => f is TensorElement { Facts.HasGradient: true } && f.Contains(solution.Index));
        return (100 * solution.Conditions.Length) + (2 * occurrences) + (atGradient ? 0 : 1);
    }

    /// <summary>Whether brackets can name the sizes.</summary>
    private static bool CanBeWritten(AffineForm form) =>
        AffineRange.Reduced(form).Terms.All(t => t.Atom is not SizeAtom { Dimension: var size } || size.DeclaredSymbol is not null || size.Value is not null);
}

using System.Numerics;

namespace TensorCalculus.Algebra;

/// <content>Deltas and brackets: 1 where indices are in a relation, else 0.</content>
internal sealed partial class ExprFactory
{
    /// <summary>The Kronecker delta; 1 where both subscripts are always the same, 0 where they never are.</summary>
    public Expr KroneckerDelta(Subscript a, Subscript b) => (a.CompareTo(b), a, b) switch
    {
        (0, _, _) => One,
        (_, PositionSubscript p, PositionSubscript q) when p.Symbol == q.Symbol => Zero,
        (_, AffineSubscript, _) or (_, _, AffineSubscript) => IsZero(a.Form - b.Form),
        ( < 0, _, _) => Intern(new Delta(a, b)),
        _ => Intern(new Delta(b, a)),
    };

    /// <summary>1 where a combination is 0 or more, else 0.</summary>
    public Expr IsNonNegative(AffineForm form)
    {
        AffineForm reduced = AffineRange.Reduced(form);
        if (reduced.Terms.IsEmpty)
        {
            return reduced.Constant >= 0 ? One : Zero;
        }

        long divisor = CommonDivisor(reduced);
        if (divisor > 1)
        {
            reduced = new AffineForm([.. reduced.Terms.Select(t => t with { Coefficient = t.Coefficient / divisor })], FloorDivide(reduced.Constant, divisor));
        }

        return AffineRange.IsNonNegative(reduced) ? One
            : AffineRange.IsNegative(reduced) ? Zero
            : Intern(new Bracket(reduced));
    }

    /// <summary>1 where a combination is 0: the delta of its positive and its negative terms, so that it does not matter how the
    /// equality was written.</summary>
    private Expr IsZero(AffineForm form)
    {
        AffineForm reduced = AffineRange.Reduced(form);
        if (reduced.Terms.IsEmpty)
        {
            return reduced.Constant == 0 ? One : Zero;
        }

        long divisor = CommonDivisor(reduced);
        if (reduced.Constant % divisor != 0 || AffineRange.IsNegative(reduced) || AffineRange.IsNegative(reduced * -1))
        {
            return Zero;
        }

        AffineForm above = Side(reduced, 1, divisor), below = Side(reduced, -1, divisor);
        long constant = reduced.Constant / divisor;
        (above, below) = IsBelow(above, below, constant) ? (above, below + -constant) : (above + constant, below);
        Subscript left = Subscript.Of(above), right = Subscript.Of(below);
        return Intern(left.CompareTo(right) <= 0 ? new Delta(left, right) : new Delta(right, left));
    }

    private static AffineForm Side(AffineForm form, int sign, long divisor) =>
        AffineForm.Sum(form.Terms.Where(t => Math.Sign(t.Coefficient) == sign).Select(t => t with { Coefficient = Math.Abs(t.Coefficient) / divisor }), 0);

    /// <summary>Whether the constant joins the negative terms: it leaves an index alone, else joins the longer side, else stays positive.</summary>
    private static bool IsBelow(AffineForm above, AffineForm below, long constant)
    {
        bool aboveIsPlain = Subscript.Of(above) is IndexSubscript, belowIsPlain = Subscript.Of(below) is IndexSubscript;
        return aboveIsPlain != belowIsPlain ? aboveIsPlain
            : above.Terms.Length != below.Terms.Length ? above.Terms.Length < below.Terms.Length
            : constant < 0;
    }

    private static long CommonDivisor(AffineForm form) =>
        form.Terms.Aggregate(0L, (divisor, t) => (long)BigInteger.GreatestCommonDivisor(divisor, t.Coefficient));

    private static long FloorDivide(long a, long b) => (a / b) - (a % b < 0 ? 1 : 0);
}

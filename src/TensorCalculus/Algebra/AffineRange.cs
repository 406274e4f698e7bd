namespace TensorCalculus.Algebra;

/// <summary>What is known of the values of a combination, whatever the sizes are: sizes are 1 or more, an index runs from 0
/// to one less than its size, positions are 0 or more.</summary>
internal static class AffineRange
{
    private const int MaximalDepth = 6;

    /// <summary>Whether the combination is 0 or more for all values of its indices.</summary>
    public static bool IsNonNegative(AffineForm form) => Least(form) is { } least && Holds(least, MaximalDepth);

    /// <summary>Whether the combination is below 0 for all values of its indices.</summary>
    public static bool IsNegative(AffineForm form) => IsNonNegative((form * -1) + -1);

    /// <summary>Whether the combination is a position of an axis of this dimension for all values of its indices.</summary>
    public static bool IsWithin(AffineForm form, Dimension dimension) =>
        IsNonNegative(form) && IsNonNegative(AffineForm.Of(dimension) - form + -1);

    /// <summary>The combination with sizes in terms of those that nothing else determines, as far as they are combinations of them.</summary>
    public static AffineForm Reduced(AffineForm form) =>
        form.Terms.Any(t => t.Atom is SizeAtom { Dimension.Exact: not null })
            ? form.Replace(a => a is SizeAtom { Dimension.Exact: { } exact } ? exact : AffineForm.Of(a))
            : form;

    /// <summary>The least value over all indices, as a combination of sizes; <see langword="null"/> where a position makes it as low as one likes.</summary>
    private static AffineForm? Least(AffineForm form)
    {
        AffineForm least = AffineForm.Of(form.Constant);
        foreach ((long coefficient, SubscriptAtom atom) in form.Terms)
        {
            switch (atom)
            {
                case IndexAtom { Index.Dimension: var dimension }:
                    least = coefficient > 0 ? least : least + ((AffineForm.Of(dimension) + -1) * coefficient);
                    break;
                case SizeAtom:
                    least += AffineForm.Of(atom) * coefficient;
                    break;
                default:
                    if (coefficient < 0)
                    {
                        return null;
                    }

                    break;
            }
        }

        return least;
    }

    /// <summary>Whether a combination of sizes is 0 or more.</summary>
    private static bool Holds(AffineForm sizes, int depth)
    {
        AffineForm form = Reduced(sizes);
        if (form.Terms.All(t => t.Coefficient > 0))
        {
            return form.Constant + form.Terms.Sum(t => t.Atom is SizeAtom ? t.Coefficient : 0) >= 0;
        }

        if (depth == 0)
        {
            return false;
        }

        // A size with a negative coefficient is at most what each of its bounds allows.
        foreach ((long coefficient, SubscriptAtom atom) in form.Terms)
        {
            if (coefficient >= 0 || atom is not SizeAtom { Dimension.Bounds: { IsEmpty: false } bounds })
            {
                continue;
            }

            AffineForm rest = form - (AffineForm.Of(atom) * coefficient);
            return bounds.Any(b => -coefficient % b.Divisor == 0
                && Holds(rest + coefficient + (b.Room * (coefficient / b.Divisor)), depth - 1));
        }

        return false;
    }
}

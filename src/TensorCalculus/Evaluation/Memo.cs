namespace TensorCalculus.Evaluation;

/// <summary>Remembers what was computed.</summary>
internal static class Memo
{
    private const long MostPlaces = 1 << 16;

    /// <summary>A computation that is done once for each place of the cursors, until the clock moves on. One with too many
    /// places to keep is returned as it is.</summary>
    public static Func<double> Of(Cursor[] cursors, Clock clock, Func<double> compute)
    {
        long places = cursors.Aggregate(1L, (product, c) => Math.Min(product * c.Size, MostPlaces + 1));
        if (places > MostPlaces)
        {
            return compute;
        }

        var values = new double[places];
        var computedAt = new int[places];
        return () =>
        {
            int place = 0;
            foreach (Cursor cursor in cursors)
            {
                place = (place * cursor.Size) + cursor.Value;
            }

            if (computedAt[place] != clock.Time)
            {
                values[place] = compute();
                computedAt[place] = clock.Time;
            }

            return values[place];
        };
    }
}

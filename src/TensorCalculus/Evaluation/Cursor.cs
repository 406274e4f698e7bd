namespace TensorCalculus.Evaluation;

/// <summary>Where an index stands at the moment, from 0 to below its size.</summary>
internal sealed class Cursor(int size)
{
    public int Size { get; } = size;

    public int Value { get; set; }

    /// <summary>Does something at all values of the cursors, the last one fastest, and puts them back.</summary>
    public static void ForEach(ReadOnlySpan<Cursor> cursors, Action step)
    {
        if (cursors.IsEmpty)
        {
            step();
            return;
        }

        Cursor first = cursors[0];
        int before = first.Value;
        for (int value = 0; value < first.Size; value++)
        {
            first.Value = value;
            ForEach(cursors[1..], step);
        }

        first.Value = before;
    }

    /// <summary>A computation that is done once for each place of the cursors, until the clock moves on. One with too many
    /// places to keep is returned as it is.</summary>
    public static Func<double> Remember(Cursor[] cursors, Clock clock, Func<double> compute)
    {
        const long largest = 1 << 16;
        long places = cursors.Aggregate(1L, (product, c) => Math.Min(product * c.Size, largest + 1));
        if (places > largest)
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

/// <summary>Counts the changes of tensors: what was computed before the last one is out of date.</summary>
internal sealed class Clock
{
    public int Time { get; private set; } = 1;

    public void Tick() => Time++;
}

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
}

namespace TensorCalculus.Diagnostics;

/// <summary>A program's text with the starts of its lines, for turning offsets into line and column and for drawing carets.</summary>
internal sealed class SourceText
{
    private readonly List<int> lineStarts = [0];

    public SourceText(string text)
    {
        Text = text;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                lineStarts.Add(i + 1);
            }
        }
    }

    public string Text { get; }

    /// <summary>Line and column of an offset, both counted from 1; an offset behind the end is on the last line.</summary>
    public (int Line, int Column) Locate(int offset)
    {
        int found = lineStarts.BinarySearch(Math.Clamp(offset, 0, Text.Length));
        int line = found >= 0 ? found : ~found - 1;
        return (line + 1, Math.Clamp(offset, 0, Text.Length) - lineStarts[line] + 1);
    }

    /// <summary>A line (counted from 1) without its end.</summary>
    public string Line(int number)
    {
        int start = lineStarts[number - 1];
        int end = number < lineStarts.Count ? lineStarts[number] - 1 : Text.Length;
        return Text[start..end].TrimEnd('\r');
    }
}

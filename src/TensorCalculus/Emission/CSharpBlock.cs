namespace TensorCalculus.Emission;

/// <summary>The lines between two braces: the body of a loop, or at depth 0 a statement of a function with what it needs before it.
/// A loop is added to the block around it when it ends, so that what is added to that block meanwhile stands before the loop.</summary>
internal sealed class CSharpBlock
{
    private readonly CSharpBlock? around;
    private readonly string variable;
    private readonly string size;
    private readonly bool isBack;
    private readonly List<string> lines = [];

    public CSharpBlock()
        : this(null, "", "")
    {
    }

    private CSharpBlock(CSharpBlock? around, string variable, string size, bool isBack = false) =>
        (this.around, this.variable, this.size, this.isBack, Depth) = (around, variable, size, isBack, around is null ? 0 : around.Depth + 1);

    /// <summary>The number of loops around the lines.</summary>
    public int Depth { get; }

    /// <summary>The variables that hold positions, by what they are.</summary>
    public Dictionary<string, string> Positions { get; } = [];

    public IReadOnlyList<string> Lines => lines;

    public void Add(string line)
    {
        if (lines.Count > 0 && lines[^1] == "}")
        {
            lines.Add("");
        }

        lines.Add(line);
    }

    /// <summary>Begins a loop from 0 up to a size.</summary>
    public CSharpBlock Loop(string variable, string size) => new(this, variable, size);

    /// <summary>Begins a loop from a size down to 0.</summary>
    public CSharpBlock LoopBack(string variable, string size) => new(this, variable, size, isBack: true);

    /// <summary>Ends loops until the lines of <paramref name="outer"/> go on.</summary>
    public void EndUpTo(CSharpBlock outer)
    {
        for (CSharpBlock block = this; block != outer; block = block.around!)
        {
            block.around!.Add(block.isBack
                ? $"for (int {block.variable} = {block.size} - 1; {block.variable} >= 0; {block.variable}--)"
                : $"for (int {block.variable} = 0; {block.variable} < {block.size}; {block.variable}++)");
            block.around.lines.Add("{");
            block.around.lines.AddRange(block.lines.Select(l => l.Length == 0 ? l : "    " + l));
            block.around.lines.Add("}");
        }
    }

    /// <summary>Whether a text is the variable of a loop around the lines.</summary>
    public bool Binds(string text) => around is not null && (variable == text || around.Binds(text));

    /// <summary>The outermost block that knows all these variables.</summary>
    public CSharpBlock Home(IReadOnlyCollection<string> variables) =>
        around is null || variables.Contains(variable) ? this : around.Home(variables);
}

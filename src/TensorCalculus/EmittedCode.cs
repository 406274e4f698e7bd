namespace TensorCalculus;

/// <summary>A module of source code.</summary>
public sealed class EmittedCode
{
    internal EmittedCode(string text) => Text = text;

    /// <summary>The source code, ending with a line feed.</summary>
    public string Text { get; }
}

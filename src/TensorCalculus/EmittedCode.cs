namespace TensorCalculus;

/// <summary>A module of source code.</summary>
public sealed class EmittedCode
{
    internal EmittedCode(string text, EmissionCost cost) => (Text, Cost) = (text, cost);

    /// <summary>The source code, ending with a line feed.</summary>
    public string Text { get; }

    /// <summary>What the forward and the backward pass cost.</summary>
    public EmissionCost Cost { get; }
}

namespace TensorCalculus.Emission;

/// <summary>A piece of an expression of the target language, with what it needs to know about parentheses.</summary>
internal readonly record struct CodeText(string Text, Binding Binding)
{
    /// <summary>The text where something at least this binding must stand.</summary>
    public string At(Binding least) => Binding >= least ? Text : $"({Text})";

    public override string ToString() => Text;
}

/// <summary>How strongly the parts of an expression hold together, from weak to strong.</summary>
internal enum Binding
{
    /// <summary>Arguments and right sides.</summary>
    Any,

    /// <summary>a >= b.</summary>
    Comparison,

    /// <summary>a + b.</summary>
    Sum,

    /// <summary>a * b, a / b, a @ b: from left to right.</summary>
    Product,

    /// <summary>-a.</summary>
    Sign,

    /// <summary>a ** b.</summary>
    Power,

    /// <summary>Names, calls, indexing.</summary>
    Atom,
}

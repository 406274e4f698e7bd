using System.Globalization;

namespace TensorCalculus.Emission;

/// <summary>A piece of a C# expression.</summary>
/// <param name="Text">The text.</param>
/// <param name="Binding">How strongly its parts hold together.</param>
/// <param name="IsWhole">Whether it is an <c>int</c>: dividing two of them would round.</param>
internal readonly record struct CSharpText(string Text, Binding Binding, bool IsWhole = false)
{
    public static CSharpText Atom(string text) => new(text, Binding.Atom);

    /// <summary>Whether it is the name of a variable.</summary>
    public bool IsName => char.IsAsciiLetter(Text[0]) && Text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>The expression as a <c>double</c>.</summary>
    public CSharpText AsReal() => !IsWhole ? this
        : int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? new CSharpText(Text + ".0", Binding)
        : new CSharpText("(double)" + At(Binding.Atom), Binding.Sign);

    /// <summary>The text where something at least this binding must stand.</summary>
    public string At(Binding least) => Binding >= least ? Text : $"({Text})";

    public override string ToString() => Text;
}

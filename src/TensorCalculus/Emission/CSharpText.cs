using System.Globalization;

namespace TensorCalculus.Emission;

/// <summary>A piece of a C# expression.</summary>
/// <param name="Text">The text.</param>
/// <param name="Binding">How strongly its parts hold together.</param>
/// <param name="IsWhole">Whether it is an <c>int</c>: dividing two of them would round.</param>
internal readonly record struct CSharpText(string Text, Binding Binding, bool IsWhole = false)
{
    /// <summary>For a number that is 0 unless a condition holds: the condition, and the number where it does.</summary>
    private (string Condition, string Text, Binding Binding)? Guard { get; init; }

    public static CSharpText Atom(string text) => new(text, Binding.Atom);

    /// <summary>The number where a condition holds, 0 elsewhere.</summary>
    public CSharpText Where(string condition) => Guard is var (inner, text, binding)
        ? new CSharpText(text, binding, IsWhole).Where($"{condition} && {inner}")
        : new CSharpText($"{condition} ? {At(Binding.Sum)} : 0", Binding.Any, IsWhole) { Guard = (condition, Text, Binding) };

    /// <summary>The condition without which the number is 0, if there is one, and the number where it holds.</summary>
    public (string? Condition, CSharpText Value) Unguarded() =>
        Guard is var (condition, text, binding) ? (condition, new CSharpText(text, binding, IsWhole)) : (null, this);

    /// <summary>Whether it is the name of a variable.</summary>
    public bool IsName => IsPlainName(Text);

    public static bool IsPlainName(string text) => char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>Whether a text speaks of a variable.</summary>
    public static bool Mentions(string text, string variable) => NamesIn(text).Contains(variable);

    /// <summary>The names and numbers in a text.</summary>
    public static IEnumerable<string> NamesIn(string text)
    {
        for (int start = 0, end; start < text.Length; start = end + 1)
        {
            end = start;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '#'))
            {
                end++;
            }

            if (end > start)
            {
                yield return text[start..end];
            }
        }
    }

    /// <summary>The expression as a <c>double</c>.</summary>
    public CSharpText AsReal() => !IsWhole ? this
        : int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? new CSharpText(Text + ".0", Binding)
        : new CSharpText("(double)" + At(Binding.Atom), Binding.Sign);

    /// <summary>The text where something at least this binding must stand.</summary>
    public string At(Binding least) => Binding >= least ? Text : $"({Text})";

    public override string ToString() => Text;
}

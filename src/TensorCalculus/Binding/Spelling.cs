using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;

namespace TensorCalculus.Binding;

/// <summary>How remedies write the notation, with the user's own names and text.</summary>
internal static class Spelling
{
    private const int LongestQuote = 60;

    /// <summary>The one-tensor of a label: <c>1_k</c>, <c>1_{k1}</c>, <c>1[batch]</c>.</summary>
    public static string One(string label) => label.Length == 1 ? $"1_{label}" : "1" + Subscript(label);

    /// <summary>An explicit sum over a label.</summary>
    public static string Sum(string label, string body) => $"sum{Subscript(label)}({body})";

    public static string Counted(int indices) => indices switch { 0 => "no index", 1 => "1 index", _ => $"{indices} indices" };

    /// <summary>The Kronecker delta of two labels.</summary>
    public static string Delta(string a, string b) => a.Length == 1 && b.Length == 1 ? $"delta_{{{a}{b}}}" : $"delta[{a}, {b}]";

    /// <summary>The piece of text, on one line; <see langword="null"/> where it is too long to repeat.</summary>
    public static string? Quote(string text, SourceSpan span) =>
        span.Length > LongestQuote || span.End > text.Length ? null : string.Join(' ', text.Substring(span.Start, span.Length).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A factor before an expression, which is put in parentheses where it would fall apart.</summary>
    public static string Before(string factor, ExpressionSyntax node, string quoted) =>
        node is SumSyntax || quoted.StartsWith('-') ? $"{factor} ({quoted})" : $"{factor} {quoted}";

    private static string Subscript(string label) => IsShort(label) ? $"_{{{label}}}" : $"[{label}]";

    private static bool IsShort(string label) => !label.Skip(1).Any(char.IsLetter) || label.Contains("...", StringComparison.Ordinal);
}

using System.Collections.Immutable;
using System.Globalization;
using TensorCalculus.Algebra;

namespace TensorCalculus.Emission;

/// <summary>Writes the XML documentation of a C# function.</summary>
internal static class CSharpDocumentation
{
    /// <param name="plan">The function.</param>
    /// <param name="summary">What it computes.</param>
    /// <param name="names">The names of the module.</param>
    /// <param name="checksShapes">Whether it refuses shapes that do not fit together.</param>
    public static IEnumerable<string> Write(FunctionPlan plan, string summary, ModuleNames names, bool checksShapes)
    {
        yield return $"/// <summary>{summary}</summary>";
        foreach (ModuleParameter parameter in plan.Parameters)
        {
            yield return $"/// <param name=\"{parameter.Name}\">{Text(parameter, names)}.</param>";
        }

        if (plan.Parameters.OfType<TensorParameter>().Any(p => p.Tensor.Axes.Any(d => d.IsGroup)))
        {
            yield return "/// <remarks>The axes of an index group are one axis, whose size is their product.</remarks>";
        }

        string results = string.Join(", ", plan.Results.Select(r => $"{r.Name}: {Shape(r.Node.Shape, names)}"));
        yield return $"/// <returns>{results}.</returns>";
        if (checksShapes)
        {
            yield return "/// <exception cref=\"ArgumentException\">The shapes of the arrays do not fit together.</exception>";
        }

        if (plan.Parameters.Any(p => p is PositionParameter or TensorParameter { Tensor.IsInteger: true }))
        {
            yield return "/// <exception cref=\"IndexOutOfRangeException\">A position is outside its axis.</exception>";
        }
    }

    /// <summary>A text in which XML sees no marks of its own.</summary>
    public static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private static string Text(ModuleParameter parameter, ModuleNames names) => parameter switch
    {
        TensorParameter { Tensor: var tensor } => $"{Capital(Shape(tensor.Axes, names))}{(tensor.IsInteger ? ", positions from 0" : "")}",
        PositionParameter => "A position, from 0",
        FunctionParameter { Primes: 0 } => "A function",
        FunctionParameter { Primes: 1 } function => $"The derivative of {function.Function}",
        FunctionParameter function => $"Derivative {function.Primes.ToString(CultureInfo.InvariantCulture)} of {function.Function}",
        _ => "A size",
    };

    private static string Shape(ImmutableArray<Dimension> shape, ModuleNames names) => shape.Length == 0 ? "a number" : $"shape ({string.Join(", ", shape.Select(d => SizeOf(d, names)))})";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string SizeOf(Dimension dimension, ModuleNames names) => dimension.IsGroup
        ? $"|{names.LabelOf(dimension)}|"
        : dimension.Value?.ToString(CultureInfo.InvariantCulture) ?? names.Of(dimension);
}

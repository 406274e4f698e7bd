using System.Collections.Immutable;
using System.Text;
using TensorCalculus.Printing;

namespace TensorCalculus.Emission;

/// <summary>Writes a module in C#: a static class with <c>Forward</c> and <c>Backward</c> that works on the language's own arrays by
/// loops. Nothing else is needed, a transposition or a diagonal is an order of indices, and chains of operations on elements
/// need no arrays between them.</summary>
internal sealed class CSharpModule(EmissionModule module)
{
    private readonly SortedSet<string> helpers = new(StringComparer.Ordinal);

    /// <summary>The words that a program's names must stay away from.</summary>
    public static readonly ImmutableHashSet<string> Reserved =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for",
        "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "nameof", "namespace", "new",
        "null", "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return",
        "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try",
        "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "var", "virtual", "void", "volatile", "while",
        "Array", "Func", "Math", "Forward", "Backward", "Jacobian", "Hessian", "Jvp", "Hvp", .. CSharpHelpers.Names,
    ];

    /// <summary>The module.</summary>
    public string Write()
    {
        var printer = new EquationPrinter(module.Program);
        string[] functions =
        [
            Function(module.Forward),
            Function(module.Derivative),
        ];
        IReadOnlyList<(string Text, string? Using)> own = CSharpHelpers.Write(helpers);
        var text = new StringBuilder();
        foreach (string name in own.Select(h => h.Using).OfType<string>().Append("System").Distinct().Order(StringComparer.Ordinal))
        {
            text.Append($"using {name};\n");
        }

        text.Append($"\n/// <summary>{module.Title} the program\n/// <code>\n");
        text.Append(string.Concat(module.Equations.Select(e => $"/// {CSharpDocumentation.Escaped(e)}\n")));
        text.Append("/// </code></summary>\npublic static class TensorFunctions\n{\n");
        text.Append(string.Join("\n", functions.Concat(own.Select(h => h.Text + "\n")).Select(Indented)));
        return text.Append("}\n").ToString();

        string Function(FunctionPlan plan) =>
            new CSharpFunction(module, plan, helpers, e => printer.Print(e, Notation.Unicode)).Write();
    }

    private static string Indented(string text) =>
        string.Concat(text.TrimEnd('\n').Split('\n').Select(l => l.Length == 0 ? "\n" : $"    {l}\n"));
}

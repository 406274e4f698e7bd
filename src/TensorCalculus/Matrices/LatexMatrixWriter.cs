using System.Collections.Immutable;
using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;
using TensorCalculus.Printing;

namespace TensorCalculus.Matrices;

/// <summary>Spells matrix expressions for documents: bold vectors, fractions, growing parentheses.</summary>
internal sealed class LatexMatrixWriter(MatrixNames names) : MatrixWriter(names)
{
    private static readonly HashSet<string> Macros = ["exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh"];

    private protected override string Ones => "\\mathbf{1}";

    private protected override string Minus => "-";

    private protected override string Pi => "\\pi";

    private protected override string Identity => Names.HasIdentity ? "I" : "\\mathbf{I}";

    private protected override string Commutation => Names.HasCommutation ? "K" : "\\mathbf{K}";

    private protected override string Kronecker(string left, string right) => $"{left} \\otimes {right}";

    public override string Bracketed(string text, params ReadOnlySpan<string> indices) => $"\\left[{text}\\right]{Below(indices)}";

    public override string Subscripted(string name, params ReadOnlySpan<string> indices) => name + Below(indices);

    public override string Letter(string index) => Spelt(index);

    public override string SumSign(string index) => $"\\sum{Below([index])}";

    public override string Delta(string row, string column) => $"\\delta{Below([row, column])}";

    public override string One(string index) => $"\\mathbf{{1}}{Below([index])}";

    public override string Quotient(string above, string below) => $"\\frac{{{above}}}{{{below}}}";

    private protected override string Marked(string mark, string name) => $"{(mark.Length == 1 ? mark : $"\\mathrm{{{mark}}}")} {name}";

    private protected override string NameOf(string name, int order)
    {
        string spelt = Names.Of(name, order);
        bool greek = GreekLetters.IsName(spelt);
        return (order, greek) switch
        {
            (1, true) => $"\\boldsymbol{{\\{spelt}}}",
            (1, false) => $"\\mathbf{{{spelt}}}",
            (_, true) => $"\\{spelt}",
            _ when spelt.Length == 1 => spelt,
            _ => $"\\mathrm{{{spelt}}}",
        };
    }

    private protected override string Derivative(string of, IReadOnlyList<string> by) =>
        Invariant($"\\frac{{\\partial{(by.Count > 1 ? $"^{{{by.Count}}}" : "")} {of}}}{{{string.Join(' ', by.Select(b => $"\\partial {b}"))}}}");

    private protected override string Transposed(string operand) => $"{operand}^{{T}}";

    private protected override string Parentheses(string text) => Tall(text) ? $"\\left({text}\\right)" : $"({text})";

    private protected override string Call(string function, int primes, string argument) =>
        (Macros.Contains(function) ? $"\\{function}" : function.Length == 1 ? function : $"\\operatorname{{{function}}}") + new string('\'', primes) + Parentheses(argument);

    private protected override string PowerOf(string @base, string exponent, bool pointwise) => $"{@base}^{{{(pointwise ? "\\circ " : "")}{exponent}}}";

    private protected override string Root(string text) => $"\\sqrt{{{text}}}";

    private protected override string NormOf(string text, bool frobenius) => $"\\left\\lVert {text} \\right\\rVert{(frobenius ? "_{F}" : "")}";

    private protected override string Inverse(string text) => $"{text}^{{-1}}";

    private protected override string InverseTransposed(string text) => $"{text}^{{-T}}";

    private protected override string Hadamard(IReadOnlyList<string> above, string? below) =>
        string.Join(" \\circ ", above) + (below is null ? "" : $" \\oslash {below}");

    private protected override string Unit(string position) => $"\\mathbf{{e}}_{{{position}}}";

    private protected override string Sliced(string name, IEnumerable<string> slots) => $"{name}_{{{string.Join(",", slots)}}}";

    private protected override string Digits(string digits) => NumberText.Latex(digits);

    private protected override string Times(Fraction coefficient, ImmutableArray<MatrixNode> above, ImmutableArray<MatrixNode> below, string? body)
    {
        (string number, string? divisor) = NumberText.Split(coefficient);
        string digits = Digits(number);
        string[] under = [.. divisor is null ? [] : new[] { divisor }, .. Scalars(below)];
        string denominator = divisor is null && below is [var only] ? Write(only) : string.Join(' ', under);
        string[] over = [.. digits == "1" ? [] : new[] { digits }, .. Scalars(above, alone: body is null)];
        string numerator = digits == "1" && above is [var lone] ? Write(lone) : over.Length == 0 ? "1" : string.Join(' ', over);
        string[] factors = under.Length == 0 ? [.. over.Length == 0 && body is null ? ["1"] : over] : [Quotient(numerator, denominator)];
        return string.Join(' ', [.. factors, .. body is null ? [] : new[] { body }]);
    }

    private protected override string Sign(Relation relation) => relation switch
    {
        Relation.Less => "<",
        Relation.LessOrEqual => "\\le",
        Relation.Greater => ">",
        Relation.GreaterOrEqual => "\\ge",
        Relation.Equal => "=",
        _ => "\\ne",
    };

    /// <summary>A word is upright, for several letters in a row are several indices.</summary>
    private static string Spelt(string index) => GreekLetters.IsName(index) ? $"\\{index}" : index.TrimEnd('\'').Length == 1 ? index : $"\\mathrm{{{index}}}";

    private static bool Tall(string text) => text.Contains("\\frac", StringComparison.Ordinal);

    private static string Below(ReadOnlySpan<string> indices)
    {
        string[] letters = [.. indices.ToArray().Select(Spelt)];
        return $"_{{{string.Join(Array.Exists(letters, l => l.Length > 1) ? " " : "", letters)}}}";
    }
}

using System.Collections.Immutable;
using Fractions;
using TensorCalculus.Algebra;
using TensorCalculus.Functions;
using TensorCalculus.Printing;

namespace TensorCalculus.Matrices;

/// <summary>Spells matrix expressions for terminals: ᵀ, ∘ and ⊘, 𝟏.</summary>
internal sealed class UnicodeMatrixWriter(MatrixNames names) : MatrixWriter(names)
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private protected override string Ones => "𝟏";

    private protected override string Minus => "−";

    private protected override string Pi => "π";

    private protected override string Identity => Names.HasIdentity ? "I" : "𝐈";

    private protected override string Commutation => Names.HasCommutation ? "K" : "𝐊";

    private protected override string Kronecker(string left, string right) => $"{left} ⊗ {right}";

    public override string Bracketed(string text, params ReadOnlySpan<string> indices) => $"[{text}]{Below(indices)}";

    public override string Subscripted(string name, params ReadOnlySpan<string> indices) => name + Below(indices);

    public override string Letter(string index) => GreekLetters.Character(index);

    public override string SumSign(string index) => $"Σ{Below([index])}";

    public override string Delta(string row, string column) => $"δ{Below([row, column])}";

    public override string One(string index) => $"1{Below([index])}";

    public override string Quotient(string above, string below) => $"{above}/({below})";

    private protected override string Marked(string mark, string name) => mark + name;

    private protected override string NameOf(string name, int order) => GreekLetters.Character(Names.Of(name, order));

    private protected override string Derivative(string of, IReadOnlyList<string> by) =>
        $"∂{(by.Count > 1 ? Superscripts[by.Count].ToString() : "")}{of}/{string.Concat(by.Select(b => $"∂{b}"))}";

    private protected override string Transposed(string operand) => $"{operand}ᵀ";

    private protected override string Parentheses(string text) => $"({text})";

    private protected override string Call(string function, int primes, string argument) => $"{function}{new string('\'', primes)}({argument})";

    private protected override string PowerOf(string @base, string exponent, bool pointwise) =>
        !pointwise && exponent.All(char.IsAsciiDigit) ? @base + string.Concat(exponent.Select(d => Superscripts[d - '0']))
        : $"{@base}^{(pointwise ? "∘" : "")}{(exponent.All(char.IsLetterOrDigit) ? exponent : $"({exponent})")}";

    private protected override string Root(string text) => $"√({text})";

    private protected override string NormOf(string text, bool frobenius) => $"‖{text}‖{(frobenius ? "_F" : "")}";

    private protected override string Inverse(string text) => $"{text}⁻¹";

    private protected override string InverseTransposed(string text) => $"{text}⁻ᵀ";

    private protected override string Hadamard(IReadOnlyList<string> above, string? below) =>
        string.Join(" ∘ ", above) + (below is null ? "" : $" ⊘ {below}");

    private protected override string Unit(string position) => $"e_{position}";

    private protected override string Sliced(string name, IEnumerable<string> slots) => $"{name}[{string.Join(",", slots)}]";

    private protected override bool Trails(ImmutableArray<MatrixNode> below) => below.Any(b => b is not SizeLeaf);

    /// <summary>Numbers and sizes that divide stand in front, as in 1/N x; other scalars behind all that they divide.</summary>
    private protected override string Times(Fraction coefficient, ImmutableArray<MatrixNode> above, ImmutableArray<MatrixNode> below, string? body)
    {
        (string digits, string? divisor) = NumberText.Split(coefficient);
        bool trails = Trails(below);
        string[] under = [.. divisor is null ? [] : new[] { divisor }, .. Scalars(below)];
        string[] rest = [.. Scalars(above, alone: body is null), .. body is null ? [] : new[] { body }];
        string denominator = under.Length == 1 && below is [var only] ? At(only, Binding.Power) : under.Length == 1 ? under[0] : Parentheses(string.Join(' ', under));
        return (under.Length, trails) switch
        {
            (0, _) => string.Join(' ', digits == "1" && rest.Length > 0 ? rest : [digits, .. rest]),
            (_, false) => string.Join(' ', [$"{digits}/{denominator}", .. rest]),
            _ => $"{string.Join(' ', digits == "1" && rest.Length > 0 ? rest : [digits, .. rest])}/{denominator}",
        };
    }

    private protected override string Sign(Relation relation) => relation switch
    {
        Relation.Less => "<",
        Relation.LessOrEqual => "≤",
        Relation.Greater => ">",
        Relation.GreaterOrEqual => "≥",
        Relation.Equal => "=",
        _ => "≠",
    };

    private static string Below(ReadOnlySpan<string> indices)
    {
        string[] letters = [.. indices.ToArray().Select(GreekLetters.Character)];
        return Array.TrueForAll(letters, l => l.Length == 1) ? $"_{string.Concat(letters)}" : $"_{{{string.Join(",", letters)}}}";
    }
}

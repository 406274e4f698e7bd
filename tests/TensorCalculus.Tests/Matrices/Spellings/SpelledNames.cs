using TensorCalculus.Algebra;
using TensorCalculus.Evaluation;

namespace TensorCalculus.Tests.Matrices.Spellings;

/// <summary>What the names in a printed formula stand for: a matrix is written with a capital and a vector of one letter with a small one,
/// unless the program has that name.</summary>
/// <param name="program">The program.</param>
/// <param name="sample">Sizes, positions and functions.</param>
/// <param name="tensors">All that a name may stand for, derivatives among them.</param>
internal sealed class SpelledNames(BoundProgram program, Sample sample, IReadOnlyList<TensorSymbol> tensors)
{
    public Sample Sample => sample;

    /// <summary>The tensor that a name or a derivative stands for, or <see langword="null"/>.</summary>
    public TensorSymbol? Find(Token token) => token.Kind == TokenKind.Derivative ? Derivative(token)
        : Single(token.Text, tensors.Where(t => !IsDerivative(t) || t.Name == token.Text), LeftOf(token));

    /// <summary>A tangent, whose mark and name may stand apart.</summary>
    public TensorSymbol? Marked(string mark, Token token)
    {
        TensorSymbol[] marked = [.. tensors.Where(t => t.Derivative is { IsAlong: true } && t.Name.StartsWith(mark, StringComparison.Ordinal))];
        return marked.SingleOrDefault(t => t.Name == mark + token.Text) ?? marked.SingleOrDefault(t => string.Equals(t.Name, mark + token.Text, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A size by its symbol or by the letter of its index.</summary>
    public int? SizeOf(string name, bool byLetter)
    {
        int[] sizes = [.. program.Dimensions.Where(d => (byLetter ? d.Letter : d.Symbol) == name).Select(sample.SizeOf).Distinct()];
        sizes.Length.Should().BeLessThan(2, "{0} is one size", name);
        return sizes is [var size] ? size : null;
    }

    private static bool IsDerivative(TensorSymbol tensor) => tensor.Derivative is { IsAlong: false };

    private static Func<TensorSymbol, int> LeftOf(Token token) => tensor =>
        token.Below.Length == 0 ? tensor.Order : token.IsSliced ? token.Below.Count(b => b == ":") : tensor.Order - token.Below.Length;

    private TensorSymbol? Derivative(Token token)
    {
        TensorSymbol[] found = [.. tensors.Where(t => t.Derivative is { } name && IsDerivative(t) && name.By.Length == token.By.Length
            && IsNamed(name.Of, token.Text) && name.By.Zip(token.By, IsNamed).All(n => n))];
        found.Length.Should().BeLessThan(2, "∂{0}/∂{1} is one derivative", token.Text, string.Join('∂', token.By));
        return found is [var only] ? only : null;
    }

    // A derivative by X is never one by x where the program has both.
    private bool IsNamed(string name, string spelt) => name == spelt || (program.Find(spelt) is null && IsRespelt(name, spelt));

    private static bool IsRespelt(string name, string spelt) => char.ToUpperInvariant(name[0]) == char.ToUpperInvariant(spelt[0]) && name[1..] == spelt[1..];

    private static TensorSymbol? Single(string text, IEnumerable<TensorSymbol> candidates, Func<TensorSymbol, int> left)
    {
        TensorSymbol[] all = [.. candidates];
        if (all.SingleOrDefault(t => t.Name == text) is { } exact)
        {
            return exact;
        }

        TensorSymbol[] found = [.. all.Where(t => char.IsUpper(text[0])
            ? (left(t) == 2 || t.Order == 2) && IsRespelt(t.Name, text)
            : (left(t) == 1 || t.Order == 1) && t.Name.Length == 1 && IsRespelt(t.Name, text)).Concat(all.Where(t => t.Derivative is { IsAlong: true } && string.Equals(t.Name, text, StringComparison.OrdinalIgnoreCase))).Distinct()];
        found.Length.Should().BeLessThan(2, "{0} is one tensor", text);
        return found is [var only] ? only : null;
    }
}

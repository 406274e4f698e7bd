using System.Collections.Immutable;

namespace TensorCalculus.Syntax;

/// <summary>The subscripts of an <c>einsum</c>, as NumPy reads them: <c>ij,jk->ik</c>. Without an arrow, the labels that occur once are
/// the output, in alphabetical order.</summary>
internal sealed record EinsumSubscripts(ImmutableArray<string> Inputs, string Output)
{
    /// <summary>The labels that are summed over.</summary>
    public IEnumerable<char> Summed => Inputs.SelectMany(i => i).Distinct().Where(l => !Output.Contains(l, StringComparison.Ordinal));

    /// <summary>Reads them; where they are no subscripts, says why.</summary>
    public static EinsumSubscripts? TryRead(string text, out string? problem)
    {
        string[] sides = string.Concat(text.Where(c => c != ' ')).Split("->");
        ImmutableArray<string> inputs = [.. sides[0].Split(',')];
        string all = string.Concat(inputs);
        string output = sides.Length > 1 ? sides[1] : string.Concat(all.Where(l => all.Count(c => c == l) == 1).Order());
        problem = sides.Length > 2 ? "there is more than one ->"
            : (all + output).FirstOrDefault(c => !char.IsAsciiLetterLower(c)) is not '\0' and var odd ? $"'{odd}' is no label; labels are small letters"
            : output.Distinct().Count() < output.Length ? "the output repeats a label"
            : output.FirstOrDefault(l => !all.Contains(l, StringComparison.Ordinal)) is not '\0' and var lost ? $"no input has the label {lost} of the output"
            : null;
        return problem is null ? new EinsumSubscripts(inputs, output) : null;
    }
}

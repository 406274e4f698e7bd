using System.Text.RegularExpressions;

namespace TensorCalculus.Tests.Laws;

/// <summary>A random program.</summary>
internal sealed record GrownProgram(IReadOnlyList<(string Tensor, IReadOnlyList<GrownIndex> Indices, Grown Body)> Equations)
{
    /// <summary>What is declared of tensors that a program reads.</summary>
    private static readonly (Regex Name, string Line)[] Declarations =
        [(new Regex(@"\bs[\[\)]"), "\nsymmetric s"), (new Regex(@"\bq\["), "\ngiven 1[a] q[b,a] = 1[b]"), (new Regex(@"\bk\["), "\ninteger k")];

    /// <summary>The program as grown.</summary>
    public string Text => Spelt(Speller.Plain);

    public string Spelt(Speller speller)
    {
        string lines = string.Join('\n', Equations.Select(e => Line(e.Tensor, e.Indices, e.Body, speller)));
        return lines + string.Concat(Declarations.Where(d => d.Name.IsMatch(lines)).Select(d => d.Line));
    }

    public override string ToString() => Text;

    private static string Line(string tensor, IReadOnlyList<GrownIndex> indices, Grown body, Speller speller) =>
        $"{new Grown.Component(tensor, indices).Spell(speller)} = {body.Spell(speller)}";
}

namespace TensorCalculus.Tests.Laws;

/// <summary>A random program.</summary>
internal sealed record GrownProgram(IReadOnlyList<(string Tensor, IReadOnlyList<GrownIndex> Indices, Grown Body)> Equations)
{
    /// <summary>The program as grown.</summary>
    public string Text => Spelt(Speller.Plain);

    public string Spelt(Speller speller) => string.Join('\n', Equations.Select(e => Line(e.Tensor, e.Indices, e.Body, speller)));

    public override string ToString() => Text;

    private static string Line(string tensor, IReadOnlyList<GrownIndex> indices, Grown body, Speller speller) =>
        $"{new Grown.Component(tensor, indices).Spell(speller)} = {body.Spell(speller)}";
}

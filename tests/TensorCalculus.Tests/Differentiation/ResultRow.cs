namespace TensorCalculus.Tests.Differentiation;

/// <summary>A program and what is derived of it, both in bracket notation, so that they can be rewritten together.
/// <c>ONE[i]</c> is a one-tensor that goes with a new batch index; <c>1[i]</c> is one that does not;
/// <c>ONE[]</c> stands for one that is needed with the batch alone.</summary>
internal sealed record ResultRow(string Id, string Program, params string[] Expected)
{
    /// <summary>Tensors that a batch of examples shares; null where the program is not one of an example.</summary>
    public IReadOnlySet<string>? Shared { get; init; }

    /// <summary>The names of arbitrary functions.</summary>
    public IReadOnlySet<string> Functions { get; init; } = new HashSet<string>();

    /// <summary>The lines of the program.</summary>
    public string Text => Spelt(string.Join('\n', Equations));

    /// <summary>The derived lines.</summary>
    public IEnumerable<string> Lines => Expected.Select(Spelt);

    public IEnumerable<string> Equations => Program.Split("; ");

    public override string ToString() => Id;

    private static string Spelt(string text) =>
        text.Replace("ONE[] ", "", StringComparison.Ordinal).Replace("ONE[", "1[", StringComparison.Ordinal);
}

namespace TensorCalculus.Matrices;

/// <summary>A derived equation in matrix notation, spelt, or the reason why it has none.</summary>
internal sealed record MatrixEquation
{
    public MatrixTranslation? Translation { get; init; }

    public MatrixSpelling? Left { get; init; }

    public MatrixSpelling? Right { get; init; }

    /// <summary>The step between the forms: both sides by their components, each matrix in brackets. <see langword="null"/> where it would tell nothing.</summary>
    public (string Unicode, string Latex)? Components { get; init; }

    public string? Reason { get; init; }
}

/// <summary>An expression in each notation.</summary>
internal sealed record MatrixSpelling(string Unicode, string Latex, string Numpy);

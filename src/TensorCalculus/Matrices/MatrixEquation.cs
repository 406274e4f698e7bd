namespace TensorCalculus.Matrices;

/// <summary>A derived equation in matrix notation, spelt, or the reason why it has none.</summary>
internal sealed record MatrixEquation
{
    public MatrixTranslation? Translation { get; init; }

    public MatrixSpelling? Left { get; init; }

    public MatrixSpelling? Right { get; init; }

    /// <summary>The step between the forms: both sides by their components, each matrix in brackets. <see langword="null"/> where it would tell nothing.</summary>
    public (string Unicode, string Latex)? Components { get; init; }

    /// <summary>The indices for each of whose values the equation stands; <see langword="null"/> where there are none.</summary>
    public (string Unicode, string Latex)? Batch { get; init; }

    /// <summary>A derivative of more than two axes as a matrix between vectorised tensors.</summary>
    public VectorisedEquation? Vectorised { get; init; }

    public string? Reason { get; init; }
}

/// <summary>A derivative between vectorised tensors, spelt.</summary>
/// <param name="Form">The derivative.</param>
/// <param name="Left">The derivative as a whole; NumPy has no spelling for it.</param>
/// <param name="Right">What it equals.</param>
/// <param name="Note">What the commutation matrix is, where it stands in the form.</param>
internal sealed record VectorisedEquation(VectorisedForm Form, MatrixSpelling Left, MatrixSpelling Right, (string Unicode, string Latex)? Note);

/// <summary>An expression in each notation.</summary>
internal sealed record MatrixSpelling(string Unicode, string Latex, string Numpy);

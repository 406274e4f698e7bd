using System.Collections.Immutable;

namespace TensorCalculus;

/// <summary>A derived equation: the derivative of something by a tensor, at free indices, and what it is.</summary>
public sealed class DerivedFormula
{
    private readonly Lazy<MatrixForm> matrix;
    private readonly Lazy<DerivativeStructure?> structure;

    internal DerivedFormula(
        string of, ImmutableArray<string> wrt, ImmutableArray<string> indices, PrintedFormula left, PrintedFormula right, ImmutableArray<DerivationStep> steps,
        Func<MatrixForm> matrix, Func<DerivativeStructure?> structure)
    {
        (Of, Wrt, Indices, Left, Right, Steps) = (of, wrt, indices, left, right, steps);
        this.matrix = new(matrix);
        this.structure = new(structure);
    }

    /// <summary>What is differentiated: <c>l</c> for a gradient, else a tensor's name.</summary>
    public string Of { get; }

    /// <summary>By which tensors: one for a gradient, a Jacobian or a Hessian–vector product, two for a block of the Hessian,
    /// those with given tangents for a tangent.</summary>
    public ImmutableArray<string> Wrt { get; }

    /// <summary>The free indices: those of the axes of <see cref="Of"/> (none for the loss), then those of
    /// <see cref="Wrt"/>. A tangent has the axes of its tensor alone.</summary>
    public ImmutableArray<string> Indices { get; }

    /// <summary>The derivative at the free indices.</summary>
    public PrintedFormula Left { get; }

    /// <summary>What it equals.</summary>
    public PrintedFormula Right { get; }

    /// <summary>The equation in ASCII; it reads back in as an equation of the notation.</summary>
    public string Ascii => $"{Left.Ascii} = {Right.Ascii}";

    /// <summary>The equation as plain text.</summary>
    public string Unicode => $"{Left.Unicode} = {Right.Unicode}";

    /// <summary>The equation in LaTeX.</summary>
    public string Latex => $"{Left.Latex} = {Right.Latex}";

    /// <summary>The equation in matrix notation, or why it has no such form; made when it is first read.</summary>
    public MatrixForm Matrix => matrix.Value;

    /// <summary>How the equation was found; empty where <see cref="DeriveOptions.Steps"/> is off.</summary>
    public ImmutableArray<DerivationStep> Steps { get; }

    /// <summary>What a Jacobian or a block of a Hessian is as a matrix; <see langword="null"/> for a gradient or a tangent, and
    /// for what has no closed form. Found when it is first read.</summary>
    public DerivativeStructure? Structure => structure.Value;
}

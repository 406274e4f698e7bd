using System.Collections.Immutable;

namespace TensorCalculus;

/// <summary>A derived equation: the derivative of something by a tensor, at free indices, and what it is.</summary>
public sealed class DerivedFormula
{
    private readonly Lazy<MatrixForm> matrix;

    internal DerivedFormula(
        string of, string wrt, ImmutableArray<string> indices, PrintedFormula left, PrintedFormula right, ImmutableArray<DerivationStep> steps, Func<MatrixForm> matrix)
    {
        (Of, Wrt, Indices, Left, Right, Steps) = (of, wrt, indices, left, right, steps);
        this.matrix = new(matrix);
    }

    /// <summary>What is differentiated: <c>l</c> for a gradient, a tensor's name for a Jacobian.</summary>
    public string Of { get; }

    /// <summary>By which tensor.</summary>
    public string Wrt { get; }

    /// <summary>The free indices: those of the axes of <see cref="Of"/> (none for the loss), then those of <see cref="Wrt"/>.</summary>
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
}

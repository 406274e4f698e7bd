using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Differentiation;

namespace TensorCalculus;

/// <summary>A derived equation: the derivative of something by a tensor, at free indices, and what it is.</summary>
public sealed class DerivedFormula
{
    private readonly FormulaPrinter printer;
    private readonly DerivedEquation equation;
    private readonly Func<StructuredForm>? form;
    private MatrixForm? matrix;
    private DerivativeStructure? structure;

    internal DerivedFormula(
        ImmutableArray<string> wrt, PrintedFormula left, PrintedFormula right, ImmutableArray<DerivationStep> steps,
        FormulaPrinter printer, DerivedEquation equation, Func<StructuredForm>? form)
    {
        (Wrt, Left, Right, Steps) = (wrt, left, right, steps);
        (this.printer, this.equation, this.form) = (printer, equation, form);
        Indices = [.. equation.Left.Subscripts.Select(s => ((IndexSubscript)s).Index.Letter!)];
    }

    /// <summary>What is differentiated: <c>l</c> for a gradient, else a tensor's name.</summary>
    public string Of => equation.Left.Tensor.Derivative!.Of;

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
    public MatrixForm Matrix => LazyInitializer.EnsureInitialized(ref matrix, () => printer.MatrixOf(equation));

    /// <summary>How the equation was found; empty where <see cref="DeriveOptions.Steps"/> is off.</summary>
    public ImmutableArray<DerivationStep> Steps { get; }

    /// <summary>What a Jacobian or a block of a Hessian is as a matrix; <see langword="null"/> for a gradient or a tangent, and
    /// for what has no closed form. Found when it is first read.</summary>
    public DerivativeStructure? Structure =>
        form is null ? null : LazyInitializer.EnsureInitialized(ref structure, () => printer.StructureOf(equation, form(), Indices));
}

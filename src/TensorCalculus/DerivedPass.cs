using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Differentiation;
using TensorCalculus.Rewriting;

namespace TensorCalculus;

/// <summary>One backward pass with its closed forms, printed on demand.</summary>
internal sealed class DerivedPass
{
    private readonly ImmutableArray<TensorSymbol> wrt;
    private readonly BackwardPass pass;
    private readonly ClosedForms closed;

    public DerivedPass(BoundProgram program, DerivativeTarget target, ImmutableArray<TensorSymbol> wrt, bool withSteps)
    {
        Target = target;
        this.wrt = wrt;
        pass = new BackwardPass(program, target, wrt, withSteps);
        closed = new ClosedForms(program, pass, withSteps);
    }

    /// <summary>What is differentiated.</summary>
    public DerivativeTarget Target { get; }

    /// <summary>The gradient lines as equations, with the tensor by which is differentiated.</summary>
    public IEnumerable<(TensorSymbol By, DerivedEquation Equation)> LineEquations => pass.Lines.Select(l => (l.Of, l.Equation));

    /// <summary>The closed forms asked for as equations.</summary>
    public IEnumerable<(TensorSymbol By, DerivedEquation Equation)> ClosedEquations => wrt.Select(t => (t, Close(t)));

    public IEnumerable<DerivedFormula> Lines(FormulaPrinter printer) =>
        pass.Lines.Select(l => printer.Print(Target, l.Of, l.Equation, l.Trace?.Steps ?? []));

    public IEnumerable<DerivedFormula> Gradients(FormulaPrinter printer) => wrt.Select(t => printer.Print(Target, t, Close(t), StepsTo(t)));

    private IReadOnlyList<Step> StepsTo(TensorSymbol tensor) =>
        LineOf(tensor) is { Trace: { } trace } line ? [.. trace.Steps, .. closed.StepsOf(line)] : [];

    private GradientLine? LineOf(TensorSymbol tensor) => pass.Lines.FirstOrDefault(l => l.Of == tensor);

    private DerivedEquation Close(TensorSymbol tensor) =>
        LineOf(tensor) is { } line ? closed.Of(line) : pass.Trivial(tensor);
}

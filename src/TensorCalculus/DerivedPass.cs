using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Differentiation;
using TensorCalculus.Rewriting;

namespace TensorCalculus;

/// <summary>A pass with the closed forms of its answers, printed on demand.</summary>
internal sealed class DerivedPass
{
    private readonly IDerivativePass pass;
    private readonly ClosedForms closed;
    private readonly Symmetry symmetry;
    private readonly StructureAnalysis structure;
    private readonly BoundProgram program;
    private readonly bool withSteps;

    public DerivedPass(BoundProgram program, IDerivativePass pass, bool withSteps)
    {
        this.program = program;
        this.pass = pass;
        this.withSteps = withSteps;
        closed = new ClosedForms(program, pass, withSteps);
        symmetry = new Symmetry(program.Factory, pass.Present);
        structure = new StructureAnalysis(program.Factory, pass.Present);
    }

    /// <summary>The lines as equations.</summary>
    public IEnumerable<DerivedEquation> LineEquations => pass.Lines.Select(l => l.Equation);

    /// <summary>The answers in closed form, as equations.</summary>
    public IEnumerable<DerivedEquation> ClosedEquations => pass.Answers.Select(a => Close(a).Equation);

    /// <summary>The answers that are told by their line, for want of a closed form of moderate length.</summary>
    public IEnumerable<DerivedEquation> NotClosed => pass.Answers.Where(a => closed.LineOf(a.Left.Tensor) is { } line && !closed.Exists(line));

    public IEnumerable<DerivedFormula> Lines(FormulaPrinter printer) => pass.Lines.Select(l => printer.Print(l.Equation, l.Trace?.Steps ?? []));

    public IEnumerable<DerivedFormula> Gradients(FormulaPrinter printer) =>
        pass.Answers.Select(Close).Select(c => printer.Print(c.Equation, c.Steps, StructureOf(c.Equation)));

    /// <summary>The structure of a derivative of components by components; gradients and tangents have none.</summary>
    private Func<StructuredForm>? StructureOf(DerivedEquation equation) =>
        FormulaPrinter.RowsOf(program, equation.Left.Tensor) is { } rows && !equation.Right.Facts.HasGradient
            ? () => structure.Of(equation, rows)
            : null;

    private (DerivedEquation Equation, IReadOnlyList<Step> Steps) Close(DerivedEquation answer)
    {
        if (closed.LineOf(answer.Left.Tensor) is not { } line)
        {
            return (answer, []);
        }

        DerivedEquation equation = closed.Of(line);
        var trace = new Trace();
        if (answer.Left.Tensor.Derivative is { IsAlong: false, By: [var first, var second] } && first == second && closed.Exists(line))
        {
            DerivedEquation shown = symmetry.Show(equation);
            if (shown.Right != equation.Right)
            {
                trace.Begin(DerivationRules.Symmetry, shown.Left, shown.Right);
            }

            equation = shown;
        }

        return (equation, withSteps ? [.. line.Trace!.Steps, .. closed.StepsOf(line), .. trace.Steps] : []);
    }
}

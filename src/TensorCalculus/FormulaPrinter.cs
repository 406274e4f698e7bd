using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Differentiation;
using TensorCalculus.Matrices;
using TensorCalculus.Printing;
using TensorCalculus.Rewriting;

namespace TensorCalculus;

/// <summary>Turns equations and steps of one program into what users see.</summary>
internal sealed class FormulaPrinter(BoundProgram program)
{
    private readonly EquationPrinter printer = new(program);
    private readonly Lazy<MatrixNotation> matrices = new(() => new MatrixNotation(program));

    public DerivedFormula Print(DerivativeTarget target, TensorSymbol by, DerivedEquation equation, IReadOnlyList<Step> steps)
    {
        (PrintedFormula left, PrintedFormula right) = Sides(equation.Left, equation.Right);
        ImmutableArray<string> indices = [.. equation.Left.Subscripts.Select(s => ((IndexSubscript)s).Index.Letter!)];
        return new DerivedFormula(target.Name, by.Name, indices, left, right, [.. steps.Select(Print)], () => new MatrixForm(matrices.Value.Translate(equation)));
    }

    private DerivationStep Print(Step step)
    {
        (PrintedFormula left, PrintedFormula right) = Sides(step.Left, step.Right);
        return new DerivationStep(step.Rule.Id, step.Rule.Title, step.Rule.Statement, step.Begins, left, right);
    }

    private (PrintedFormula Left, PrintedFormula Right) Sides(Expr left, Expr right)
    {
        IReadOnlyDictionary<Notation, PrintedEquation> printed = printer.PrintSides(left, right);
        (PrintedEquation ascii, PrintedEquation unicode, PrintedEquation latex) = (printed[Notation.Ascii], printed[Notation.Unicode], printed[Notation.Latex]);
        return (new PrintedFormula(ascii.Left, unicode.Left, latex.Left), new PrintedFormula(ascii.Right, unicode.Right, latex.Right));
    }
}

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
        // A layout is many times as large as the text, so each notation makes its own and keeps none.
        var spelt = new PrintedEquation?[Enum.GetValues<Notation>().Length];
        return (new PrintedFormula(n => In(n).Left), new PrintedFormula(n => In(n).Right));

        PrintedEquation In(Notation notation) => spelt[(int)notation] ??= printer.PrintSides(left, right, notation);
    }
}

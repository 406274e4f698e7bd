using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Differentiation;
using TensorCalculus.Matrices;
using TensorCalculus.Printing;
using TensorCalculus.Rewriting;
using TensorCalculus.Rules;

namespace TensorCalculus;

/// <summary>Turns equations and steps of one program into what users see.</summary>
/// <param name="program">The program.</param>
/// <param name="seeds">The tensors with given tangents, where there are some.</param>
internal sealed class FormulaPrinter(BoundProgram program, IEnumerable<TensorSymbol> seeds)
{
    private readonly EquationPrinter printer = new(program);
    private readonly StructurePrinter structures = new(new EquationPrinter(program));
    private readonly Lazy<MatrixNotation> matrices = new(() =>
        new MatrixNotation(program with { SymmetricAxes = new SymmetricSubscripts(program.Factory, program.Identities, program.Equations).Pairs }));

    /// <summary>What a derivative is called in running text and in drawings.</summary>
    public static string LabelOf(TensorSymbol derivative) => derivative.Derivative switch
    {
        { IsAlong: false, By: [var by] } name => $"∂{name.Of}/∂{by}",
        { IsAlong: false, By: [var first, var second] } name => $"∂²{name.Of}/∂{first}∂{second}",
        _ => derivative.Name,
    };

    /// <summary>How many of the first indices of a derivative are its rows: those of what is differentiated, of a Hessian those of
    /// its first tensor. Null for gradients and tangents, which are no matrices.</summary>
    public static int? RowsOf(BoundProgram program, TensorSymbol derivative)
    {
        if (derivative.Derivative is not { IsAlong: false, By: [.., var last] } name)
        {
            return null;
        }

        int columns = program.Find(last)!.Order, rows = derivative.Order - columns;
        return rows > 0 && columns > 0 ? rows : null;
    }

    public DerivedFormula Print(DerivedEquation equation, IReadOnlyList<Step> steps, Func<StructuredForm>? structure = null)
    {
        DerivativeName name = equation.Left.Tensor.Derivative!;
        ImmutableArray<string> wrt = name.By.IsEmpty ? [.. seeds.Select(t => t.Name)] : name.By;
        (PrintedFormula left, PrintedFormula right) = Sides(equation.Left, equation.Right);
        ImmutableArray<string> indices = [.. equation.Left.Subscripts.Select(s => ((IndexSubscript)s).Index.Letter!)];
        return new DerivedFormula(
            name.Of, wrt, indices, left, right, [.. steps.Select(Print)],
            () => new MatrixForm(matrices.Value.Translate(equation)),
            () => structure is null ? null : structures.Print(structure(), indices, RowsOf(program, equation.Left.Tensor)!.Value));
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

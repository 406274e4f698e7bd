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

    /// <summary>A derived equation as users see it.</summary>
    /// <param name="equation">The equation.</param>
    /// <param name="steps">How it was found.</param>
    /// <param name="form">What it is as a matrix; <see langword="null"/> for what is none.</param>
    public DerivedFormula Print(DerivedEquation equation, IReadOnlyList<Step> steps, Func<StructuredForm>? form = null)
    {
        ImmutableArray<string> by = equation.Left.Tensor.Derivative!.By;
        (PrintedFormula left, PrintedFormula right) = Sides(equation.Left, equation.Right);
        return new DerivedFormula(by.IsEmpty ? [.. seeds.Select(t => t.Name)] : by, left, right, [.. steps.Select(Print)], this, equation, form);
    }

    /// <summary>The equation in matrix notation, or why it has no such form.</summary>
    public MatrixForm MatrixOf(DerivedEquation equation) => new(matrices.Value.Translate(equation));

    /// <summary>What a derivative is as a matrix, in words and data.</summary>
    /// <param name="equation">The derivative.</param>
    /// <param name="form">What was found of it.</param>
    /// <param name="indices">Its free indices.</param>
    public DerivativeStructure StructureOf(DerivedEquation equation, StructuredForm form, ImmutableArray<string> indices) =>
        structures.Print(form, indices, RowsOf(program, equation.Left.Tensor)!.Value);

    private DerivationStep Print(Step step)
    {
        (PrintedFormula left, PrintedFormula right) = Sides(step.Left, step.Right);
        return new DerivationStep(step.Rule.Id, step.Rule.Title, step.Rule.Statement, step.Begins, left, right);
    }

    private (PrintedFormula Left, PrintedFormula Right) Sides(Expr left, Expr right)
    {
        var equation = new SpeltEquation(printer, left, right);
        return (new PrintedFormula(equation, EquationPart.Left), new PrintedFormula(equation, EquationPart.Right));
    }
}

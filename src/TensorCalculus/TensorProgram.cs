using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using TensorCalculus.Algebra;
using TensorCalculus.Binding;
using TensorCalculus.Diagnostics;
using TensorCalculus.Differentiation;
using TensorCalculus.Matrices;
using TensorCalculus.Parsing;
using TensorCalculus.Printing;
using TensorCalculus.Rules;
using TensorCalculus.Syntax;

namespace TensorCalculus;

/// <summary>A program in index or matrix notation, read and understood: from here it is derived, checked and drawn.
/// Immutable, and safe to use from several threads.</summary>
/// <example><code>
/// TensorProgram program = TensorProgram.Parse("y_{ij} = x_{ik} a_{kj}");
/// Console.WriteLine(program.Derive().Gradients[0].Unicode);   // ∂l/∂x_pq = ∂l/∂y_pj a_qj
/// </code></example>
public sealed class TensorProgram
{
    private readonly BoundProgram bound;

    private TensorProgram(string text, InputNotation notation, ProgramSyntax syntax, BoundProgram bound, ImmutableArray<Diagnostic> warnings)
    {
        Syntax = syntax;
        Text = text;
        Notation = notation;
        Warnings = warnings;
        this.bound = bound with
        {
            Equations = [.. bound.Equations.Select(e => e with { Body = NormalisationRules.Set.Run(bound.Factory, e.Body) })],
        };
    }

    /// <summary>The text that was read.</summary>
    public string Text { get; }

    /// <summary>The notation in which it was read.</summary>
    public InputNotation Notation { get; }

    /// <summary>What is legal and probably meant otherwise.</summary>
    public ImmutableArray<Diagnostic> Warnings { get; }

    /// <summary>The names that the program reads and does not define, by first occurrence.</summary>
    public ImmutableArray<string> Inputs => [.. bound.Inputs.Select(t => t.Name)];

    /// <summary>The names that the program defines, in its order.</summary>
    public ImmutableArray<string> Defined => [.. bound.Equations.Select(e => e.Tensor.Name)];

    /// <summary>The defined names that no later line reads, in the program's order.</summary>
    public ImmutableArray<string> Outputs => [.. bound.Outputs.Select(t => t.Name)];

    internal BoundProgram Bound => bound;

    /// <summary>The program in index form, as it was typed or translated.</summary>
    internal ProgramSyntax Syntax { get; }

    /// <summary>The equations in index form, as they are understood.</summary>
    internal IEnumerable<PrintedFormula> IndexForm
    {
        get
        {
            var printer = new EquationPrinter(bound);
            return bound.Equations.Select(e => new PrintedFormula(new SpeltEquation(printer, bound.Factory.Element(e.Tensor, e.Indices.AsSpan()), e.Body), EquationPart.Both));
        }
    }

    /// <summary>Reads a program.</summary>
    /// <param name="text">Equations and declarations, one a line.</param>
    /// <param name="notation">How it is written. A program that declares a <c>matrix</c>, a <c>vector</c> or a <c>scalar</c> is read in matrix
    /// notation in any case.</param>
    /// <exception cref="ProgramException">The program is refused; the exception says why, where, and what to write instead.</exception>
    public static TensorProgram Parse(string text, InputNotation notation = InputNotation.Index) =>
        TryParse(text, notation, out TensorProgram? program, out ImmutableArray<Diagnostic> diagnostics) ? program : throw new ProgramException(diagnostics);

    /// <summary>Reads a program in index notation without throwing.</summary>
    /// <inheritdoc cref="TryParse(string, InputNotation, out TensorProgram?, out ImmutableArray{Diagnostic})"/>
    public static bool TryParse(string text, [NotNullWhen(true)] out TensorProgram? program, out ImmutableArray<Diagnostic> diagnostics) =>
        TryParse(text, InputNotation.Index, out program, out diagnostics);

    /// <summary>Reads a program without throwing.</summary>
    /// <param name="text">Equations and declarations, one a line.</param>
    /// <param name="notation">How it is written. A program that declares a <c>matrix</c>, a <c>vector</c> or a <c>scalar</c> is read in matrix
    /// notation in any case.</param>
    /// <param name="program">The program, or <see langword="null"/> where it is refused.</param>
    /// <param name="diagnostics">Every mistake found, and every warning, in the order of the text.</param>
    /// <returns>Whether the program was read.</returns>
    public static bool TryParse(
        string text, InputNotation notation, [NotNullWhen(true)] out TensorProgram? program, out ImmutableArray<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(text);
        InputNotation chosen = MatrixParser.IsDeclaredIn(text) ? InputNotation.Matrix : notation;
        var bag = new DiagnosticBag();
        ProgramSyntax? syntax = chosen == InputNotation.Matrix ? ReadMatrices(text, bag) : ProgramParser.Parse(text, bag);
        BoundProgram? bound = syntax is null || bag.HasErrors ? null : ProgramBinder.Bind(syntax, text, bag);
        diagnostics = [.. bag.Items.Where(d => !IsOfIndexNotation(d, chosen)).OrderBy(d => d.Span?.Start ?? 0)];
        program = bag.HasErrors || bound is null ? null : new TensorProgram(text, chosen, syntax!, bound, diagnostics);
        return program is not null;
    }

    private static ProgramSyntax? ReadMatrices(string text, DiagnosticBag bag)
    {
        MatrixProgramSyntax matrices = MatrixParser.Read(text, bag);
        ProgramSyntax syntax = IndexTranslator.Translate(matrices, bag);
        return syntax.Statements.IsEmpty ? null : syntax;
    }

    /// <summary>Whether a warning is about how sums are written, which matrix notation does not leave open.</summary>
    private static bool IsOfIndexNotation(Diagnostic diagnostic, InputNotation notation) =>
        notation == InputNotation.Matrix && diagnostic.Code == DiagnosticCatalogue.NoSumMeant.Code;

    /// <summary>Derives gradients or Jacobians.</summary>
    /// <param name="options">What to derive; by default the gradients of the loss by all inputs, with steps.</param>
    /// <exception cref="ProgramException">A name in the options is unknown, or is not something to differentiate by.</exception>
    public Derivation Derive(DeriveOptions? options = null) => Deriver.Derive(this, options ?? new DeriveOptions());

    /// <summary>Holds what <see cref="Derive"/> answers against numerical differentiation of the program on random tensors.</summary>
    /// <param name="options">What to check, and on which samples.</param>
    /// <exception cref="ProgramException">A name or a size in the options does not fit the program.</exception>
    public GradientCheck Check(CheckOptions? options = null) => GradientCheck.Run(this, options ?? new CheckOptions());

    /// <summary>Writes code that computes the program and its gradients.</summary>
    /// <param name="options">What to write; by default a NumPy module with the gradients by all inputs.</param>
    /// <exception cref="ProgramException">A name in the options is unknown, or is not something to differentiate by.</exception>
    public EmittedCode Emit(EmitOptions? options = null) => Emitter.Emit(this, options ?? new EmitOptions());

    /// <summary>Holds formulas that someone believes against the derived ones.</summary>
    /// <param name="claims">The formulas: <c>dl_dx[p,q] = …</c>, <c>∂l/∂x_{pq} = …</c> or LaTeX, also a Jacobian's or a Hessian's. They
    /// may use the names of the program, the derivatives by tensors between, and names that earlier claims define.</param>
    /// <param name="options">On which samples they are evaluated.</param>
    /// <exception cref="ProgramException">There is no claim, or a size in the options does not fit the program.</exception>
    public Verification Verify(IEnumerable<string> claims, VerifyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(claims);
        return Verifier.Verify(this, [.. claims], options ?? new VerifyOptions());
    }

    /// <summary>A diagnostic as compilers print it: place, code, message, the line with a caret, and the remedy.</summary>
    /// <param name="diagnostic">A diagnostic of this program's text.</param>
    /// <param name="text">The text of the program.</param>
    /// <param name="fileName">What to call the text.</param>
    public static string Render(Diagnostic diagnostic, string text, string fileName = "PROGRAM")
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        ArgumentNullException.ThrowIfNull(text);
        return DiagnosticRenderer.Render(diagnostic, new SourceText(text), fileName);
    }
}

using System.Diagnostics;
using TensorCalculus.Algebra;

namespace TensorCalculus.Printing;

/// <summary>An equation in each notation, printed when it is first asked for.</summary>
/// <remarks>A layout is many times as large as the text, so each notation makes its own and keeps none.</remarks>
/// <param name="printer">What prints it.</param>
/// <param name="left">Its left-hand side; <see langword="null"/> for an expression alone, which is the right-hand side then.</param>
/// <param name="right">Its right-hand side.</param>
internal sealed class SpeltEquation(EquationPrinter printer, Expr? left, Expr right)
{
    private PrintedEquation? ascii;
    private PrintedEquation? unicode;
    private PrintedEquation? latex;

    public PrintedEquation In(Notation notation) => notation switch
    {
        Notation.Ascii => ascii ??= Print(notation),
        Notation.Unicode => unicode ??= Print(notation),
        Notation.Latex => latex ??= Print(notation),
        _ => throw new UnreachableException(),
    };

    private PrintedEquation Print(Notation notation) =>
        left is null ? new PrintedEquation("", printer.Print(right, notation)) : printer.PrintSides(left, right, notation);
}

/// <summary>What is shown of an equation.</summary>
internal enum EquationPart
{
    /// <summary>The left-hand side.</summary>
    Left,

    /// <summary>The right-hand side.</summary>
    Right,

    /// <summary>All of it.</summary>
    Both,
}

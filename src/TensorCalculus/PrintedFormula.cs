using System.Diagnostics;
using TensorCalculus.Printing;

namespace TensorCalculus;

/// <summary>A formula in three spellings. Each of them reads back in as the same formula, and is made when it is first read.</summary>
public sealed class PrintedFormula
{
    private readonly SpeltEquation equation;
    private readonly EquationPart part;

    internal PrintedFormula(SpeltEquation equation, EquationPart part) => (this.equation, this.part) = (equation, part);

    /// <summary>Index notation in ASCII with brackets, such as <c>dl_dx[p,q]</c>.</summary>
    public string Ascii => In(Notation.Ascii);

    /// <summary>Plain text for reading, such as <c>∂l/∂x_pq</c>.</summary>
    public string Unicode => In(Notation.Unicode);

    /// <summary>LaTeX for a mathematics environment.</summary>
    public string Latex => In(Notation.Latex);

    /// <summary>The formula as plain text.</summary>
    public override string ToString() => Unicode;

    private string In(Notation notation) => part switch
    {
        EquationPart.Left => equation.In(notation).Left,
        EquationPart.Right => equation.In(notation).Right,
        EquationPart.Both => equation.In(notation).ToString(),
        _ => throw new UnreachableException(),
    };
}

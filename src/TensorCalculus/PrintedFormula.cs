using TensorCalculus.Printing;

namespace TensorCalculus;

/// <summary>A formula in three spellings. Each of them reads back in as the same formula, and is made when it is first read.</summary>
public sealed class PrintedFormula
{
    private readonly Func<Notation, string> spell;
    private string? ascii;
    private string? unicode;
    private string? latex;

    internal PrintedFormula(Func<Notation, string> spell) => this.spell = spell;

    /// <summary>Index notation in ASCII with brackets, such as <c>dl_dx[p,q]</c>.</summary>
    public string Ascii => ascii ??= spell(Notation.Ascii);

    /// <summary>Plain text for reading, such as <c>∂l/∂x_pq</c>.</summary>
    public string Unicode => unicode ??= spell(Notation.Unicode);

    /// <summary>LaTeX for a mathematics environment.</summary>
    public string Latex => latex ??= spell(Notation.Latex);

    /// <summary>The formula as plain text.</summary>
    public override string ToString() => Unicode;
}

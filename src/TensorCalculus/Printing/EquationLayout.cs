using TensorCalculus.Algebra;

namespace TensorCalculus.Printing;

/// <summary>An equation whose letters, order and parentheses are decided, to be spelt in any notation.</summary>
/// <param name="program">What the equation belongs to.</param>
/// <param name="left">The left side.</param>
/// <param name="right">The right side.</param>
internal sealed class EquationLayout(BoundProgram program, PrintNode left, PrintNode right)
{
    public string Left(Notation notation) => Spell(program, left, notation);

    public string Right(Notation notation) => Spell(program, right, notation);

    public static string Spell(BoundProgram program, PrintNode node, Notation notation) => notation switch
    {
        Notation.Unicode => UnicodeWriter.Write(node),
        Notation.Latex => LatexWriter.Write(node, program),
        _ => AsciiWriter.Write(node),
    };
}

using TensorCalculus.Algebra;

namespace TensorCalculus.Printing;

/// <summary>Prints the equations of one program. Safe to use from several threads.</summary>
internal sealed class EquationPrinter(BoundProgram program)
{
    private readonly LetterSupply supply = new(program);
    private readonly SizeLetters sizes = new(program);

    public string Print(DerivedEquation equation, Notation notation) => PrintSides(equation.Left, equation.Right, notation).ToString();

    public string Print(BoundEquation equation, Notation notation) =>
        PrintSides(program.Factory.Element(equation.Tensor, equation.Indices.AsSpan()), equation.Body, notation).ToString();

    /// <summary>Two sides that are equal at every value of their free indices: a tensor or an unevaluated derivative on the left,
    /// any expression on the right, which is made to carry all indices of the left.</summary>
    public PrintedEquation PrintSides(Expr left, Expr right, Notation notation)
    {
        IndexVariable[] carried = IndicesInOrder(left);
        IndexVariable[] free = Array.TrueForAll(right.FreeIndices, v => carried.Contains(v)) ? carried : [.. carried.Union(right.FreeIndices)];
        PrintNode[] sides = Lettered(free, b => [b.Side(left, []), b.Side(right, carried)]);
        return new PrintedEquation(Spell(sides[0], notation), Spell(sides[1], notation));
    }

    /// <summary>An expression alone.</summary>
    public string Print(Expr expression, Notation notation)
    {
        PrintNode[] only = Lettered(expression.FreeIndices, b => [b.Side(expression, [])]);
        return Spell(only[0], notation);
    }

    /// <summary>Makes print trees and gives their indices letters. Where a letter that should tell a size is not to be had, the size is
    /// told by a tensor.</summary>
    private PrintNode[] Lettered(IndexVariable[] free, Func<PrintTreeBuilder, PrintNode[]> make)
    {
        PrintTreeBuilder builder = Make(lettersTell: true, out PrintNode[] sides);
        if (!builder.HasToldLetters)
        {
            Make(lettersTell: false, out sides);
        }

        return sides;

        PrintTreeBuilder Make(bool lettersTell, out PrintNode[] sides)
        {
            var made = new PrintTreeBuilder(program, program.Factory.Scratch(program.Factory), free, lettersTell);
            sides = make(made);
            new LetterAssigner(supply, sizes).Assign(free.Select(v => (made[v], v.Letter)), sides);
            return made;
        }
    }

    /// <summary>The free indices of a left-hand side as they stand there.</summary>
    private static IndexVariable[] IndicesInOrder(Expr left) => left switch
    {
        TensorElement element => InOrder(element),
        Derivative derivative => [.. IndicesInOrder(derivative.Body).Union(IndicesInOrder(derivative.By))],
        _ => left.FreeIndices,
    };

    private static IndexVariable[] InOrder(TensorElement element)
    {
        var ordered = new List<IndexVariable>(element.Subscripts.Length);
        foreach (Subscript subscript in element.Subscripts)
        {
            foreach (IndexVariable index in subscript.Indices)
            {
                if (!ordered.Contains(index))
                {
                    ordered.Add(index);
                }
            }
        }

        return [.. ordered];
    }

    private string Spell(PrintNode node, Notation notation) => notation switch
    {
        Notation.Unicode => UnicodeWriter.Write(node),
        Notation.Latex => LatexWriter.Write(node, program),
        _ => AsciiWriter.Write(node),
    };
}

/// <summary>An equation in text, its sides apart so that steps can be aligned below one another.</summary>
internal sealed record PrintedEquation(string Left, string Right)
{
    public override string ToString() => $"{Left} = {Right}";
}

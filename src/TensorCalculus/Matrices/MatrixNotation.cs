using TensorCalculus.Algebra;

namespace TensorCalculus.Matrices;

/// <summary>How the expressions of one program are translated and spelt. Safe to use from several threads.</summary>
internal sealed class MatrixNotation
{
    private readonly Func<TensorSymbol, bool> isSymmetric;

    /// <param name="program">The program.</param>
    /// <param name="isSymmetric">Which of its tensors are symmetric matrices, which need no transpose.</param>
    public MatrixNotation(BoundProgram program, Func<TensorSymbol, bool> isSymmetric)
    {
        this.isSymmetric = isSymmetric;
        Program = program;
        var names = new MatrixNames(program);
        Unicode = new UnicodeMatrixWriter(names);
        Latex = new LatexMatrixWriter(names);
        Numpy = new NumpyWriter(program);
    }

    public BoundProgram Program { get; }

    public MatrixWriter Unicode { get; }

    public MatrixWriter Latex { get; }

    public NumpyWriter Numpy { get; }

    /// <summary>A derived equation as its reader meets it: in matrix form, by its components, or with the reason why there is no form.</summary>
    public MatrixEquation Translate(DerivedEquation equation)
    {
        if (Program.HasGroups)
        {
            return new MatrixEquation { Reason = "an index group stands for any number of axes, and a matrix has two" };
        }

        try
        {
            return Spelt(equation, MatrixTranslation.Of(Program.Factory, equation, isSymmetric));
        }
        catch (NoMatrixFormException e)
        {
            return new MatrixEquation { Reason = e.Message };
        }
    }

    private MatrixEquation Spelt(DerivedEquation equation, MatrixTranslation translation)
    {
        (MatrixNode left, MatrixNode right) = translation;
        string[] letters = [.. equation.Left.Subscripts.OfType<IndexSubscript>().Select(s => s.Index.Letter!)];
        bool isPlain = right.Children.Count == 0 || letters.Length == 0;
        return new MatrixEquation
        {
            Translation = translation,
            Left = Spelt(left),
            Right = Spelt(right),
            Components = isPlain ? null : (Components(left, right, letters, Unicode), Components(left, right, letters, Latex)),
        };
    }

    private MatrixSpelling Spelt(MatrixNode node) => new(Unicode.Write(node), Latex.Write(node), Numpy.Write(node));

    private string Components(MatrixNode left, MatrixNode right, string[] letters, MatrixWriter writer) =>
        $"{writer.Bracketed(writer.Write(left), letters)} = {new ComponentTranslation(Program, letters).Write(right, letters[0], letters.ElementAtOrDefault(1) ?? "", writer)}";
}

using TensorCalculus.Algebra;

namespace TensorCalculus.Matrices;

/// <summary>How the expressions of one program are translated and spelt. Safe to use from several threads.</summary>
internal sealed class MatrixNotation
{
    /// <summary>How many nodes an equation may have on its right side, in index form and in matrix form. A hundred fill three lines.</summary>
    public const int LongestForm = 100;

    private const string TooLong = "it is too long to read as one formula of matrices, and the lines of the pass tell it in parts";

    public MatrixNotation(BoundProgram program)
    {
        Program = program;
        Names = new MatrixNames(program);
        Unicode = new UnicodeMatrixWriter(Names);
        Latex = new LatexMatrixWriter(Names);
        Numpy = new NumpyWriter(program);
    }

    public BoundProgram Program { get; }

    public MatrixNames Names { get; }

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

        if (equation.Right.Facts.TreeSize > LongestForm)
        {
            return new MatrixEquation { Reason = TooLong };
        }

        try
        {
            MatrixTranslation translation = MatrixTranslation.Of(Program, equation, IsOfOneTensor(equation));
            return translation.Right.Size > LongestForm ? new MatrixEquation { Reason = TooLong } : Spelt(equation, translation);
        }
        catch (NoMatrixFormException e)
        {
            return Vectorised(equation, e.Message);
        }
    }

    /// <summary>A gradient or a tangent, as against a derivative of components by components.</summary>
    private bool IsOfOneTensor(DerivedEquation equation) =>
        equation.Left.Tensor.Derivative!.IsAlong || Names.OrdersOf(equation.Left.Tensor) is not { } orders || orders.Count(o => o > 0) <= 1;

    private MatrixEquation Vectorised(DerivedEquation equation, string reason)
    {
        try
        {
            return Names.OrdersOf(equation.Left.Tensor) is { } orders && VectorisedTranslator.Translate(Program, equation, orders) is { } form
                ? new MatrixEquation { Reason = reason, Vectorised = Spelt(form), Components = form.Terms.IsEmpty ? null : (Unicode.Components(form), Latex.Components(form)) }
                : new MatrixEquation { Reason = reason };
        }
        catch (NoMatrixFormException e)
        {
            return new MatrixEquation { Reason = $"{reason}; vectorised it has none either, for {e.Message}" };
        }
    }

    private VectorisedEquation Spelt(VectorisedForm form) => new(
        form,
        new MatrixSpelling(Unicode.Left(form), Latex.Left(form), form.Derivative.Name),
        new MatrixSpelling(Unicode.Right(form), Latex.Right(form), Numpy.Write(form)),
        form.HasCommutation ? (Unicode.CommutationNote(form), Latex.CommutationNote(form)) : null);

    private MatrixEquation Spelt(DerivedEquation equation, MatrixTranslation translation)
    {
        (MatrixNode left, MatrixNode right) = translation;
        string[] letters = [.. equation.Left.Subscripts.OfType<IndexSubscript>().Select(s => s.Index.Letter!)];
        letters = translation.Batch.IsEmpty ? letters : [.. translation.Axes.Select(a => letters[a])];
        bool isPlain = right.Children.Count == 0 || right is ScalarMultiple { Coefficient.IsZero: true } || letters.Length == 0;
        return new MatrixEquation
        {
            Translation = translation,
            Left = Spelt(left, equation.Left.Tensor.Name),
            Right = Spelt(right, Numpy.Write(translation)),
            Batch = translation.Batch.IsEmpty ? null : (Letters(translation.Batch, Unicode), Letters(translation.Batch, Latex)),
            Components = isPlain ? null : (Components(left, right, letters, Unicode), Components(left, right, letters, Latex)),
        };
    }

    private MatrixSpelling Spelt(MatrixNode node, string numpy) => new(Unicode.Write(node), Latex.Write(node), numpy);

    private static string Letters(IEnumerable<BatchIndex> batch, MatrixWriter writer) => string.Join(", ", batch.Select(b => writer.Letter(b.Letter)));

    private string Components(MatrixNode left, MatrixNode right, string[] letters, MatrixWriter writer) =>
        $"{writer.Bracketed(writer.Write(left), letters)} = {new ComponentTranslation(Program, letters).Write(right, letters[0], letters.ElementAtOrDefault(1) ?? "", writer)}";
}

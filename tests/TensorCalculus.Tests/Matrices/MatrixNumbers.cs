using TensorCalculus.Algebra;
using TensorCalculus.Evaluation;
using TensorCalculus.Functions;
using TensorCalculus.Matrices;
using TensorCalculus.Tests.Laws;

namespace TensorCalculus.Tests.Matrices;

/// <summary>Holds matrix forms against the index forms that they come from.</summary>
internal static class MatrixNumbers
{
    /// <summary>Every answer and every line of a derivation that has a matrix form, evaluated both ways.</summary>
    /// <returns>How many there were.</returns>
    public static int Agree(Derivation derivation, ulong seed)
    {
        var numbers = Numbers.For(derivation.Program.Bound, seed);
        if (numbers is null)
        {
            return 0;
        }

        int count = 0;
        foreach ((DerivedEquation equation, DerivedFormula formula) in
            Derived.Closed(derivation).Zip(derivation.Gradients).Concat(Derived.Lines(derivation).Zip(derivation.Lines)))
        {
            MatrixForm form = formula.Matrix;
            (form.Right is null).Should().Be(form.Reason is not null);
            if (form.Equation.Translation is { } translation)
            {
                count++;
                Agree(numbers, equation, translation, formula.Unicode);
            }

            if (form.Vectorised is { } vectorised)
            {
                count++;
                Agree(numbers, equation, vectorised, formula.Unicode);
            }
        }

        return count;
    }

    private static void Agree(Numbers numbers, DerivedEquation equation, VectorisedFormula formula, string because)
    {
        VectorisedForm form = formula.Equation.Form;
        DenseTensor expected = Stacked(numbers, equation, form);
        double[,] actual = new MatrixEvaluator(numbers.Sample, t => numbers[t]).Evaluate(form);
        Numbers.AreClose(new DenseTensor([actual.GetLength(0), actual.GetLength(1)], [.. actual.Cast<double>()]), expected)
            .Should().BeTrue("{0} is\n{1}", because, formula.Right.Unicode);
    }

    /// <summary>The value of the index form with the rows and columns of the vectorised one: the second axis of a matrix is the slow one.</summary>
    public static DenseTensor Stacked(Numbers numbers, DerivedEquation equation, VectorisedForm form)
    {
        int Count(IEnumerable<IndexVariable> indices) => indices.Aggregate(1, (n, i) => n * numbers.Sample.SizeOf(i.Dimension));
        return new DenseTensor([Count(form.Rows), Count(form.Columns)], numbers.Of(equation.Right, [.. form.Rows.Reverse(), .. form.Columns.Reverse()]).Values.ToArray());
    }

    private static void Agree(Numbers numbers, DerivedEquation equation, MatrixTranslation translation, string because)
    {
        IndexVariable[] indices = [.. equation.Left.Subscripts.OfType<IndexSubscript>().Select(s => s.Index)];
        DenseTensor expected = numbers.Of(equation.Right, indices);
        DenseTensor actual = new MatrixEvaluator(numbers.Sample, t => numbers[t]).Evaluate(translation);
        Numbers.AreClose(actual, expected).Should().BeTrue("{0} is\n{1}", because, translation.Right);
    }
}

using TensorCalculus.Algebra;
using TensorCalculus.Rules;
using TensorCalculus.Tests.Matrices;

namespace TensorCalculus.Tests.Laws;

/// <summary>What holds for every program, tried on grown ones.</summary>
public sealed class RandomProgramTests
{
    /// <summary>Closed forms past this length are right and slow to check.</summary>
    private const int LongestChecked = 400;

    [Fact]
    public void Gradients_agree_with_differences() => Sample(120, (grown, program) =>
    {
        GradientCheck check = program.Check();
        return check.Problem is not null || check.Passed ? null : check.ToText();
    });

    [Fact]
    public void Each_step_keeps_the_value() => Sample(80, (_, program) =>
        Replay.OfGradients(program, seed: 11) is { Mistakes: [var mistake, ..] } ? mistake : null);

    [Fact]
    public void Formulas_read_back_as_they_were_derived() => Sample(80, (_, program) =>
    {
        Derivation derivation = program.Derive(new DeriveOptions { Steps = false });
        foreach ((DerivedEquation equation, DerivedFormula formula) in Derived.Closed(derivation).Zip(derivation.Gradients))
        {
            foreach (string line in new[] { formula.Ascii, formula.Unicode, formula.Latex })
            {
                var read = ReadBack.Of(program, equation, line);
                if (!read.IsSameExpression && Numbers.For(program.Bound, seed: 7) is not null && !read.HasSameValues())
                {
                    return $"{line} is read as\n{read.Difference}";
                }
            }
        }

        return null;
    });

    [Fact]
    public void Matrix_forms_have_the_values_of_their_index_forms()
    {
        int forms = 0;
        Sample(200, (_, program) =>
        {
            forms += MatrixNumbers.Agree(program.Derive(new DeriveOptions { Steps = false }), seed: 13);
            return null;
        });
        forms.Should().BeGreaterThan(200);
    }

    [Fact]
    public void Other_dummies_and_another_order_give_the_same_answer() => Sample(120, (grown, program) =>
    {
        var other = new Speller(n => n, v => $"{v.Axis}{97 - v.Number}", new Random(5));
        BoundProgram first = program.Bound, second = TensorProgram.Parse(grown.Spelt(other)).Bound;
        for (int i = 0; i < first.Equations.Length; i++)
        {
            BoundEquation a = first.Equations[i], b = second.Equations[i];
            Expr? carried = new Printing.Transplant(first, second).Equation(a, b.Indices);
            if (!ReferenceEquals(carried, b.Body))
            {
                return $"{carried}\nis not {b.Body}";
            }
        }

        return null;
    });

    [Fact]
    public void Simplifying_twice_changes_nothing() => Sample(120, (_, program) =>
    {
        foreach (BoundEquation equation in program.Bound.Equations)
        {
            Expr again = NormalisationRules.Set.Run(program.Bound.Factory, equation.Body);
            if (!ReferenceEquals(again, equation.Body))
            {
                return $"{equation.Body}\nbecomes {again}";
            }
        }

        return null;
    });

    /// <summary>The same programs on every machine; a longer run is a matter of the number.</summary>
    private static void Sample(int iterations, Func<GrownProgram, TensorProgram, string?> mistake)
    {
        var random = new Random(20261123);
        for (int i = 0; i < iterations; i++)
        {
            Hold(Growing.From([.. Enumerable.Range(0, random.Next(4, 41)).Select(_ => random.Next(16))]), mistake);
        }
    }

    private static void Hold(GrownProgram grown, Func<GrownProgram, TensorProgram, string?> mistake)
    {
        if (!TensorProgram.TryParse(grown.Text, out TensorProgram? program, out _))
        {
            // What the notation refuses (a sum that could stand in two places, say) is not this test's.
            return;
        }

        // The helpers that compare programs find dimensions at the axes of tensors.
        BoundProgram bound = program.Bound;
        if (!bound.Dimensions.All(d => bound.Tensors.Values.Any(t => t.Axes.Contains(d)))
            || program.Derive(new DeriveOptions { Steps = false }).Gradients.Any(g => g.Ascii.Length > LongestChecked))
        {
            return;
        }

        mistake(grown, program).Should().BeNull("of\n{0}", grown.Text);
    }
}

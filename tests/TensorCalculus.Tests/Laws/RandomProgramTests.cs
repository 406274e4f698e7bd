using CsCheck;
using TensorCalculus.Algebra;
using TensorCalculus.Evaluation;
using TensorCalculus.Rules;
using TensorCalculus.Tests.Matrices;

namespace TensorCalculus.Tests.Laws;

/// <summary>What holds for every program, tried on grown ones.</summary>
public sealed class RandomProgramTests
{
    /// <summary>Closed forms past this length are right and slow to check.</summary>
    private const int LongestChecked = 400;

    private const string Seed = "0000000tensor";
    private const int ShrinkingTries = 300;

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

    [Fact]
    public void A_gradient_is_linear_in_the_upstream_gradients()
    {
        int held = 0;
        Sample(80, (_, program) =>
        {
            if (Numbers.For(program.Bound, seed: 17) is not { } numbers)
            {
                return null;
            }

            foreach (DerivedEquation equation in Derived.Closed(program.Derive(new DeriveOptions { Steps = false })))
            {
                TensorSymbol[] given = [.. ExprWalk.TensorsOf(program.Bound.Factory, equation.Right).Where(t => t.Kind == TensorKind.Gradient)];
                DenseTensor[] first = [.. given.Select(numbers.Draw)], second = [.. given.Select(numbers.Draw)];
                DenseTensor combined = With((i, k) => (2 * first[i].Values[k]) - (3 * second[i].Values[k]));
                DenseTensor a = With((i, k) => first[i].Values[k]), b = With((i, k) => second[i].Values[k]);
                var apart = new DenseTensor([.. a.Shape], [.. a.Values.ToArray().Zip(b.Values.ToArray(), (x, y) => (2 * x) - (3 * y))]);
                held++;
                if (!Numbers.AreClose(combined, apart))
                {
                    return $"{equation.Right} is not linear";
                }

                DenseTensor With(Func<int, int, double> component)
                {
                    for (int i = 0; i < given.Length; i++)
                    {
                        numbers.Set(given[i], new DenseTensor([.. first[i].Shape], [.. Enumerable.Range(0, first[i].Values.Length).Select(k => component(i, k))]));
                    }

                    return numbers.Of(equation.Right, [.. equation.Left.Subscripts.OfType<IndexSubscript>().Select(s => s.Index)]);
                }
            }

            return null;
        });
        held.Should().BeGreaterThan(100);
    }

    [Fact]
    public void The_gradient_of_a_sum_of_losses_is_the_sum_of_their_gradients()
    {
        int held = 0;
        Sample(120, (_, program) =>
        {
            if (program.Outputs.Length < 2 || program.Bound.Loss is not null || Numbers.For(program.Bound, seed: 19) is not { } numbers)
            {
                return null;
            }

            DerivedEquation[] together = Of([]);
            DerivedEquation[][] apart = [.. program.Outputs.Select(o => Of([o]))];
            for (int i = 0; i < together.Length; i++)
            {
                DenseTensor all = Value(together[i]);
                double[] sum = new double[all.Values.Length];
                foreach (DerivedEquation[] one in apart)
                {
                    // Each call makes derivatives of its own; those of one name have one value.
                    foreach (TensorSymbol given in Gradients(one[i]))
                    {
                        numbers.Set(given, numbers[Gradients(together[i]).Single(g => g.Name == given.Name)]);
                    }

                    DenseTensor value = Value(one[i]);
                    sum = [.. sum.Zip(value.Values.ToArray(), (x, y) => x + y)];
                }

                held++;
                if (!Numbers.AreClose(all, new DenseTensor([.. all.Shape], sum)))
                {
                    return $"{together[i].Right} is not the sum of {string.Join(" and ", apart.Select(a => a[i].Right))}";
                }
            }

            return null;

            DerivedEquation[] Of(string[] outputs) =>
                [.. Derived.Closed(program.Derive(new DeriveOptions { Steps = false, Of = [.. outputs] }))];
            IEnumerable<TensorSymbol> Gradients(DerivedEquation equation) =>
                ExprWalk.TensorsOf(program.Bound.Factory, equation.Right).Where(t => t.Kind == TensorKind.Gradient);
            DenseTensor Value(DerivedEquation equation) =>
                numbers.Of(equation.Right, [.. equation.Left.Subscripts.OfType<IndexSubscript>().Select(s => s.Index)]);
        });
        held.Should().BeGreaterThan(20);
    }

    /// <summary>The same programs on every machine; a longer run is a matter of the number. One that breaks a law is made smaller.</summary>
    private static void Sample(int iterations, Func<GrownProgram, TensorProgram, string?> mistake)
    {
        Gen<int[]> gen = Gen.Int[0, 15].Array[4, 40];
        PCG random = PCG.Parse(Seed);
        for (int i = 0; i < iterations; i++)
        {
            string at = random.ToString();
            try
            {
                Hold(Growing.From(gen.Generate(random, null, out _)), mistake);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                gen.Sample(c => Hold(Growing.From(c), mistake), seed: at, iter: ShrinkingTries, threads: 1);
                throw;
            }
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

using System.Collections.Immutable;
using TensorCalculus.Algebra;
using TensorCalculus.Evaluation;
using TensorCalculus.Matrices;
using TensorCalculus.Tests.Laws;

namespace TensorCalculus.Tests.Matrices.Spellings;

/// <summary>Holds what is printed of a derivation against its index forms: the texts are read, not the trees that they were written from.</summary>
internal sealed class Spelling
{
    private const double Rounding = 1e-12;

    private readonly Numbers numbers;
    private readonly DerivedEquation equation;
    private readonly SpelledNames names;
    private readonly TensorSymbol[] tensors;

    private Spelling(BoundProgram program, Numbers numbers, DerivedEquation equation)
    {
        (this.numbers, this.equation) = (numbers, equation);
        tensors = [.. program.Tensors.Values.Concat(ExprWalk.TensorsOf(program.Factory, equation.Right)).Append(equation.Left.Tensor).Distinct()];
        names = new SpelledNames(program, numbers.Sample, tensors);
    }

    /// <summary>Every matrix form of a derivation, in both notations.</summary>
    /// <returns>How many there were.</returns>
    public static int Agree(Derivation derivation, ulong seed)
    {
        int count = 0;
        (DerivedEquation Equation, DerivedFormula Formula)[] told =
            [.. Derived.Closed(derivation).Zip(derivation.Gradients).Concat(Derived.Lines(derivation).Zip(derivation.Lines))];
        Numbers numbers = Sampled(derivation.Program.Bound, seed, [.. told.Select(t => t.Equation)]);
        foreach ((DerivedEquation equation, DerivedFormula formula) in told)
        {
            var spelling = new Spelling(derivation.Program.Bound, numbers, equation);
            MatrixForm form = formula.Matrix;
            if (form is { Left: { } left, Right: { } right })
            {
                count++;
                spelling.Plain(right.Unicode, UnicodeTokens.Of(left.Unicode), UnicodeTokens.Of(right.Unicode));
                spelling.Plain(right.Latex, LatexTokens.Of(left.Latex), LatexTokens.Of(right.Latex));
            }

            if (form.Vectorised is { } stacked)
            {
                count++;
                spelling.Stacked(stacked.Right.Unicode, UnicodeTokens.Of(stacked.LeftUnicode), UnicodeTokens.Of(stacked.Right.Unicode), stacked.Note is { } note ? UnicodeTokens.Of(note) : null);
                spelling.Stacked(stacked.Right.Latex, LatexTokens.Of(stacked.LeftLatex), LatexTokens.Of(stacked.Right.Latex), stacked.Equation.Note is { Latex: var latex } ? LatexTokens.Of(latex) : null);
            }
        }

        return count;
    }

    /// <summary>A sample of sizes that differ or, where a product of flat matrices has no inverse, of equal ones.</summary>
    private static Numbers Sampled(BoundProgram program, ulong seed, DerivedEquation[] equations)
    {
        var equal = program.Dimensions.Select(d => d.Letter).OfType<string>().Distinct().ToImmutableDictionary(l => l, _ => 3);
        Numbers differing = Numbers.For(program, seed) ?? throw new InvalidOperationException("No sample was found.");
        return AreRegular(differing) || Numbers.For(program, seed, equal) is not { } others || !AreRegular(others) ? differing : others;

        bool AreRegular(Numbers numbers) => Array.TrueForAll(equations, e => numbers.Of(e.Right, Indices(e)).LargestMagnitude is 0 or (> Rounding and < double.PositiveInfinity));
    }

    /// <summary>A matrix, a vector or a scalar, for each value of the indices on the left.</summary>
    private void Plain(string text, IReadOnlyList<Token> left, IReadOnlyList<Token> right)
    {
        Token name = Left(left);
        int[] shape = names.Sample.ShapeOf(equation.Left.Tensor);
        string[] places = name.IsSliced ? name.Below : [.. name.Below, .. Enumerable.Repeat(":", shape.Length - name.Below.Length)];
        places.Should().HaveCount(shape.Length);
        int[] kept = [.. Axes(p => p == ":")], given = [.. Axes(p => p != ":")];
        kept.Length.Should().BeLessThan(3);
        DenseTensor expected = numbers.Of(equation.Right, Indices(equation));
        Func<IReadOnlyList<int>, double[,]> read = SpelledReader.Read(
            text, right, names, t => numbers[t], ([.. kept.Take(1).Select(axis => shape[axis])], [.. kept.Skip(1).Select(axis => shape[axis])]), [.. given.Select(axis => (places[axis], shape[axis]))], null);
        int[] sizes = [.. given.Select(axis => shape[axis])];
        var at = new int[shape.Length];
        double[] actual = new double[expected.Values.Length];
        for (int number = 0; number < DenseTensor.Count(sizes); number++)
        {
            int rest = number;
            for (int i = given.Length - 1; i >= 0; i--)
            {
                (at[given[i]], rest) = (rest % sizes[i], rest / sizes[i]);
            }

            double[,] value = read([.. given.Select(axis => at[axis])]);
            (value.GetLength(0), value.GetLength(1)).Should().Be((SizeAt(0) ?? 1, SizeAt(1) ?? 1));
            for (int row = 0; row < value.GetLength(0); row++)
            {
                for (int column = 0; column < value.GetLength(1); column++)
                {
                    foreach ((int axis, int index) in kept.Zip([row, column]))
                    {
                        at[axis] = index;
                    }

                    actual[at.Zip(shape).Aggregate(0, (n, a) => (n * a.Second) + a.First)] = value[row, column];
                }
            }
        }

        Close(new DenseTensor(shape, actual), expected, text);

        int? SizeAt(int axis) => axis < kept.Length ? shape[kept[axis]] : null;

        IEnumerable<int> Axes(Func<string, bool> choose) => Enumerable.Range(0, places.Length).Where(axis => choose(places[axis]));
    }

    /// <summary>A matrix between vectorised tensors.</summary>
    private void Stacked(string text, IReadOnlyList<Token> left, IReadOnlyList<Token> right, IReadOnlyList<Token>? note)
    {
        Token name = Left(left);
        IndexVariable[] indices = Indices(equation);
        var ends = new List<IndexVariable[]>();
        int at = 0;
        DerivativeName derivative = equation.Left.Tensor.Derivative!;
        foreach ((string part, bool isStacked) in derivative.By.Prepend(derivative.Of).Zip(name.Stacked))
        {
            int order = tensors.Single(t => t.Name == part && t.Derivative is null).Order;
            isStacked.Should().Be(order == 2, "of {0}", text);
            if (order > 0)
            {
                // The second axis of a matrix is the slow one.
                ends.Add([.. indices[at..(at + order)].Reverse()]);
                at += order;
            }
        }

        (ends.Count, at).Should().Be((2, indices.Length), "of {0}", text);
        int[][] sizes = [.. ends.Select(e => e.Select(i => names.Sample.SizeOf(i.Dimension)).ToArray())];
        int[] counts = [.. sizes.Select(s => DenseTensor.Count(s))];
        var expected = new DenseTensor(counts, numbers.Of(equation.Right, [.. ends.SelectMany(e => e)]).Values.ToArray());
        double[,] value = SpelledReader.Read(text, right, names, t => numbers[t], (sizes[0], sizes[1]), [], note is null ? null : Commuted(note))([]);
        Close(new DenseTensor([value.GetLength(0), value.GetLength(1)], [.. value.Cast<double>()]), expected, text);
    }

    private static void Close(DenseTensor actual, DenseTensor expected, string text) =>
        Numbers.AreClose(actual, expected).Should().BeTrue("{0} is read as\n{1}\nand not\n{2}", text, string.Join(" ", actual.Values.ToArray()), string.Join(" ", expected.Values.ToArray()));

    private Token Left(IReadOnlyList<Token> left)
    {
        Token name = left[^1];
        (left.Count == 1 ? names.Find(name) : left.Count == 2 ? names.Marked(left[0].Text, name) : null)
            .Should().BeSameAs(equation.Left.Tensor, "{0} is what is told", name);
        return name;
    }

    private static IndexVariable[] Indices(DerivedEquation equation) => [.. equation.Left.Subscripts.OfType<IndexSubscript>().Select(s => s.Index)];

    /// <summary>The shape of X where it is said that K vec(X) = vec(Xᵀ).</summary>
    private (int Rows, int Columns) Commuted(IReadOnlyList<Token> note)
    {
        note.Select(t => t.Text).Skip(1).Should().Equal("vec", "(", note[3].Text, ")", "=", "vec", "(", note[3].Text, "ᵀ", ")");
        note[0].Text.Should().BeOneOf("K", "𝐊");
        int[] shape = names.Sample.ShapeOf(names.Find(note[3])!);
        shape.Should().HaveCount(2);
        return (shape[0], shape[1]);
    }
}

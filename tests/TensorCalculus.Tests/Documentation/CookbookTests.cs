using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TensorCalculus.Algebra;
using TensorCalculus.Checking;
using TensorCalculus.Evaluation;
using TensorCalculus.Tests.Laws;
using TensorCalculus.Tests.Matrices;

namespace TensorCalculus.Tests.Documentation;

/// <summary>docs/cookbook.md: classical identities. The answer is what the library derives, it is right in numbers, it has the value of what
/// textbooks print, and nearly always its form.</summary>
public sealed partial class CookbookTests
{
    // All axes have one size, so that 𝟏 and I have theirs wherever they stand.
    private const int Size = 3;

    private static readonly string Page = Repository.Read("docs", "cookbook.md");

    private static readonly Identity[] Identities = [.. Row().Matches(Page).Select(Identity.Of)];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Identities.Length)];

    /// <summary>A program in matrix notation, and what it is differentiated by.</summary>
    public static TheoryData<string, string> Programs
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach ((string program, string by) in Identities.Select(i => (i.Program, i.By)).Distinct())
            {
                data.Add(program, by);
            }

            return data;
        }
    }

    [Fact]
    public void There_are_many() => Identities.Should().HaveCountGreaterThanOrEqualTo(70);

    [Fact]
    public void Each_answer_is_what_is_derived()
    {
        string page = Row().Replace(Page, m => Identity.Of(m) is var i ? $"| `{i.Program}` | `{i.By}` | `{i.Formula.Matrix.Right?.Unicode ?? i.Formula.Matrix.Reason}` | `{i.Textbook}` |" : "");
        Approved.Verify(Repository.At("docs", "cookbook.md"), page);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Each_gradient_agrees_with_differences(int number)
    {
        GradientCheck check = Identities[number].Read.Check(new CheckOptions { Derive = new DeriveOptions { Wrt = [Identities[number].By] } });
        check.Passed.Should().BeTrue(check.ToText());
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Answer_and_textbook_have_the_value_of_the_index_form(int number)
    {
        (Identity identity, double[,] expected, Dictionary<string, double[,]> names) = Sampled(number);
        foreach (string form in new[] { identity.Formula.Matrix.Right!.Unicode, identity.Textbook })
        {
            double[,] value = PrintedMatrix.Read(form, names, Size).Value;
            value.Cast<double>().Zip(expected.Cast<double>(), (a, b) => Math.Abs(a - b)).Max()
                .Should().BeLessThan(1e-9 * Math.Max(1, expected.Cast<double>().Max(Math.Abs)), "{0} is the derivative of {1} by {2}", form, identity.Program, identity.By);
            (value.GetLength(0), value.GetLength(1)).Should().Be((expected.GetLength(0), expected.GetLength(1)));
        }
    }

    [Fact]
    public void Nine_in_ten_answers_have_the_form_that_textbooks_print()
    {
        string[] others = [.. Enumerable.Range(0, Identities.Length).Select(Difference).OfType<string>()];
        others.Length.Should().BeLessThanOrEqualTo(Identities.Length / 10, "{0}", string.Join('\n', others));
    }

    private static string? Difference(int number)
    {
        (Identity identity, _, Dictionary<string, double[,]> names) = Sampled(number);
        string ours = Form(identity.Formula.Matrix.Right!.Unicode), theirs = Form(identity.Textbook);
        return ours == theirs ? null : $"{identity.Program} by {identity.By}:\n  {ours}\n  {theirs}";

        // A name that the program defines stands for its definition.
        string Form(string text) => PrintedMatrix.Read(identity.Expanded(text), names, Size).Form;
    }

    private static (Identity Identity, double[,] Expected, Dictionary<string, double[,]> Names) Sampled(int number)
    {
        Identity identity = Identities[number];
        BoundProgram program = identity.Read.Bound;
        var numbers = Laws.Numbers.For(program, seed: (ulong)number, program.Dimensions.Select(d => d.Letter).OfType<string>().ToImmutableDictionary(l => l, _ => Size))!;
        DerivedEquation equation = Derived.Closed(identity.Derivation).Single();
        DenseTensor expected = numbers.Of(equation.Right, [.. equation.Left.Subscripts.OfType<IndexSubscript>().Select(s => s.Index)]);
        var names = program.Tensors.Values.ToDictionary(t => t.Name, t => Matrix(numbers[t]));
        foreach (TensorSymbol gradient in ExprWalk.TensorsOf(program.Factory, equation.Right).Where(t => t.Kind == TensorKind.Gradient))
        {
            names.Add($"∂l/∂{gradient.Derivative!.By[0]}", Matrix(numbers[gradient]));
        }

        return (identity, Matrix(expected), names);
    }

    private static double[,] Matrix(DenseTensor tensor)
    {
        int rows = tensor.Shape.Length > 0 ? tensor.Shape[0] : 1, columns = tensor.Shape.Length > 1 ? tensor.Shape[1] : 1;
        var value = new double[rows, columns];
        for (int i = 0; i < rows * columns; i++)
        {
            value[i / columns, i % columns] = tensor.Values[i];
        }

        return value;
    }

    [GeneratedRegex(@"^\| `([^`]*)` \| `([^`]*)` \| `([^`]*)` \| `([^`]*)` \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    /// <summary>A row of a table.</summary>
    private sealed record Identity(string Program, string By, string Answer, string Textbook)
    {
        private readonly Lazy<Derivation> derivation = new(() =>
            TensorProgram.Parse(Program, InputNotation.Matrix).Derive(new DeriveOptions { Wrt = [By], Steps = false }));

        public Derivation Derivation => derivation.Value;

        public TensorProgram Read => Derivation.Program;

        public DerivedFormula Formula => Derivation.Gradients.Single();

        public static Identity Of(Match row) => new(row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value, row.Groups[4].Value);

        /// <summary>The text with defined names replaced by their definitions.</summary>
        public string Expanded(string text)
        {
            foreach (string line in Program.Split("; ").Reverse().Where(l => l.Contains(" = ", StringComparison.Ordinal)))
            {
                string[] sides = line.Split(" = ");
                text = Regex.Replace(text, $@"(?<![\p{{L}}∂]){sides[0]}(?![\p{{L}}\d(-[ᵀ]])", $"({sides[1]})");
            }

            return text;
        }
    }
}

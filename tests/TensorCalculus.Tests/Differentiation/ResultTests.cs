using TensorCalculus.Algebra;
using TensorCalculus.Diagnostics;
using TensorCalculus.Tests.Laws;

namespace TensorCalculus.Tests.Differentiation;

/// <summary>The results of the series, letter for letter up to the names of indices and the order of factors and terms.</summary>
public sealed class ResultTests
{
    private static readonly Dictionary<string, ResultRow> Variants = ResultRows.All.SelectMany(ResultVariants.Of).ToDictionary(r => r.Id);

    public static TheoryData<string> Rows => [.. Variants.Keys];

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_derived_formula_is_the_known_one(string id)
    {
        ResultRow row = Variants[id];
        var program = TensorProgram.Parse(row.Text);
        foreach (string line in row.Lines)
        {
            (DerivedEquation equation, DerivedFormula formula) = Derived.Formula(program, line);
            var read = ReadBack.Of(program, equation, line);
            read.IsSameExpression.Should().BeTrue("{0}\nwith {1}\nderived {2}\n{3}", row.Text, line, formula.Unicode, read.Difference);
            formula.Steps.Should().NotBeEmpty();
            formula.Steps.Should().OnlyContain(s => s.Rule.Contains('/') && s.Title.Length > 0 && s.Statement.Length > 0);
            formula.Steps[0].Rule.Should().Be("derivation/set-up");
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void And_is_right_in_numbers(string id)
    {
        ResultRow row = Variants[id];
        var program = TensorProgram.Parse(row.Text);
        GradientCheck gradients = program.Check();
        gradients.Passed.Should().BeTrue(gradients.ToText());
        GradientCheck jacobians = program.Check(new CheckOptions { Derive = new DeriveOptions { Mode = DerivativeMode.Jacobian } });
        jacobians.Passed.Should().BeTrue(jacobians.ToText());
    }

    [Fact]
    public void A_product_of_two_complete_residuals_is_refused()
    {
        Action reading = () => TensorProgram.Parse("f = (a_{ij} x_j - b_i)(a_{ij} x_j - b_i)");
        reading.Should().Throw<ProgramException>().Which.Diagnostics.Should().Contain(d => d.Code == "TC0204");
    }
}

namespace TensorCalculus.Tests.Rules;

/// <summary>What a simplification may assume of real numbers, and what not.</summary>
public sealed class SoundnessTests
{
    [Theory]
    [InlineData("sqrt(x_i^2)", "abs(x[i])")]
    [InlineData("(x_i^4)^{1/4}", "abs(x[i])")]
    [InlineData("sqrt(x_i)^2", "x[i]")]
    [InlineData("abs(x_i)^2", "x[i]^2")]
    [InlineData("abs(abs(x_i))", "abs(x[i])")]
    [InlineData("sign(x_i) x_i", "abs(x[i])")]
    [InlineData("exp(x_i) exp(-x_i) x_i", "x[i]")]
    [InlineData("log(exp(x_i))", "x[i]")]
    [InlineData("exp(log(x_i))", "exp(log(x[i]))")]
    [InlineData("exp(log(1 + x_i^2))", "(1 + x[i]^2)")]
    [InlineData("x_i x_i / x_i", "x[i]")]
    [InlineData("x_i - x_i + 2 x_i", "2*x[i]")]
    [InlineData("relu(exp(x_i))", "exp(x[i])")]
    public void What_an_expression_becomes(string expression, string expected) =>
        TensorProgram.Parse($"y_i = {expression}").Bound.Equations[0].Body.ToString().Should().Be(expected);

    [Theory]
    [InlineData("x_i x_i^2", "x_i^3")]
    [InlineData("sqrt(x_i^2)", "x_i")]
    [InlineData("exp(log(x_i))", "x_i")]
    [InlineData("abs(x_i) x_i", "x_i^2")]
    public void Equal_only_where_it_holds_for_every_number(string left, string right)
    {
        var program = TensorProgram.Parse($"y_i = {left} z_i; w_i = {right} z_i");
        ReferenceEquals(
            program.Bound.Factory.Substitute(program.Bound.Equations[0].Body, program.Bound.Equations[0].Indices[0], new Algebra.IndexSubscript(program.Bound.Equations[1].Indices[0])),
            program.Bound.Equations[1].Body).Should().Be(left == "x_i x_i^2");
    }

    [Fact]
    public void A_delta_of_one_size_is_no_name_for_a_delta_of_another() =>
        TensorProgram.Parse("d_{ij} = delta_{ij}; s_k = softmax_{k}(x_k)").Check().Passed.Should().BeTrue();

    [Fact]
    public void A_program_derives_the_same_on_many_threads()
    {
        var program = TensorProgram.Parse("s_{bi} = softmax_{i}(x_{bi} w_i); y_b = log(s_{bi} v_i) + c");
        string alone = program.Derive().ToText();
        Parallel.For(0, 32, _ => program.Derive().ToText().Should().Be(alone));
    }
}

using System.Text.Json;

namespace TensorCalculus.Cli.Tests;

public class CheckTests
{
    [Fact]
    public void A_right_gradient_agrees() =>
        Call.Of("check", Call.Matmul).Answer.Should().Contain("ok  ").And.EndWith(": all formulas agree\n");

    [Fact]
    public void Sizes_and_seed_are_those_of_the_call()
    {
        JsonElement sample = Call.Of("check", "--format", "json", "--seed", "7", "--size", "i=1", "--size=k=6", Call.Matmul).Json.GetProperty("samples")[0];
        sample.GetProperty("seed").GetUInt64().Should().Be(7);
        sample.GetProperty("sizes").GetProperty("i").GetInt32().Should().Be(1);
        sample.GetProperty("sizes").GetProperty("k").GetInt32().Should().Be(6);
    }

    [Fact]
    public void Json_has_the_fields_that_scripts_rely_on()
    {
        JsonElement root = Call.Of("check", "--format", "json", "--wrt", "x", Call.Matmul).Json;
        root.GetProperty("passed").GetBoolean().Should().BeTrue();
        root.GetProperty("largestError").GetDouble().Should().BeLessThan(1e-7);
        JsonElement formula = root.GetProperty("formulas")[0];
        formula.GetProperty("formula").GetString().Should().Be("∂l/∂x_pq = ∂l/∂y_pj a_qj");
        formula.GetProperty("passed").GetBoolean().Should().BeTrue();
        formula.GetProperty("reason").ValueKind.Should().Be(JsonValueKind.Null);
        root.GetProperty("diagnostics").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public void Warnings_go_to_standard_error_and_into_the_json()
    {
        Call call = Call.Of("check", "--format", "json", "y_i = x_i / sqrt(x_i x_i + 1)");
        call.Error.Should().Contain("warning TC0410: ");
        call.Json.GetProperty("diagnostics")[0].GetProperty("code").GetString().Should().Be("TC0410");
    }

    [Fact]
    public void Jacobians_are_checked_too() =>
        Call.Of("check", "--mode", "jacobian", "s_i = softmax_{i}(x_i)").Answer.Should().Contain("∂s_i/∂x_p");

    [Fact]
    public void A_check_that_cannot_be_made_does_not_agree()
    {
        // sqrt of a number that is never positive: no sample can be drawn.
        Call call = Call.Of("check", "y = sqrt(-1 - x^2)");
        call.Status.Should().Be(ExitStatus.Disagrees);
        call.Output.Should().NotContain("all formulas agree");
    }

    [Theory]
    [InlineData("h")]
    [InlineData("h=")]
    [InlineData("=3")]
    [InlineData("h=0")]
    [InlineData("h=-3")]
    [InlineData("h=3.5")]
    [InlineData("h=3=4")]
    [InlineData("h=99999999999")]
    public void A_size_is_an_index_and_a_positive_number(string size) =>
        Call.Of("check", "--size", size, Call.Matmul).ShouldBeRefused($"error TC0903: --size {size} cannot be read");

    [Fact]
    public void An_index_has_one_size() =>
        Call.Of("check", "--size", "i=3", "--size", "i=4", Call.Matmul).ShouldBeRefused("error TC0903: --size gives index i the sizes 3 and 4");

    [Fact]
    public void An_unknown_index_has_no_size()
    {
        Call call = Call.Of("check", "--size", "h=3", Call.Matmul);
        call.Error.Should().StartWith("error TC0903: ").And.Contain("h");
        call.Status.Should().Be(ExitStatus.Refused);
        call.Output.Should().BeEmpty();
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999999")]
    public void A_seed_is_a_whole_number(string seed) =>
        Call.Of("check", "--seed", seed, Call.Matmul).ShouldBeRefused($"error TC0903: --seed {seed} cannot be read");
}

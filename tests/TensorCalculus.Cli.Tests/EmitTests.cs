namespace TensorCalculus.Cli.Tests;

public class EmitTests
{
    [Theory]
    [InlineData("import numpy as np\n")]
    [InlineData("import numpy as np\n", "--target", "numpy")]
    [InlineData("class YFunction(torch.autograd.Function):\n", "--target", "torch")]
    [InlineData("@jax.custom_vjp\n", "--target", "jax")]
    [InlineData("public static class TensorFunctions\n", "--target", "csharp")]
    public void Each_target_has_its_own_language(string expected, params string[] target) =>
        Call.Of(["emit", .. target, Call.Matmul]).Answer.Should().Contain(expected).And.EndWith("\n").And.NotContain("\r");

    [Theory]
    [InlineData("julia")]
    [InlineData("NumPy")]
    public void An_unknown_target_is_told_what_there_is(string target)
    {
        Call call = Call.Of("emit", "--target", target, Call.Matmul);
        call.ShouldBeRefused($"error TC0903: there is no target {target}");
        call.Error.Should().Contain("numpy, torch, jax, csharp");
    }

    [Fact]
    public void Only_what_is_asked_for_is_emitted() =>
        Call.Of("emit", "--wrt", "x", Call.Matmul).Answer.Should().Contain("dl_dx").And.NotContain("dl_da");

    [Theory]
    [InlineData("jacobian", "def jacobian(x, a):")]
    [InlineData("jvp", "def jvp(x, a, d_x, d_a):")]
    public void A_mode_has_its_function(string mode, string head) => Call.Of("emit", "--mode", mode, Call.Matmul).Answer.Should().Contain(head);

    [Fact]
    public void Cores_are_those_of_Jacobians_and_Hessians()
    {
        Call.Of("emit", "--mode", "jacobian", "--compressed", "--wrt", "x", Call.Matmul).Answer.Should().Contain("∂y_ij/∂x_pq = core_jq δ_ip");
        Call.Of("emit", "--compressed", Call.Matmul).ShouldBeRefused("error TC0905: only a Jacobian or a Hessian has a compressed form");
    }

    [Fact]
    public void The_cost_of_another_mode_is_told() =>
        Call.Of("emit", "--cost", "--mode", "jvp", Call.Matmul).Answer.Should().Contain("\njvp, from the inputs\n");

    [Theory]
    [InlineData("numpy")]
    [InlineData("csharp")]
    public void The_cost_stands_instead_of_the_code(string target)
    {
        string answer = Call.Of("emit", "--cost", "--target", target, Call.Matmul).Answer;
        answer.Should().StartWith("forward\n  multiplications  I J K\n").And.Contain("\nbackward, with x, a kept from forward\n  multiplications  2 I J K\n");
        answer.Should().EndWith("backward / forward: 2.00 operations to one, where sizes that are not declared are 64\n");
    }

    [Fact]
    public void A_program_that_is_wrong_is_refused() => Call.Of("emit", "y_i = x_{ik}").Status.Should().Be(ExitStatus.Refused);
}

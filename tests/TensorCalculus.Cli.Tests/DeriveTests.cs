using System.Text.Json;

namespace TensorCalculus.Cli.Tests;

public class DeriveTests
{
    [Fact]
    public void Without_steps_the_formulas_stand_alone()
    {
        Call.Of("derive", "--no-steps", Call.Matmul).Answer.Should().Be(
            """
              ∂l/∂x_pq = ∂l/∂y_pj a_qj
              ∂l/∂a_pq = ∂l/∂y_iq x_ip

            In matrix form
              ∂l/∂X = ∂l/∂Y Aᵀ
              ∂l/∂A = Xᵀ ∂l/∂Y

            """);
    }

    [Theory]
    [InlineData]
    [InlineData("--steps")]
    public void With_steps_each_names_its_rule(params string[] option)
    {
        string answer = Call.Of(["derive", .. option, Call.Matmul]).Answer;
        answer.Should().Contain("Contract the Kronecker delta").And.Contain("Tensor chain rule");
        answer.Should().Contain("Results\n  ∂l/∂x_pq = ∂l/∂y_pj a_qj\n  ∂l/∂a_pq = ∂l/∂y_iq x_ip\n");
        answer.Should().EndWith("  [∂l/∂A]_pq = [Xᵀ]_pi [∂l/∂Y]_iq, therefore\n  ∂l/∂A = Xᵀ ∂l/∂Y\n");
    }

    [Fact]
    public void Latex_is_set_in_aligned_blocks() =>
        Call.Of("derive", "--no-steps", "--format", "latex", Call.Matmul).Answer.Should()
            .StartWith("\\[\n\\begin{aligned}\n").And.Contain(@"\frac{\partial l}{\partial x_{pq}} &= ").And.EndWith("\\]\n");

    [Fact]
    public void Markdown_shows_the_program_first() =>
        Call.Of("derive", "--format", "markdown", Call.Matmul).Answer.Should().StartWith($"## Program\n\n```\n{Call.Matmul}\n```\n").And.Contain("$$");

    [Fact]
    public void Json_has_the_fields_that_scripts_rely_on()
    {
        JsonElement root = Call.Of("derive", "--format", "json", Call.Matmul).Json;
        JsonElement gradient = root.GetProperty("gradients")[0];
        gradient.GetProperty("of").GetString().Should().Be("l");
        gradient.GetProperty("wrt").GetString().Should().Be("x");
        gradient.GetProperty("indices").EnumerateArray().Select(i => i.GetString()).Should().Equal("p", "q");
        gradient.GetProperty("ascii").GetString().Should().Be("dl_dx[p,q] = dl_dy[p,j] a[q,j]");
        gradient.GetProperty("unicode").GetString().Should().Be("∂l/∂x_pq = ∂l/∂y_pj a_qj");
        gradient.GetProperty("latex").GetString().Should().StartWith(@"\frac{\partial l}{\partial x_{pq}} = ");
        gradient.GetProperty("matrix").GetProperty("unicode").GetString().Should().Be("∂l/∂Y Aᵀ");
        gradient.GetProperty("matrix").GetProperty("latex").GetString().Should().Be(@"\frac{\partial l}{\partial Y} A^{T}");
        gradient.GetProperty("matrix").GetProperty("numpy").GetString().Should().Be("dl_dy @ a.T");
        JsonElement step = gradient.GetProperty("steps")[0];
        new[] { "rule", "title", "latex", "unicode" }.Should().OnlyContain(f => step.GetProperty(f).GetString()!.Length > 0);
        root.GetProperty("lines").GetArrayLength().Should().Be(2);
        root.GetProperty("diagnostics").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public void What_has_no_matrix_form_has_the_reason()
    {
        string[] call = ["derive", "--no-steps", "--wrt", "x", "y_{boi} = w_{ock} x_{bc,i+k}"];
        Call.Of(call).Answer.Should().EndWith("\nIn matrix form\n  ∂l/∂x_pqr has no matrix form: w has 3 axes, and a matrix has two\n");
        Call.Of([.. call, "--format", "json"]).Json.GetProperty("gradients")[0].GetProperty("matrix").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public void What_has_too_many_axes_for_a_matrix_is_told_vectorised()
    {
        string[] call = ["derive", "--no-steps", "--mode", "jacobian", "--wrt", "x", "y_{ij} = x_{ik} a_{kj}"];
        Call.Of(call).Answer.Should().EndWith("\nIn matrix form\n  ∂vec(Y)/∂vec(X) = Aᵀ ⊗ 𝐈\n");
        Call.Of([.. call, "--format", "latex"]).Answer.Should().Contain("\\operatorname{vec}(X)} &= A^{T} \\otimes \\mathbf{I}");
        JsonElement gradient = Call.Of([.. call, "--format", "json"]).Json.GetProperty("gradients")[0];
        gradient.GetProperty("matrix").ValueKind.Should().Be(JsonValueKind.Null);
        gradient.GetProperty("vectorised").GetProperty("numpy").GetString().Should().Be("np.kron(a.T, np.eye(x.shape[0]))");
    }

    [Fact]
    public void A_stack_of_matrices_is_told_for_each_of_them()
    {
        string[] call = ["derive", "--no-steps", "--wrt", "x", "y_{bij} = x_{bik} a_{bkj}"];
        Call.Of(call).Answer.Should().EndWith("\nIn matrix form\n  ∂l/∂X_b = ∂l/∂Y_b A_bᵀ, for each b\n");
        JsonElement matrix = Call.Of([.. call, "--format", "json"]).Json.GetProperty("gradients")[0].GetProperty("matrix");
        matrix.GetProperty("numpy").GetString().Should().Be("dl_dy @ np.swapaxes(a, 1, 2)");
        matrix.GetProperty("batch")[0].GetString().Should().Be("b");
    }

    [Theory]
    [InlineData("latex")]
    [InlineData("markdown")]
    public void A_program_in_matrix_notation_is_translated_first(string format) =>
        Call.Of("derive", "--input", "matrix", "--format", format, "Y = X W'").Answer.Should().Contain("& Y_{ij} = X_{ik} W_{jk}");

    [Fact]
    public void Json_without_steps_has_none() =>
        Call.Of("derive", "--no-steps", "--format", "json", Call.Matmul).Json.GetProperty("gradients")[0].GetProperty("steps").GetArrayLength().Should().Be(0);

    [Fact]
    public void Warnings_go_to_standard_error_and_into_the_json()
    {
        Call call = Call.Of("derive", "--format", "json", "y_i = x_i / sqrt(x_i x_i)");
        call.Status.Should().Be(ExitStatus.Done);
        call.Error.Should().StartWith("PROGRAM:1:").And.Contain("warning TC0410: ");
        JsonElement warning = call.Json.GetProperty("diagnostics")[0];
        warning.GetProperty("severity").GetString().Should().Be("warning");
        warning.GetProperty("code").GetString().Should().Be("TC0410");
        warning.GetProperty("line").GetInt32().Should().Be(1);
        warning.GetProperty("column").GetInt32().Should().BePositive();
        warning.GetProperty("message").GetString().Should().NotBeEmpty();
    }

    [Fact]
    public void Several_arguments_are_several_lines() =>
        Call.Of("derive", "--no-steps", "--wrt", "x", "h_i = x_i^2", "y_i = 3 h_i").Answer.Should().Contain("  ∂l/∂x_p = 6 ∂l/∂y_p x_p\n");

    [Theory]
    [InlineData("--wrt", "x,a")]
    [InlineData("--wrt", "x", "--wrt", "a")]
    [InlineData("--wrt", " x , a ")]
    [InlineData("--wrt=x,a")]
    public void Wrt_takes_names_with_commas_and_repeats(params string[] wrt) =>
        Gradients([.. wrt, Call.Matmul]).Should().Equal("x", "a");

    [Theory]
    [InlineData("gamma")]
    [InlineData("γ")]
    [InlineData(@"\gamma")]
    public void A_greek_letter_is_its_english_name(string name)
    {
        Gradients("--wrt", name, "y_i = γ_i x_i").Should().Equal("gamma");
        Gradients("--of", name, "gamma_i = 2 x_i", "y_i = γ_i x_i").Should().Equal("x");
    }

    [Fact]
    public void Of_chooses_the_outputs_that_feed_the_loss() =>
        Call.Of("derive", "--no-steps", "--of", "z", "y_i = 2 x_i", "z_i = 3 x_i").Answer.Should().StartWith("  ∂l/∂x_p = 3 ∂l/∂z_p\n");

    [Fact]
    public void A_jacobian_names_both_tensors()
    {
        JsonElement gradient = Call.Of("derive", "--mode", "jacobian", "--wrt", "x", "--format", "json", "--no-steps", Call.Matmul).Json.GetProperty("gradients")[0];
        gradient.GetProperty("of").GetString().Should().Be("y");
        gradient.GetProperty("ascii").GetString().Should().StartWith("dy_dx[i,j,p,q] = ");
    }

    [Fact]
    public void A_program_may_begin_with_a_minus()
    {
        Call.Of("derive", "--no-steps", "-x_i^2").Answer.Should().StartWith("  ∂l/∂x_p = −2 ∂l/∂y_p x_p\n");
        Call.Of("derive", "--no-steps", "-f_i^2").Answer.Should().StartWith("  ∂l/∂f_p = −2 ∂l/∂y_p f_p\n");
        Call.Of("derive", "--no-steps", "--", "--x_i").Answer.Should().StartWith("  ∂l/∂x_p = ∂l/∂y_p\n");
    }

    [Fact]
    public void Each_mistake_of_the_program_has_a_diagnostic_of_its_own()
    {
        Call call = Call.Of("derive", "y_i = x_{ik}", "z_i = (x_i");
        call.Error.Should().Contain("PROGRAM:2:");
        call.Status.Should().Be(ExitStatus.Refused);
        call.Output.Should().BeEmpty();
    }

    [Fact]
    public void A_diagnostic_points_at_the_place_and_says_what_to_write()
    {
        Call.Of("derive", "y_i = x_{ik} + b_i").Error.Should().Be(
            """
            PROGRAM:1:7: error TC0203: index k occurs once in this term and is not on the left-hand side
              y_i = x_{ik} + b_i
                    ^~~~~~
              to sum over k write 1_k x_{ik}, or sum_{k}(x_{ik})

            """);
    }

    private static IEnumerable<string> Gradients(params string[] args) =>
        Call.Of(["derive", "--no-steps", "--format", "json", .. args]).Json.GetProperty("gradients").EnumerateArray().Select(g => g.GetProperty("wrt").GetString()!);
}

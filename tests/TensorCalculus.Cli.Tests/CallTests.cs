namespace TensorCalculus.Cli.Tests;

public class CallTests
{
    [Fact]
    public void Nothing_is_done_without_a_command() => Call.Of().ShouldBeRefused("error TC0903: no command given");

    [Theory]
    [InlineData("prove")]
    [InlineData("dervie")]
    public void An_unknown_command_is_told_what_there_is(string command)
    {
        Call call = Call.Of(command, Call.Matmul);
        call.ShouldBeRefused($"error TC0903: there is no command {command}");
        call.Error.Should().Contain("derive, check, emit, graph and verify");
    }

    [Fact]
    public void A_program_without_a_command_is_told_so() =>
        Call.Of(Call.Matmul).Error.Should().Contain("tcalc derive PROGRAM");

    [Theory]
    [InlineData("derive", "--seed")]
    [InlineData("graph", "--steps")]
    [InlineData("check", "--claim")]
    [InlineData("derive", "--inputs")]
    public void An_unknown_option_is_told_what_there_is(string command, string option)
    {
        Call call = Call.Of(command, option, Call.Matmul);
        call.ShouldBeRefused($"error TC0903: {command} has no option {option}");
        call.Error.Should().Contain("--wrt");
    }

    [Theory]
    [InlineData("forward")]
    [InlineData("Backward")]
    public void An_unknown_mode_is_told_what_there_is(string mode)
    {
        Call call = Call.Of("derive", "--mode", mode, Call.Matmul);
        call.ShouldBeRefused($"error TC0903: there is no mode {mode}");
        call.Error.Should().Contain("backward, jacobian, hessian, jvp and hvp");
    }

    [Theory]
    [InlineData("hessian", "y has 2 indices")]
    [InlineData("hvp", "y has 2 indices")]
    public void A_mode_that_does_not_fit_says_why(string mode, string why) =>
        Call.Of("derive", "--mode", mode, Call.Matmul).ShouldBeRefused($"error TC0905: a Hessian is that of one scalar, and {why}");

    [Fact]
    public void Tensors_that_depend_on_one_another_do_not_move_independently() =>
        Call.Of("derive", "--mode", "jvp", "--wrt", "x,h", "h_i = x_i^2", "y = h_i h_i")
            .ShouldBeRefused("error TC0905: h depends on x, so the two do not vary independently");

    [Theory]
    [InlineData("derive", "html")]
    [InlineData("check", "latex")]
    [InlineData("graph", "svg")]
    public void An_unknown_format_is_told_what_there_is(string command, string format) =>
        Call.Of(command, "--format", format, Call.Matmul).ShouldBeRefused($"error TC0903: {command} has no format {format}");

    [Theory]
    [InlineData("--format")]
    [InlineData("--wrt")]
    [InlineData("-f")]
    [InlineData("--mode")]
    public void An_option_needs_its_value(string option)
    {
        Call call = Call.Of("derive", option);
        call.Error.Should().StartWith("error TC0903: ").And.Contain(option);
        call.Status.Should().Be(ExitStatus.Refused);
    }

    [Fact]
    public void An_option_has_one_value() =>
        Call.Of("derive", "--format", "text", "--format", "json", Call.Matmul).Error.Should().StartWith("error TC0903: ").And.Contain("--format");

    [Fact]
    public void Steps_are_wanted_or_not() =>
        Call.Of("derive", "--steps", "--no-steps", Call.Matmul).ShouldBeRefused("error TC0903: --steps and --no-steps exclude each other");

    [Theory]
    [InlineData("")]
    [InlineData("x,")]
    [InlineData(",")]
    public void A_name_is_not_empty(string wrt) =>
        Call.Of("derive", "--wrt", wrt, Call.Matmul).ShouldBeRefused("error TC0903: --wrt has an empty name");

    [Fact]
    public void An_unknown_name_is_told_what_there_is()
    {
        Call call = Call.Of("derive", "--wrt", "q", Call.Matmul);
        call.ShouldBeRefused("error TC0901: the program has no tensor q");
        call.Error.Should().Contain("x, a");
    }

    [Fact]
    public void Every_unknown_name_is_reported() =>
        Call.Of("derive", "--wrt", "q,r", "--of", "x", Call.Matmul).Error.Split('\n').Count(l => l.StartsWith("error TC0901: ", StringComparison.Ordinal)).Should().Be(3);

    [Theory]
    [InlineData("--help", "derive")]
    [InlineData("derive --help", "--no-steps")]
    [InlineData("check --help", "--seed")]
    [InlineData("emit --help", "--target")]
    [InlineData("graph -h", "mermaid")]
    public void Help_teaches_by_examples(string call, string expected)
    {
        string help = Call.Of(call.Split(' ')).Answer;
        help.Should().Contain(expected).And.Contain("Examples:\n  tcalc ");
    }

    [Fact]
    public void Examples_of_the_help_run()
    {
        IEnumerable<string[]> examples = new[] { "", "derive", "check", "emit", "graph" }
            .SelectMany(c => Examples.Of(c).Split('\n'))
            .Select(Words)
            .Where(words => !words.Contains("-f"));
        examples.Should().HaveCountGreaterThan(5);
        foreach (string[] words in examples)
        {
            Call.Of(words[1..]).Answer.Should().NotBeEmpty();
        }
    }

    [Fact]
    public void The_version_is_a_number() => Call.Of("--version").Answer.Should().MatchRegex(@"^\d+\.\d+\.\d+\n$");

    [Fact]
    public void A_program_that_begins_with_an_at_sign_is_no_file_of_arguments() =>
        Call.Of("derive", "@nothing").Error.Should().StartWith("PROGRAM:1:1: error TC01");

    /// <summary>The words of an example: its first part, before the column of remarks.</summary>
    private static string[] Words(string example) =>
        [.. example.Trim().Split("   ")[0].Split('"').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
}

using System.Text;

namespace TensorCalculus.Cli.Tests;

public class ProgramInputTests
{
    [Theory]
    [InlineData("-f")]
    [InlineData("--file")]
    public void A_program_is_read_from_a_file(string option)
    {
        using var file = new TemporaryFile($"# a product\n{Call.Matmul}\n");
        Call.Of("derive", "--no-steps", option, file.Path).Answer.Should().Contain("∂l/∂x_pq");
    }

    [Fact]
    public void A_minus_is_standard_input() =>
        Call.Reading(Call.Matmul, "derive", "--no-steps", "-f", "-").Answer.Should().Contain("∂l/∂x_pq");

    [Fact]
    public void A_diagnostic_names_the_file()
    {
        using var file = new TemporaryFile("# a product\r\ny_i = x_{ik}\r\n");
        Call.Of("derive", "-f", file.Path).ShouldBeRefused(
            $"{file.Path}:2:7: error TC0203: index k occurs once in this term and is not on the left-hand side");
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_program()
    {
        using var file = new TemporaryFile([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("y_i = γ_i x_i")]);
        Call.Of("derive", "--no-steps", "-f", file.Path).Answer.Should().Contain("∂l/∂γ_p");
    }

    [Fact]
    public void A_missing_file_is_told_so() => Call.Of("derive", "-f", "no/such.tc").ShouldBeRefused("error TC0904: there is no file no/such.tc");

    [Fact]
    public void A_directory_is_no_file() =>
        Call.Of("derive", "-f", Path.GetTempPath()).ShouldBeRefused($"error TC0904: {Path.GetTempPath()} is a directory");

    [Fact]
    public void A_name_that_no_file_can_have_is_told_so()
    {
        Call call = Call.Of("derive", "-f", "a\0b");
        call.Error.Should().StartWith("error TC0904: ");
        call.Status.Should().Be(ExitStatus.Refused);
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_told_so()
    {
        using var file = new TemporaryFile([.. "y_i = "u8, 0xff, 0xfe, 0x41]);
        Call.Of("derive", "-f", file.Path).ShouldBeRefused($"error TC0904: {file.Path} is not a text in UTF-8");
    }

    [Fact]
    public void A_binary_file_is_told_so()
    {
        using var file = new TemporaryFile([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0]);
        Call.Of("derive", "-f", file.Path).ShouldBeRefused($"error TC0904: {file.Path} is not a text: it has a zero byte");
    }

    [Fact]
    public void A_program_is_given_once()
    {
        Call.Of("derive").ShouldBeRefused("error TC0903: no program given");
        Call.Of("derive", "-f", "-", Call.Matmul).ShouldBeRefused("error TC0903: both -f and PROGRAM are given");
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a comment")]
    public void An_empty_program_is_told_so(string program)
    {
        Call call = Call.Of("derive", program);
        call.Error.Should().Contain("error TC0110: ");
        call.Status.Should().Be(ExitStatus.Refused);
    }
}

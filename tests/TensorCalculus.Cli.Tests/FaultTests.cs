namespace TensorCalculus.Cli.Tests;

public class FaultTests
{
    [Fact]
    public void A_pipe_that_is_closed_ends_politely()
    {
        using var error = new StringWriter();
        using var output = new ClosedPipe();
        Cli.Run(["derive", Call.Matmul], TextReader.Null, output, error).Should().Be(ExitStatus.Refused);
        error.ToString().Should().Be("error TC0906: the answer could not be written: Broken pipe\n");
    }

    [Fact]
    public void Two_closed_pipes_end_politely()
    {
        using var output = new ClosedPipe();
        Cli.Run(["derive", Call.Matmul], TextReader.Null, output, output).Should().Be(ExitStatus.Refused);
    }

    [Fact]
    public void A_fault_asks_for_a_report()
    {
        using var error = new StringWriter();
        using var input = new BrokenReader();
        Cli.Run(["derive", "-f", "-"], input, TextWriter.Null, error).Should().Be(ExitStatus.Refused);
        error.ToString().Should().StartWith("error TC0907: tcalc met a fault of its own, InvalidTimeZoneException: ").And.Contain("please report").And.NotContain("   at ");
    }

    [Theory]
    [InlineData('(', ')')]
    [InlineData('-', ' ')]
    [InlineData('{', '}')]
    [InlineData('|', '|')]
    public void A_program_however_deep_has_an_answer(char open, char close)
    {
        Call call = Call.Of("derive", "--no-steps", "y_i = " + new string(open, 20_000) + "x_i" + new string(close, 20_000));
        call.Status.Should().BeOneOf(ExitStatus.Done, ExitStatus.Refused);
        call.Error.Should().NotContain("TC0907");
    }

    [Theory]
    [InlineData("exp(", ")")]
    [InlineData("\\frac{1}{", "}")]
    [InlineData("x^{", "}")]
    [InlineData("1/(1 + ", ")")]
    public void A_function_of_a_function_however_deep_has_an_answer(string open, string close)
    {
        string program = "y = " + string.Concat(Enumerable.Repeat(open, 3_000)) + "x" + string.Concat(Enumerable.Repeat(close, 3_000));
        Call call = Call.Of("derive", program);
        call.Status.Should().BeOneOf(ExitStatus.Done, ExitStatus.Refused);
        call.Error.Should().NotContain("TC0907");
    }

    private sealed class ClosedPipe : StringWriter
    {
        public override void Write(char value) => throw new IOException("Broken pipe");

        public override void Write(string? value) => throw new IOException("Broken pipe");
    }

    private sealed class BrokenReader : TextReader
    {
        public override string ReadToEnd() => throw new InvalidTimeZoneException("what is the time?");
    }
}

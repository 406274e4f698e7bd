using System.Text.Json;

namespace TensorCalculus.Cli.Tests;

/// <summary>One call of the tool, in process.</summary>
internal sealed record Call(int Status, string Output, string Error)
{
    public const string Matmul = "y_{ij} = x_{ik} a_{kj}";

    public static Call Of(params string[] args) => Reading("", args);

    public static Call Reading(string input, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var reader = new StringReader(input);
        int status = Cli.Run(args, reader, output, error);
        return new Call(status, output.ToString(), error.ToString());
    }

    /// <summary>The answer of a call that succeeds and has nothing to complain about.</summary>
    public string Answer
    {
        get
        {
            Error.Should().BeEmpty();
            Status.Should().Be(ExitStatus.Done);
            return Output;
        }
    }

    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Asserts that the call is refused with this first line, and answers nothing.</summary>
    public void ShouldBeRefused(string firstLine)
    {
        Error.Split('\n')[0].Should().Be(firstLine);
        Output.Should().BeEmpty();
        Status.Should().Be(ExitStatus.Refused);
    }
}

namespace TensorCalculus.Tests.Documentation;

/// <summary>Each sample derives to the formulas beside it, and they are right.</summary>
public class SampleTests
{
    private const string Expected = ".expected.txt";

    public static TheoryData<string> Samples => [.. Names(".tc")];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_derives_to_what_is_expected(string name)
    {
        (int status, string shown) = ToolCall.Run(["derive", "--no-steps", "-f", Repository.At("samples", name + ".tc")]);
        status.Should().Be(0);
        Approved.Verify(Repository.At("samples", name + Expected), shown);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_agrees_with_numerical_differentiation(string name)
    {
        GradientCheck check = TensorProgram.Parse(Repository.Read("samples", name + ".tc")).Check();
        check.Passed.Should().BeTrue(check.ToText());
    }

    [Fact]
    public void Nothing_is_expected_of_a_sample_that_is_not_there() => Names(Expected).Should().BeSubsetOf(Names(".tc"));

    private static IEnumerable<string> Names(string ending) =>
        Directory.EnumerateFiles(Repository.At("samples"), "*" + ending).Select(p => Path.GetFileName(p)[..^ending.Length]).Order(StringComparer.Ordinal);
}

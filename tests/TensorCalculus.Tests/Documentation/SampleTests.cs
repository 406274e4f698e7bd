namespace TensorCalculus.Tests.Documentation;

/// <summary>Each sample derives to the formulas beside it, and they are right.</summary>
public class SampleTests
{
    public static TheoryData<string> Samples => [.. Directory.EnumerateFiles(Repository.At("samples"), "*.tc").Select(p => Path.GetFileNameWithoutExtension(p)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_derives_to_what_is_expected(string name)
    {
        (int status, string shown) = ToolCall.Run(["derive", "--no-steps", "-f", Repository.At("samples", name + ".tc")]);
        status.Should().Be(0);
        Approved.Verify(Repository.At("samples", name + ".expected.txt"), shown);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_agrees_with_numerical_differentiation(string name)
    {
        GradientCheck check = TensorProgram.Parse(Repository.Read("samples", name + ".tc")).Check();
        check.Passed.Should().BeTrue(check.ToText());
    }

    [Fact]
    public void Nothing_is_expected_of_a_sample_that_is_not_there() =>
        Directory.EnumerateFiles(Repository.At("samples"), "*.expected.txt").Select(p => Path.GetFileName(p).Replace(".expected.txt", "", StringComparison.Ordinal))
            .Should().BeSubsetOf(Samples.Select(s => (string)((object[])s)[0]));
}

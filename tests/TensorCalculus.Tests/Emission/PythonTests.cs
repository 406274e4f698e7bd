namespace TensorCalculus.Tests.Emission;

/// <summary>Emitted NumPy and PyTorch code is run, and held to PyTorch's autograd on references that people wrote.</summary>
public sealed class PythonTests(PythonRun run) : IClassFixture<PythonRun>
{
    private const string KnownToFail = " (known to fail)";

    public static TheoryData<string> Ids =>
        [.. CaseFile.All.Values.Select(c => c.Fails ? c.Id + KnownToFail : c.Id), .. TamperedCase.All.Select(t => t.Id)];

    [PythonTheory]
    [MemberData(nameof(Ids))]
    public void Emitted_Python_is_right(string id)
    {
        Findings found = run.Of(id.Replace(KnownToFail, "", StringComparison.Ordinal));
        if (id.EndsWith(KnownToFail, StringComparison.Ordinal))
        {
            found.Failed.Should().NotBeEmpty("else it is known to fail no more");
        }
        else if (TamperedCase.All.FirstOrDefault(t => t.Id == id) is { } tampered)
        {
            string finding = tampered.Finding;
            found.Failed.Should().Contain(f => f.Contains(finding, StringComparison.Ordinal), "{0} is a mistake", tampered.Mistake);
        }
        else
        {
            found.Failed.Should().BeEmpty();
            found.Held.Should().HaveCountGreaterThan(20);
        }
    }

    [Fact]
    public void There_are_many_cases() => CaseFile.All.Should().HaveCountGreaterThan(250);
}

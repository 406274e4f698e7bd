namespace TensorCalculus.Tests.Emission;

/// <summary>Emitted NumPy and PyTorch code is run, and held to PyTorch's autograd on references that people wrote.</summary>
public sealed class PythonTests(PythonRun run) : IClassFixture<PythonRun>
{
    public static TheoryData<string> Ids => [.. CaseFile.All.Keys, .. TamperedCase.All.Select(t => t.Id)];

    [PythonTheory]
    [MemberData(nameof(Ids))]
    public void Emitted_Python_is_right(string id)
    {
        Findings found = run.Of(id);
        if (TamperedCase.All.FirstOrDefault(t => t.Id == id) is { } tampered)
        {
            found.Failed.Should().Contain(f => f.Contains(tampered.Finding, StringComparison.Ordinal), "that is the mistake");
            return;
        }

        found.Failed.Should().BeEmpty();
        found.Held.Should().HaveCountGreaterThan(20);
    }

    [Fact]
    public void There_are_many_cases() => CaseFile.All.Should().HaveCountGreaterThan(90);
}

namespace TensorCalculus.Tests.Documentation;

/// <summary>Texts that a person has read and approved. With the environment variable <c>APPROVE=1</c> the tests write what
/// they find instead of comparing it, to be reviewed as a difference before it is committed.</summary>
internal static class Approved
{
    public static bool IsWriting => Environment.GetEnvironmentVariable("APPROVE") == "1";

    /// <summary>Asserts that a file holds this text.</summary>
    public static void Verify(string path, string actual)
    {
        if (IsWriting)
        {
            File.WriteAllText(path, actual);
        }

        File.Exists(path).Should().BeTrue("APPROVE=1 dotnet test writes {0}", path);
        actual.Should().Be(File.ReadAllText(path).ReplaceLineEndings("\n"), "{0} is approved (APPROVE=1 dotnet test writes it anew)", Path.GetFileName(path));
    }
}

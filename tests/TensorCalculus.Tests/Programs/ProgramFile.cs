using System.Text.RegularExpressions;

namespace TensorCalculus.Tests.Programs;

/// <summary>The programs of <c>programs.txt</c> by their ids.</summary>
internal static partial class ProgramFile
{
    public static IReadOnlyDictionary<string, FiledProgram> All { get; } = Read();

    private static Dictionary<string, FiledProgram> Read()
    {
        using Stream stream = typeof(ProgramFile).Assembly.GetManifestResourceStream("programs.txt")!;
        using var reader = new StreamReader(stream);
        string[] parts = Header().Split(reader.ReadToEnd());
        return Enumerable.Range(0, parts.Length / 3).ToDictionary(
            i => parts[(3 * i) + 1],
            i => new FiledProgram(parts[(3 * i) + 3].Trim(), parts[(3 * i) + 2] != " (gradients)", parts[(3 * i) + 2].Length == 0));
    }

    [GeneratedRegex(@"^== (\S+)( \(gradients\)| \(first order\)|)$\n", RegexOptions.Multiline)]
    private static partial Regex Header();
}

/// <param name="Text">The program.</param>
/// <param name="WithJacobians">Whether its Jacobians are small enough to be checked.</param>
/// <param name="WithForwardSteps">Whether the steps of its second derivatives are short enough to be replayed by naive loops.</param>
internal sealed record FiledProgram(string Text, bool WithJacobians, bool WithForwardSteps);

using System.Text.RegularExpressions;
using TensorCalculus.Tests.Documentation;

namespace TensorCalculus.Tests.Emission;

/// <summary>The cases of <c>Python/cases</c>: programs, the inputs to draw, and what a person wrote in PyTorch for them.</summary>
internal static partial class CaseFile
{
    public static IReadOnlyDictionary<string, EmittedCase> All { get; } = Directory
        .EnumerateFiles(Repository.At("tests", "TensorCalculus.Tests", "Emission", "Python", "cases"), "*.txt").Order(StringComparer.Ordinal)
        .SelectMany(path => Read(File.ReadAllText(path).ReplaceLineEndings("\n")))
        .ToDictionary(c => c.Id);

    private static IEnumerable<EmittedCase> Read(string text) => Heading().Split(text).Skip(1).Chunk(2).Select(part =>
    {
        Match fields = Fields().Match(part[1]);
        return fields.Success
            ? new EmittedCase(
                part[0], fields.Groups["program"].Value, fields.Groups["with"].Value, Words(fields.Groups["wrt"]), Words(fields.Groups["of"]),
                Outdented(fields.Groups["torch"].Value), fields.Groups["fails"].Success)
            : throw new FormatException($"the case {part[0]} is not a program, with, perhaps wrt, of and fails, and torch");
    });

    private static string[] Words(Group group) => group.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Outdented(string code) => code.Trim().Replace("\n    ", "\n", StringComparison.Ordinal);

    [GeneratedRegex(@"^== (\S+)\n", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\A(?<program>.*?)^with (?<with>[^\n]*)\n(wrt (?<wrt>[^\n]*)\n)?(of (?<of>[^\n]*)\n)?(?<fails>fails\n)?torch\s+(?<torch>.*)\z", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fields();
}

/// <param name="Id">Its name.</param>
/// <param name="Program">The program.</param>
/// <param name="With">The inputs, as the file has them.</param>
/// <param name="Wrt">What to differentiate by; empty for all inputs.</param>
/// <param name="Of">The outputs that feed the loss; empty for all.</param>
/// <param name="Torch">An expression, or the body of a function, that computes the outputs in PyTorch.</param>
/// <param name="Fails">Whether it is known to fail.</param>
internal sealed record EmittedCase(string Id, string Program, string With, string[] Wrt, string[] Of, string Torch, bool Fails);

using System.Text.RegularExpressions;
using TensorCalculus.Algebra;
using TensorCalculus.Checking;
using TensorCalculus.Evaluation;
using TensorCalculus.Tests.Documentation;
using TensorCalculus.Tests.Laws;
using TensorCalculus.Tests.Programs;

namespace TensorCalculus.Tests.Emission;

/// <summary>Emitted C# computes what the program and its gradients are.</summary>
public sealed class CSharpTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Programs = new(() => Filed().Concat(Cases()).Concat(Samples()).Concat(Grown()).ToDictionary());

    private static readonly Lazy<CSharpCompilation> Compiled = new(() => new CSharpCompilation(Programs.Value.Select(p => (p.Key, Emit(p.Value)))));

    public static TheoryData<string> Ids => [.. Programs.Value.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_outputs_are_those_of_the_equations(string id)
    {
        EmissionTruth truth = Truth(id);
        Close(Compiled.Value[id].Call("Forward", truth.Program, truth.Sample, NoGradients), truth.Outputs(), truth.Program.Outputs);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_gradients_are_those_of_the_lines(string id)
    {
        EmissionTruth truth = Truth(id);
        Close(Compiled.Value[id].Call("Backward", truth.Program, truth.Sample, truth.Given), truth.Gradients(), truth.Wrt);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_gradients_agree_with_differences(string id)
    {
        EmissionTruth truth = Truth(id);
        DenseTensor[] computed = Compiled.Value[id].Call("Backward", truth.Program, truth.Sample, truth.Given);
        foreach ((DenseTensor gradient, NumericalDerivative difference) in computed.Zip(truth.Differences()))
        {
            double tolerance = (1e-9 * difference.Scale) + (4 * difference.Error);
            gradient.Values.ToArray().Zip(difference.Value.Values.ToArray()).Max(p => Math.Abs(p.First - p.Second)).Should().BeLessThanOrEqualTo(tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Emitting_again_gives_the_same_text(string id) => Emit(Programs.Value[id]).Should().Be(Emit(Programs.Value[id]));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_function_of_the_module_is_called(string id)
    {
        string text = Emit(Programs.Value[id]);
        foreach (Match function in Regex.Matches(text, @"private static \S+ (\w+)\("))
        {
            Regex.Count(text, $@"\b{function.Groups[1].Value}\(").Should().BeGreaterThan(Regex.Count(text, $@"private static \S+ {function.Groups[1].Value}\("));
        }
    }

    private static Dictionary<TensorSymbol, DenseTensor> NoGradients => [];

    private static string Emit(string program) => TensorProgram.Parse(program).Emit(new EmitOptions { Target = EmitTarget.CSharp }).Text;

    private static EmissionTruth Truth(string id) => EmissionTruth.At(TensorProgram.Parse(Programs.Value[id]).Bound, seed: 3)!;

    private static void Close(DenseTensor[] computed, DenseTensor[] expected, IEnumerable<TensorSymbol> names)
    {
        computed.Should().HaveSameCount(expected);
        foreach ((DenseTensor actual, DenseTensor wanted, TensorSymbol name) in computed.Zip(expected, names))
        {
            actual.Shape.ToArray().Should().Equal(wanted.Shape.ToArray(), name.Name);
            // Where large terms cancel, what is left is rounding.
            double scale = Math.Max(wanted.LargestMagnitude, 0.01);
            double worst = actual.Values.ToArray().Zip(wanted.Values.ToArray()).Select(p => Math.Abs(p.First - p.Second)).DefaultIfEmpty(0).Max();
            worst.Should().BeLessThanOrEqualTo(1e-9 * scale, name.Name);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Filed() => ProgramFile.All.Select(p => KeyValuePair.Create(p.Key, p.Value.Text));

    private static IEnumerable<KeyValuePair<string, string>> Cases() => CaseFile.All.Select(p => KeyValuePair.Create("cases/" + p.Key, p.Value.Program));

    private static IEnumerable<KeyValuePair<string, string>> Samples() => Directory.EnumerateFiles(Repository.At("samples"), "*.tc")
        .Order(StringComparer.Ordinal).Select(p => KeyValuePair.Create("samples/" + Path.GetFileNameWithoutExtension(p), File.ReadAllText(p)));

    /// <summary>Random programs that have a sample.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Grown()
    {
        var random = new Random(20270311);
        for (int i = 0; i < 100; i++)
        {
            string text = Growing.From([.. Enumerable.Range(0, random.Next(4, 41)).Select(_ => random.Next(12))]).Text;
            if (TensorProgram.TryParse(text, out TensorProgram? program, out _) && EmissionTruth.At(program.Bound, seed: 3) is not null)
            {
                yield return KeyValuePair.Create($"grown {i}: {text}", text);
            }
        }
    }
}

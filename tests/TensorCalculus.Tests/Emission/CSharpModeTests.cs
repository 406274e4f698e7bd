using TensorCalculus.Algebra;
using TensorCalculus.Differentiation;
using TensorCalculus.Evaluation;
using TensorCalculus.Tests.Programs;

namespace TensorCalculus.Tests.Emission;

/// <summary>Emitted C# computes tangents, Hessian–vector products, Jacobians and Hessians: what the lines of their passes are, evaluated
/// by their definition.</summary>
public sealed class CSharpModeTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Programs = new(() => ProgramFile.All.Where(p => p.Value.WithJacobians)
        .Where(p => EmissionTruth.At(TensorProgram.Parse(p.Value.Text).Bound, seed: 3) is not null).ToDictionary(p => p.Key, p => p.Value.Text));

    private static readonly Lazy<IReadOnlyDictionary<string, (string Id, DerivativeMode Mode)>> Modules = new(() => (
        from program in Programs.Value
        from mode in new[] { DerivativeMode.Jacobian, DerivativeMode.Jvp, DerivativeMode.Hessian, DerivativeMode.Hvp }
        where mode is DerivativeMode.Jacobian or DerivativeMode.Jvp || TensorProgram.Parse(program.Value).Bound.Outputs is [{ Order: 0 }]
        select ($"{program.Key}, {mode}", (program.Key, mode))).ToDictionary());

    private static readonly Lazy<CSharpCompilation> Compiled = new(() => new CSharpCompilation(
        Modules.Value.Select(m => (m.Key, TensorProgram.Parse(Programs.Value[m.Value.Id]).Emit(new EmitOptions { Target = EmitTarget.CSharp, Mode = m.Value.Mode }).Text))));

    public static TheoryData<string> Ids => [.. Modules.Value.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_derivatives_are_those_of_the_lines(string id)
    {
        (string program, DerivativeMode mode) = Modules.Value[id];
        EmissionTruth truth = EmissionTruth.At(TensorProgram.Parse(Programs.Value[program]).Bound, seed: 3)!;
        (DenseTensor[] wanted, IReadOnlyDictionary<TensorSymbol, DenseTensor> given) = truth.Of(mode);
        DenseTensor[] computed = Compiled.Value[id].Call(mode.ToString(), truth.Program, truth.Sample, given);
        computed.Should().HaveSameCount(wanted);
        foreach ((DenseTensor actual, DenseTensor expected) in computed.Zip(wanted))
        {
            actual.Shape.ToArray().Should().Equal(expected.Shape.ToArray());
            double scale = Math.Max(expected.LargestMagnitude, 0.01);
            actual.Values.ToArray().Zip(expected.Values.ToArray()).Max(p => Math.Abs(p.First - p.Second)).Should().BeLessThanOrEqualTo(1e-8 * scale);
        }
    }

    [Fact]
    public void There_are_many_of_each_mode() =>
        Modules.Value.Values.GroupBy(m => m.Mode).Should().HaveCount(4).And.OnlyContain(g => g.Count() >= 40);
}

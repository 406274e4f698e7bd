using BenchmarkDotNet.Attributes;

namespace TensorCalculus.Benchmarks;

/// <summary>From text to closed forms, without steps.</summary>
[MemoryDiagnoser]
public class DerivationBenchmarks
{
    /// <summary>A matrix product.</summary>
    [Benchmark]
    public int Matmul() => Work.ClosedForms(Programs.Matmul);

    /// <summary>Layer normalisation.</summary>
    [Benchmark]
    public int LayerNorm() => Work.ClosedForms(Programs.LayerNorm);
}

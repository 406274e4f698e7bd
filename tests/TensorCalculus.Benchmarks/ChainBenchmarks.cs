using BenchmarkDotNet.Attributes;

namespace TensorCalculus.Benchmarks;

/// <summary>Long programs: the time must grow as their length does.</summary>
[MemoryDiagnoser]
public class ChainBenchmarks
{
    /// <summary>The number of equations.</summary>
    [Params(100, 1_000, 10_000)]
    public int Length { get; set; }

    /// <summary>A chain of pointwise functions.</summary>
    [Benchmark]
    public int Tanh() => Work.Lines(Programs.TanhChain(Length), $"x{Length - 1}");

    /// <summary>A chain of linear layers.</summary>
    [Benchmark]
    public int Linear() => Work.Lines(Programs.LinearChain(Length), $"w{Length}");
}

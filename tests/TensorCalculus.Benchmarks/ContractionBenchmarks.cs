using BenchmarkDotNet.Attributes;

namespace TensorCalculus.Benchmarks;

/// <summary>The canonical form of a product of ten tensors of order four whose indices are all summed.</summary>
[MemoryDiagnoser]
public class ContractionBenchmarks
{
    private readonly ContractionCase different = new(distinct: true);
    private readonly ContractionCase same = new(distinct: false);

    /// <summary>Ten different tensors.</summary>
    [Benchmark]
    public object Different() => different.Once();

    /// <summary>The same tensor ten times.</summary>
    [Benchmark]
    public object Same() => same.Once();
}

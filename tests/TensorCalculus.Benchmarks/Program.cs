using BenchmarkDotNet.Running;
using TensorCalculus.Benchmarks;

// One table in half a minute, or BenchmarkDotNet's own command line.
if (args is ["table"])
{
    return Table.Print(Console.Out);
}

BenchmarkSwitcher.FromAssembly(typeof(DerivationBenchmarks).Assembly).Run(args);
return 0;

using System.Globalization;

namespace TensorCalculus.Benchmarks;

/// <summary>All measurements in one run, as one table. A goal holds for the median.</summary>
internal static class Table
{
    private const double MostGrowth = 1.5;

    /// <summary>Prints the table.</summary>
    /// <returns>0 if every goal is met, else 1.</returns>
    public static int Print(TextWriter output)
    {
        bool met = true;
        output.WriteLine($"{"work",-52} {"median",12} {"least",12} {"goal",10} {"of goal",8}");
        Row("matrix product: text to closed forms", Stopwatches.Time(() => Work.ClosedForms(Programs.Matmul), 4_000, 2_001), 50);
        Row("layer normalisation: text to closed forms", Stopwatches.Time(() => Work.ClosedForms(Programs.LayerNorm), 700, 501), 1_000);
        Contraction("ten different tensors of order 4: canonical form", distinct: true);
        Contraction("one tensor of order 4 ten times: canonical form", distinct: false);
        Chain("tanh equations", n => Work.Lines(Programs.TanhChain(n), $"x{n - 1}"));
        Chain("linear layers", n => Work.Lines(Programs.LinearChain(n), $"w{n}"));
        return met ? 0 : 1;

        void Contraction(string name, bool distinct)
        {
            var contraction = new ContractionCase(distinct);
            if (!ReferenceEquals(contraction.Once(), contraction.Again()))
            {
                output.WriteLine($"{name}: two spellings of one product are two objects");
                met = false;
            }

            Row(name, Stopwatches.Time(() => contraction.Once(), 300, 301), 1_000);
        }

        void Chain(string name, Func<int, int> work)
        {
            double first = 0;
            foreach ((int length, int warm, int runs) in new[] { (100, 30, 31), (1_000, 3, 9), (10_000, 1, 3) })
            {
                Timing each = Stopwatches.Time(() => work(length), warm, runs) / length;
                first = first == 0 ? each.Median : first;
                Row(string.Create(CultureInfo.InvariantCulture, $"{length:N0} {name}: each equation"), each, first * MostGrowth);
            }
        }

        void Row(string name, Timing time, double goal)
        {
            met &= time.Median <= goal;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-52} {time.Median,9:N1} µs {time.Least,9:N1} µs {goal,7:N0} µs {time.Median / goal,8:P0}  {(time.Median <= goal ? "" : "MISSED")}").TrimEnd());
        }
    }
}

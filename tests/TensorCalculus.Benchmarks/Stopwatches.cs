using System.Diagnostics;

namespace TensorCalculus.Benchmarks;

/// <summary>Quick timing: warm, and the median of many runs.</summary>
internal static class Stopwatches
{
    /// <summary>The median time of one run, in microseconds.</summary>
    /// <param name="run">The work.</param>
    /// <param name="warm">How often it is run before.</param>
    /// <param name="runs">How often it is timed.</param>
    public static double Median(Action run, int warm, int runs)
    {
        for (int i = 0; i < warm; i++)
        {
            run();
        }

        double[] times = new double[runs];
        for (int i = 0; i < runs; i++)
        {
            long start = Stopwatch.GetTimestamp();
            run();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        Array.Sort(times);
        return times[runs / 2];
    }
}

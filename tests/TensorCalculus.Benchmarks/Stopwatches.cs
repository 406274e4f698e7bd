using System.Diagnostics;

namespace TensorCalculus.Benchmarks;

/// <summary>Quick timing, warm.</summary>
internal static class Stopwatches
{
    /// <summary>Times one run of some work.</summary>
    /// <param name="run">The work.</param>
    /// <param name="warm">How often it is run before.</param>
    /// <param name="runs">How often it is timed.</param>
    public static Timing Time(Action run, int warm, int runs)
    {
        // The compiler works in the background and replaces what has run often; two rounds with a pause let it finish.
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < warm; i++)
            {
                run();
            }

            Thread.Sleep(300);
        }

        double[] times = new double[runs];
        for (int i = 0; i < runs; i++)
        {
            long start = Stopwatch.GetTimestamp();
            run();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        Array.Sort(times);
        return new Timing(times[runs / 2], times[0]);
    }
}

/// <summary>What some work takes, in microseconds.</summary>
/// <param name="Median">The median of the runs.</param>
/// <param name="Least">The fastest run: what a machine without other work would need at most.</param>
internal readonly record struct Timing(double Median, double Least)
{
    public static Timing operator /(Timing time, int parts) => new(time.Median / parts, time.Least / parts);
}

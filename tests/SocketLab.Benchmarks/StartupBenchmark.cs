using System.Diagnostics;

namespace SocketLab.Benchmarks;

/// <summary>How long a published SocketLab takes from its start to its first whole page.</summary>
internal static class StartupBenchmark
{
    public static async Task RunAsync(BenchmarkOptions options)
    {
        var times = new List<double>();
        for (var run = 0; run <= options.Runs; run++)
        {
            var started = Stopwatch.GetTimestamp();
            await using var lab = LabProcess.Start(options.App);
            await lab.AnsweredAsync("/");

            // The first run warms the disk cache.
            if (run > 0)
            {
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        Console.WriteLine($"start to first page: {Sample.Describe(times)}");
    }
}

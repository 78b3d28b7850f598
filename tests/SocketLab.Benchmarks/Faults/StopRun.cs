using System.Globalization;
using SocketLab.Benchmarks.Peers;
using SocketLab.Testing;

namespace SocketLab.Benchmarks.Faults;

/// <summary>Stops SocketLab under all loads at once, on a machine that is busy with other work too.</summary>
internal static class StopRun
{
    private const int Size = 8;
    private const int Hogs = 4;
    private const int MostSeconds = 5;

    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    /// <returns>1 where a stop was late, failed, or left a port taken.</returns>
    public static async Task<int> RunAsync(BenchmarkOptions options)
    {
        var (times, failed) = (new List<double>(), 0);
        for (var run = 1; run <= options.Runs; run++)
        {
            var data = Directory.CreateTempSubdirectory("socketlab-stop-");
            await using var server = await ServerProcess.StartAsync(options.App, data.FullName);
            // Pages are opened before the floods begin: what is measured is the end.
            await using var browser = await BrowserWatch.OpenAsync(server.Address, await server.ListenAsync());
            await using var load = await StopLoad.StartAsync(server.Address, Size);
            var hogs = Enumerable.Range(0, Hogs).Select(_ => PeerProcess.Start("/bin/sh", "-c", "while :; do :; done")).ToList();
            await Task.Delay(Settle, TimeProvider.System);
            var busy = (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0];
            var (code, output, errors, time) = await server.StopAsync();
            foreach (var hog in hogs)
            {
                await hog.DisposeAsync();
            }

            var taken = load.TakenPorts();
            times.Add(time.TotalMilliseconds);
            failed += code == 0 && errors.Length == 0 && taken.Count == 0 && time.TotalSeconds <= MostSeconds ? 0 : 1;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"run {run}, load {busy}: {time.TotalSeconds:0.00} s, exit code {code} {errors} {string.Join(", ", taken)}"
                )
            );
            Console.WriteLine(output.TrimEnd());
            data.Delete(recursive: true);
        }

        Console.WriteLine($"stop: {Sample.Describe(times)}; {failed} of {options.Runs} late or not in order");
        return failed == 0 ? 0 : 1;
    }
}

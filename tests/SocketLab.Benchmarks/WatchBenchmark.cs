using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SocketLab.Benchmarks.Peers;

namespace SocketLab.Benchmarks;

/// <summary>What a page renders while it watches a flood, and what one viewer costs the server.</summary>
/// <remarks>Three listeners, one of them flooded at a pace that no receiver is short of; Chromium shows that one.</remarks>
internal static class WatchBenchmark
{
    private const int PerSecond = 5_000;
    private const int Listeners = 3;
    private const int TopComponents = 25;

    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(BenchmarkOptions options)
    {
        var seconds = TimeSpan.FromSeconds(options.Seconds ?? 20);
        var counts = Path.GetTempFileName();
        try
        {
            await using var lab = LabProcess.Start(
                options.App,
                ("DOTNET_STARTUP_HOOKS", typeof(StartupHook).Assembly.Location),
                (StartupHook.FileVariable, counts)
            );
            await lab.AnsweredAsync("/healthz");
            var endpoints = new List<LabEndpoint>();
            for (var i = 0; i < Listeners; i++)
            {
                endpoints.Add(await LabEndpoint.UdpAsync(lab));
            }

            var flooded = endpoints[0];
            await MeasureAsync(lab, "flood, nobody watches", flooded.Port, seconds, counts: null);
            await using var browser = await BrowserWatch.OpenAsync(lab.Address, flooded.Id);
            await MeasureAsync(lab, "flood, watched", flooded.Port, seconds, counts);
            await MeasureAsync(lab, "quiet, watched", port: null, seconds, counts);
        }
        finally
        {
            File.Delete(counts);
        }
    }

    private static async Task MeasureAsync(LabProcess lab, string what, int? port, TimeSpan time, string? counts)
    {
        using var stop = new CancellationTokenSource();
        var flood = port is { } to ? Task.Run(() => FloodAsync(to, stop.Token)) : Task.CompletedTask;
        await Task.Delay(Settle, TimeProvider.System);
        var (cpu, before, started) = (ProcessFigures.CpuSeconds(lab.Id), Read(counts), Stopwatch.GetTimestamp());
        await Task.Delay(time, TimeProvider.System);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var used = (ProcessFigures.CpuSeconds(lab.Id) - cpu) / seconds;
        var after = Read(counts);
        await stop.CancelAsync();
        await flood;

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {used:P1} of a core"));
        var rates = after.Select(one => (Name: one.Key, PerSecond: (one.Value - before.GetValueOrDefault(one.Key)) / seconds));
        foreach (var (name, rate) in rates.Where(one => one.PerSecond > 0.1).OrderByDescending(one => one.PerSecond).Take(TopComponents))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {rate:N1}/s {name}"));
        }
    }

    private static async Task FloodAsync(int port, CancellationToken stop)
    {
        using var sender = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var (to, payload) = (new IPEndPoint(IPAddress.Loopback, port).Serialize(), new byte[64]);
        var (started, sent) = (Stopwatch.GetTimestamp(), 0L);
        while (!stop.IsCancellationRequested)
        {
            for (; sent < Stopwatch.GetElapsedTime(started).TotalSeconds * PerSecond; sent++)
            {
                sender.SendTo(payload, SocketFlags.None, to);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>How often each component was handed its parameters so far.</summary>
    private static Dictionary<string, long> Read(string? file) =>
        file is null
            ? []
            : File.ReadLines(file)
                .Select(line => line.Split(' ', 2))
                .ToDictionary(parts => parts[1], parts => long.Parse(parts[0], CultureInfo.InvariantCulture));
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SocketLab.Benchmarks.Peers;

namespace SocketLab.Benchmarks;

/// <summary>What 200 endpoints cost the server, and how much goes to a page that lists them all.</summary>
internal static class ListBenchmark
{
    private const int Listeners = 200;
    private const int PerSecondEach = 10;

    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(BenchmarkOptions options)
    {
        var seconds = TimeSpan.FromSeconds(options.Seconds ?? 15);
        await using var lab = LabProcess.Start(options.App);
        await lab.AnsweredAsync("/healthz");
        var endpoints = new List<LabEndpoint>();
        for (var i = 0; i < Listeners; i++)
        {
            endpoints.Add(await LabEndpoint.UdpAsync(lab));
        }

        await MeasureAsync(lab, "200 idle, nobody watches", [], seconds, () => 0);
        await MeasureAsync(lab, "200 busy, nobody watches", endpoints, seconds, () => 0);
        await using var browser = await BrowserWatch.OpenAsync(lab.Address, endpoints[0].Id);
        var bytes = 0L;
        browser.Page.WebSocket += (_, socket) =>
            socket.FrameReceived += (_, frame) => Interlocked.Add(ref bytes, frame.Binary?.Length ?? frame.Text?.Length ?? 0);
        await browser.Page.ReloadAsync();
        await browser.Page.Locator("[data-watching='1']").WaitForAsync();
        await MeasureAsync(lab, "200 idle, watched", [], seconds, () => Interlocked.Read(ref bytes));
        await MeasureAsync(lab, "200 busy, watched", endpoints, seconds, () => Interlocked.Read(ref bytes));
    }

    private static async Task MeasureAsync(LabProcess lab, string what, IReadOnlyList<LabEndpoint> busy, TimeSpan time, Func<long> bytes)
    {
        using var stop = new CancellationTokenSource();
        var load = Task.Run(() => LoadAsync(busy, stop.Token));
        await Task.Delay(Settle, TimeProvider.System);
        var (cpu, sent, started) = (ProcessFigures.CpuSeconds(lab.Id), bytes(), Stopwatch.GetTimestamp());
        await Task.Delay(time, TimeProvider.System);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var (used, perSecond) = ((ProcessFigures.CpuSeconds(lab.Id) - cpu) / seconds, (bytes() - sent) / seconds / 1000);
        await stop.CancelAsync();
        await load;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {used:P1} of a core, {perSecond:N1} kB/s to the page"));
    }

    private static async Task LoadAsync(IReadOnlyList<LabEndpoint> endpoints, CancellationToken stop)
    {
        using var sender = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var payload = new byte[64];
        while (!stop.IsCancellationRequested)
        {
            foreach (var endpoint in endpoints)
            {
                sender.SendTo(payload, new IPEndPoint(IPAddress.Loopback, endpoint.Port));
            }

            await Task.Delay(TimeSpan.FromSeconds(1.0 / PerSecondEach), TimeProvider.System, CancellationToken.None);
        }
    }
}

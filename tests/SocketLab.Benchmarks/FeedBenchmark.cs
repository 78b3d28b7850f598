using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Playwright;
using SocketLab.Benchmarks.Peers;

namespace SocketLab.Benchmarks;

/// <summary>How long a datagram takes from its sender to a row in Chromium's DOM, and whether the page still answers in a flood.</summary>
/// <remarks>
/// Each datagram carries its send time. A MutationObserver in the page notes, for the newest row of every change, how old it is.
/// Sender and browser run on one machine and read the same clock, the browser to one millisecond.
/// </remarks>
internal static class FeedBenchmark
{
    private const int IdleProbes = 300;
    private const int FloodDatagrams = 1_000_000;
    private const int LedgerDatagrams = 100_000;
    private const int Clicks = 20;

    private const string Observer = """
        () => {
          window.ages = [];
          const body = document.querySelector('[data-testid=feed] tbody');
          new MutationObserver(() => {
            const now = Date.now();
            const row = body.lastElementChild?.querySelector('.content')?.textContent;
            const sent = row?.startsWith('t=') ? Number(row.slice(2).split(' ')[0]) : NaN;
            if (sent && sent !== window.last) { window.last = sent; window.ages.push(now - sent); }
          }).observe(body, { childList: true, characterData: true, subtree: true });
        }
        """;

    private const string ClickPause = """
        () => new Promise(done => {
          const button = document.querySelector('[data-testid=pause]');
          const before = button.getAttribute('aria-pressed');
          const start = performance.now();
          new MutationObserver((_, observer) => {
            if (button.getAttribute('aria-pressed') !== before) { observer.disconnect(); done(performance.now() - start); }
          }).observe(button, { attributes: true });
          button.click();
        })
        """;

    public static async Task RunAsync(BenchmarkOptions options)
    {
        await using var lab = LabProcess.Start(options.App);
        await lab.AnsweredAsync("/healthz");
        await using var endpoint = await LabEndpoint.UdpAsync(lab);
        await using var browser = await BrowserWatch.OpenAsync(lab.Address, endpoint.Id);
        var page = browser.Page;
        await page.EvaluateAsync(Observer);

        await ProbeAsync(endpoint.Port);
        await ReportAsync(page, "idle: sent to row in the DOM");

        var flood = Task.Run(() => Flood(endpoint.Port));
        var clicks = new List<double>();
        for (var i = 0; i < Clicks; i++)
        {
            clicks.Add(await page.EvaluateAsync<double>(ClickPause));
        }

        Console.WriteLine($"flood: click to answer: {Sample.Describe(clicks)}");
        Console.WriteLine($"flood: {await flood}");
        await ReportAsync(page, "flood: age of the newest row");
        if (options.Blaster is not null)
        {
            await BlastAsync(options.Blaster, endpoint);
        }

        await ReportLedgerAsync(endpoint);
    }

    private static byte[] Stamped() =>
        Encoding.ASCII.GetBytes(
            string.Create(
                    CultureInfo.InvariantCulture,
                    $"t={(TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds:0.000} "
                )
                .PadRight(64, 'x')
        );

    private static async Task ProbeAsync(int port)
    {
        using var sender = new UdpClient(AddressFamily.InterNetwork);
        var to = new IPEndPoint(IPAddress.Loopback, port);
        for (var i = 0; i < IdleProbes; i++)
        {
            await sender.SendAsync(Stamped(), to);
            await Task.Delay(TimeSpan.FromMilliseconds(70 + (i % 7 * 10)), TimeProvider.System);
        }
    }

    private static string Flood(int port)
    {
        using var sender = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var to = new IPEndPoint(IPAddress.Loopback, port).Serialize();
        var started = Stopwatch.GetTimestamp();
        var payload = Stamped();
        for (var i = 0; i < FloodDatagrams; i++)
        {
            payload = i % 32 == 0 ? Stamped() : payload;
            sender.SendTo(payload, SocketFlags.None, to);
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return string.Create(CultureInfo.InvariantCulture, $"{FloodDatagrams:N0} datagrams of 64 bytes at {FloodDatagrams / seconds:N0}/s");
    }

    private static async Task BlastAsync(string blaster, LabEndpoint endpoint)
    {
        var before = await endpoint.StatsAsync();
        using var process = Process.Start(
            blaster,
            [
                "127.0.0.1",
                endpoint.Port.ToString(CultureInfo.InvariantCulture),
                LedgerDatagrams.ToString(CultureInfo.InvariantCulture),
                "64",
                "0",
            ]
        );
        await process.WaitForExitAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        var after = await endpoint.StatsAsync();
        Console.WriteLine(
            $"blaster: {LedgerDatagrams:N0} sent = {after.ReceivedMessages - before.ReceivedMessages:N0} journaled + "
                + $"{after.KernelDrops - before.KernelDrops:N0} dropped by the kernel"
        );
    }

    private static async Task ReportAsync(IPage page, string what)
    {
        var ages = await page.EvaluateAsync<double[]>("() => { const ages = window.ages; window.ages = []; return ages; }");
        Console.WriteLine($"{what}: {Sample.Describe(ages)}");
    }

    private static async Task ReportLedgerAsync(LabEndpoint endpoint)
    {
        var stats = await endpoint.StatsAsync();
        Console.WriteLine($"ledger: {stats.ReceivedMessages:N0} received, {stats.KernelDrops:N0} dropped by the kernel");
    }
}

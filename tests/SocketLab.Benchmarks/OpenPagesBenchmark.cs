using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using SocketLab.Benchmarks.Peers;

namespace SocketLab.Benchmarks;

/// <summary>Pages that are left open over a flood: a filtered feed, plots, and the conversation with whoever floods.</summary>
/// <remarks>
/// The same flood without a viewer comes first. Ten times while the pages are open it notes what they hold after a garbage collection, and
/// how long a click on each takes until it is answered. At the end one datagram more must reach the feed.
/// </remarks>
internal static class OpenPagesBenchmark
{
    private const int Looks = 10;
    private const int Size = 64;
    private const int ClicksPerLook = 5;

    /// <summary>What the feed is narrowed to: of datagrams that are numbered, one in some hundred.</summary>
    private const string Filter = "text contains \"999\"";

    private static readonly TimeSpan Alone = TimeSpan.FromSeconds(20);

    /// <summary>Presses a button, and waits until the server has answered by changing it.</summary>
    private const string Click = """
        selector => new Promise(done => {
          const button = document.querySelector(selector);
          const before = button.outerHTML;
          const start = performance.now();
          new MutationObserver((_, observer) => {
            if (button.outerHTML !== before) { observer.disconnect(); done(performance.now() - start); }
          }).observe(button, { attributes: true, childList: true, subtree: true, characterData: true });
          button.click();
        })
        """;

    public static async Task RunAsync(BenchmarkOptions options)
    {
        var (time, rate) = (TimeSpan.FromSeconds(options.Seconds ?? 60), options.Rate ?? 1000);
        await using var lab = LabProcess.Start(options.App);
        await lab.AnsweredAsync("/healthz");
        await using var endpoint = await LabEndpoint.UdpAsync(lab);
        using var sender = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        sender.SendTo(Numbered("first"), new IPEndPoint(IPAddress.Loopback, endpoint.Port));

        var alone = await FloodAsync(options, sender, endpoint, rate, Alone, _ => Task.CompletedTask);
        Console.WriteLine($"nobody watches: {alone}");
        await using var browser = await BrowserWatch.OpenAsync(lab.Address, $"{endpoint.Id}&filter={Uri.EscapeDataString(Filter)}");
        var watched = await FloodAsync(options, sender, endpoint, rate, time, async started =>
        {
            var pages = await OpenAsync(browser, endpoint);
            for (var look = 1; look <= Looks; look++)
            {
                var rest = (time * look / (Looks + 1)) - Stopwatch.GetElapsedTime(started);
                await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, TimeProvider.System);
                foreach (var (name, page, button) in pages)
                {
                    Console.WriteLine($"{look}/{Looks} {name}: {await LookAsync(page, button)}");
                }

                Console.WriteLine($"{look}/{Looks} server: {Mebibytes(ProcessFigures.ResidentBytes(lab.Id))} MiB resident");
            }
        });
        Console.WriteLine($"three pages open: {watched}");
        await ShowLastAsync(browser.Page, sender, endpoint);
    }

    /// <summary>The feed that is open, and beside it plots and the conversation with whoever floods.</summary>
    private static async Task<(string Name, IPage Page, string Button)[]> OpenAsync(BrowserWatch browser, LabEndpoint endpoint)
    {
        var peer = await NewestPeerAsync(endpoint);
        return
        [
            ("filtered feed", browser.Page, "[data-testid=pause]"),
            ("plots", await OpenAsync($"?endpoint={endpoint.Id}&view=plots"), "[data-testid=repeat]"),
            ("conversation", await OpenAsync($"conversations/{endpoint.Id}?peer={Uri.EscapeDataString(peer)}"), "[data-testid=repeat]"),
        ];

        async Task<IPage> OpenAsync(string address)
        {
            // Each in a context of its own, so that all are seen, as windows side by side are.
            var page = await browser.Page.Context.Browser!.NewPageAsync();
            await page.GotoAsync($"{endpoint.Lab.Address}{address}");
            await page.Locator("[data-watching='1']").WaitForAsync();
            await page.GetByTestId("repeat").WaitForAsync();
            return page;
        }
    }

    private static async Task<string> LookAsync(IPage page, string button)
    {
        await page.BringToFrontAsync();
        var clicks = new List<double>();
        for (var i = 0; i < ClicksPerLook; i++)
        {
            clicks.Add(await page.EvaluateAsync<double>(Click, button));
        }

        // An odd number of clicks leaves a feed paused.
        clicks.Add(await page.EvaluateAsync<double>(Click, button));
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("HeapProfiler.collectGarbage");
        await session.SendAsync("Performance.enable");
        var metrics = (await session.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray().ToList();
        await session.DetachAsync();
        double Metric(string name) => metrics.Single(one => one.GetProperty("name").GetString() == name).GetProperty("value").GetDouble();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Metric("JSHeapUsedSize") / (1 << 20):0.0} MiB, {Metric("Nodes"):0} nodes, click {Sample.Describe(clicks)}"
        );
    }

    private static async Task<string> FloodAsync(
        BenchmarkOptions options,
        Socket sender,
        LabEndpoint endpoint,
        int rate,
        TimeSpan time,
        Func<long, Task> meanwhile
    )
    {
        var before = await endpoint.SettledAsync();
        var (cpu, started) = (ProcessFigures.CpuSeconds(endpoint.Lab.Id), Stopwatch.GetTimestamp());
        var count = (long)(rate * time.TotalSeconds);
        var flood = options.Blaster is { } blaster
            ? Task.Run(() => Blast(blaster, endpoint.Port, count, rate))
            : Task.Run(() => SendAsync(sender, endpoint.Port, count, rate));
        await meanwhile(started);
        await flood;
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var used = (ProcessFigures.CpuSeconds(endpoint.Lab.Id) - cpu) / seconds;
        var after = await endpoint.SettledAsync();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{count:N0} sent at {count / seconds:N0}/s, {after.ReceivedMessages - before.ReceivedMessages:N0} received, "
                + $"{after.KernelDrops - before.KernelDrops:N0} dropped by the kernel, {used:P1} of a core"
        );
    }

    private static void Blast(string blaster, int port, long count, int rate)
    {
        using var process = Process.Start(blaster, ["127.0.0.1", Text(port), Text(count), Text(Size), Text(rate)]);
        process.WaitForExit();

        static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
    }

    private static async Task SendAsync(Socket sender, int port, long count, int rate)
    {
        var (to, started) = (new IPEndPoint(IPAddress.Loopback, port).Serialize(), Stopwatch.GetTimestamp());
        var sent = 0L;
        while (sent < count)
        {
            for (; sent < count && sent < Stopwatch.GetElapsedTime(started).TotalSeconds * rate; sent++)
            {
                sender.SendTo(Numbered(sent.ToString("d10", CultureInfo.InvariantCulture)), SocketFlags.None, to);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, CancellationToken.None);
        }
    }

    private static byte[] Numbered(string number) => Encoding.ASCII.GetBytes(number.PadRight(Size, '.'));

    private static async Task<string> NewestPeerAsync(LabEndpoint endpoint)
    {
        var found = await endpoint.Lab.Client.GetFromJsonAsync<JsonElement>(
            $"/api/endpoints/{endpoint.Id}/entries?limit=1&order=desc&filter={Uri.EscapeDataString("dir == in")}"
        );
        var peer = found.GetProperty("entries")[0].GetProperty("peer");
        return $"{peer.GetProperty("address").GetString()}:{peer.GetProperty("port").GetInt32()}";
    }

    private static async Task ShowLastAsync(IPage feed, Socket sender, LabEndpoint endpoint)
    {
        var started = Stopwatch.GetTimestamp();
        sender.SendTo(Numbered("the last one 999"), new IPEndPoint(IPAddress.Loopback, endpoint.Port));
        await feed.BringToFrontAsync();
        await feed.GetByTestId("feed").GetByText("the last one").WaitForAsync();
        Console.WriteLine($"live: the last datagram is in the feed after {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");
    }

    private static string Mebibytes(long bytes) => (bytes >> 20).ToString("N0", CultureInfo.InvariantCulture);
}

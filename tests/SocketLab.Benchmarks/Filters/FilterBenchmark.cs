using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text.Json;
using SocketLab.Benchmarks.Peers;
using SocketLab.Core.Addresses;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;

namespace SocketLab.Benchmarks.Filters;

/// <summary>Filters over 1,000,000 entries of 100 bytes: in the process on one core, as an HTTP answer, and beside tshark.</summary>
/// <remarks>The same messages in all three. A filter that was asked before is remembered, so each is another one.</remarks>
internal static class FilterBenchmark
{
    public const int Entries = 1_000_000;

    private const long JournalBytes = 256L << 20;
    private const int OneCore = 1;
    private const double MostForFirst = 20,
        LeastTimesAsFast = 50;

    private static readonly Bar[] Bars =
    [
        new("text contains", "text contains \"Needle in a haystack\"", "udp contains \"needle in a haystack\"", 60),
        new("text contains, nowhere", "text contains \"Nowhere at all\"", "udp contains \"Nowhere at all\"", 60),
        new(
            "regular expression with a literal",
            "text matches \"needle in a hay[a-z]+ state=(ok|bad)\"",
            "udp matches \"needle in a hay[a-z]+ state=(ok|bad)\"",
            250
        ),
        new("the same, its literal in a tenth", "text matches \"temp=9[0-9]\\.5 \"", "udp matches r\"temp=9[0-9]\\.5 \"", 250),
        new("number", "u32be[0] > 999000", "udp.payload[0:4] > 00:0f:3e:58", 100),
        new("field", "peer.port == 9191 and len > 100", "udp.srcport == 9191 and udp.length > 108", 100),
        new("regular expression without one", "text matches \"[a-f]{3}[0-9]{3}x\"", "udp matches \"[a-f]{3}[0-9]{3}x\"", null),
        new("capture", "capture(\"temp=([0-9.]+)\") >= 99.5", null, null),
    ];

    public static async Task<bool> RunAsync(BenchmarkOptions options)
    {
        using var capture = new TempFile();
        PcapFile.Write(capture.Path, Enumerable.Range(1, Entries).Select(Payload));
        var isMet = InProcess(options, capture.Path);
        return await OverHttpAsync(options) && isMet;
    }

    /// <summary>100 bytes: a number, text that differs from message to message, and in one of a thousand what is looked for.</summary>
    public static byte[] Payload(int number)
    {
        var payload = new byte[100];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(payload, number);
        var needle = number % 1000 == 500 ? "needle in a haystack" : "nothing but more hay";
        var temperature = (number * 7919L % 1000) / 10.0;
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"sensor={number % 97} temp={temperature:f1} {needle} state=ok id={number:x8}"
        );
        System.Text.Encoding.ASCII.GetBytes(text.PadRight(96, '.'), payload.AsSpan(4));
        return payload;
    }

    [SupportedOSPlatformGuard("linux"), SupportedOSPlatformGuard("windows")]
    private static bool CanPin => OperatingSystem.IsLinux() || OperatingSystem.IsWindows();

    private static void Pin(Process process, nint cores)
    {
        if (CanPin)
        {
            process.ProcessorAffinity = cores;
        }
    }

    private static bool InProcess(BenchmarkOptions options, string capture)
    {
        using var journal = Filled();
        var bytes = (double)Entries * 172;
        var isMet = true;
        Console.WriteLine($"{Entries:N0} entries of 100 bytes, {bytes / 1e6:f0} MB with headers; on one core, median of {options.Runs}");
        Console.WriteLine("what\tfirst rows ms\tall ms\tbar ms\tGB/s\tmatched\ttshark ms\ttimes as fast");
        using var process = Process.GetCurrentProcess();
        var cores = CanPin ? process.ProcessorAffinity : default;
        foreach (var bar in Bars.Where(bar => options.Only.Count == 0 || options.Only.Contains(bar.Name)))
        {
            Pin(process, OneCore);
            var source = new FilterSource(journal);
            var (first, all, matched) = Measure(source, bar, options.Runs);
            Pin(process, cores);
            var (tshark, packets) = bar.Tshark is { } display ? TsharkRun.Measure(capture, display) : (null, matched);
            if (packets != matched)
            {
                Console.WriteLine($"{bar.Name}: tshark finds {packets}, SocketLab {matched}");
            }

            isMet &=
                (bar.Milliseconds is not { } limit || all <= limit)
                && (matched == 0 || first <= MostForFirst)
                && !(tshark / all < LeastTimesAsFast);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{bar.Name}\t{first:f1}\t{all:f0}\t{bar.Milliseconds}\t{bytes / all / 1e6:f1}\t{matched}"
                        + $"\t{tshark:f0}\t{tshark / all:f0}"
                )
            );
        }

        Console.WriteLine(isMet ? "met" : "missed");
        return isMet;
    }

    private static (double First, double All, long Matched) Measure(FilterSource source, Bar bar, int runs)
    {
        var (first, all, matched) = (new List<double>(), new List<double>(), 0L);
        for (var run = -3; run < runs; run++)
        {
            var clock = Stopwatch.StartNew();
            var scan = new FilterScans().Get(source, Filter.Parse(bar.Filter));
            while (scan.Advance(1) is { Count: 0, IsComplete: false }) { }
            var found = clock.Elapsed.TotalMilliseconds;
            var hits = scan.Complete(CancellationToken.None);
            if (run >= 0)
            {
                first.Add(found);
                all.Add(clock.Elapsed.TotalMilliseconds);
            }

            matched = hits.Count;
        }

        return (Median(first), Median(all), matched);
    }

    private static EntryJournal Filled()
    {
        var journal = new EntryJournal(JournalBytes, new JournalBudget(2 * JournalBytes), TimeProvider.System);
        var peer = PeerAddress.From(new IPEndPoint(IPAddress.Loopback, 9191));
        for (var number = 1; number <= Entries; number++)
        {
            var payload = Payload(number);
            using var batch = journal.BeginBatch();
            batch.AddDatagram(EntryDirection.In, TimeProvider.System.GetUtcNow().Ticks, peer, payload.Length, payload);
        }

        return journal.Ledger.Kept == Entries ? journal : throw new InvalidOperationException("The journal is too small.");
    }

    private static async Task<bool> OverHttpAsync(BenchmarkOptions options)
    {
        const double limit = 100;
        await using var lab = LabProcess.Start(options.App);
        await lab.AnsweredAsync("/healthz");
        await using var endpoint = await LabEndpoint.StartAsync(
            lab,
            new { kind = "udpListener", journal = new { maxBytes = JournalBytes } }
        );
        await SendAsync(endpoint);
        var (times, kept) = (new List<double>(), (await endpoint.SettledAsync()).Kept);
        for (var run = -5; run < options.Runs; run++)
        {
            // Another filter each time: one that was asked before is answered from memory.
            var filter = Uri.EscapeDataString($"text contains \"needle in a hay{(char)('k' + (run + 5) % 15)}\"");
            var clock = Stopwatch.StartNew();
            var count = await lab.Client.GetFromJsonAsync<JsonElement>($"/api/endpoints/{endpoint.Id}/entries/count?filter={filter}");
            if (run >= 0)
            {
                times.Add(clock.Elapsed.TotalMilliseconds);
            }

            if (count.GetProperty("scanned").GetInt64() != kept)
            {
                throw new InvalidOperationException($"Not all was looked at: {count}");
            }
        }

        var median = Median(times);
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"count over HTTP, {kept} entries: {median:f0} ms, at most {limit:f0}")
        );
        return median <= limit;
    }

    private static async Task SendAsync(LabEndpoint endpoint)
    {
        using var sender = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await sender.ConnectAsync(IPAddress.Loopback, endpoint.Port);
        for (var number = 1; number <= Entries; number++)
        {
            sender.Send(Payload(number));
            if (number % 50_000 == 0)
            {
                await endpoint.SettledAsync();
            }
        }
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private sealed record Bar(string Name, string Filter, string? Tshark, double? Milliseconds);
}

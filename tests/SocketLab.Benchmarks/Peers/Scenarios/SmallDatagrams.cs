using System.Net;
using System.Net.Sockets;

namespace SocketLab.Benchmarks.Peers.Scenarios;

/// <summary>1,000,000 datagrams of 64 bytes flat out: who loses some, and what each costs.</summary>
/// <remarks>
/// Receive buffers: 64 MiB for SocketLab, the C sinks and Python; nc, ncat, socat, dumpcap and tcpdump as they are when nobody gives them
/// options.
/// CPU is of the whole process, from just before the burst until it has settled, per datagram received.
/// </remarks>
internal sealed class SmallDatagrams : Scenario
{
    private const int Count = 1_000_000;
    private const int Size = 64;
    private const string Watched = "SocketLab, browser watching";
    private const string CRing = "C sink, ring";
    private const string Python = "python3 recvfrom";

    /// <summary>What waits in a socket buffer is taken within this time, and what an idle process does meanwhile is little.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(300);

    public override string Name => "udp64";

    public override string Title => "1,000,000 datagrams of 64 bytes, flat out";

    public override IReadOnlyList<Bar> Bars =>
        [
            new("0 lost, browser watching", Metric.Lost, Watched) { AtMost = 0 },
            new("in order, browser watching", Metric.OutOfOrder, Watched) { AtMost = 0 },
            new("0 lost, browser closed", Metric.Lost, Ours) { AtMost = 0 },
            new("ledger exact, browser watching", Metric.LedgerError, Watched) { AtMost = 0, AtLeast = 0 },
            new("CPU a datagram ≤ 0.9 × C sink with ring", Metric.CpuPerDatagram, Ours) { Reference = CRing, AtMost = 0.9 },
            new("CPU a datagram ≤ 1.1 × C sink with ring, browser watching", Metric.CpuPerDatagram, Watched)
            {
                Reference = CRing,
                AtMost = 1.1,
            },
            new("CPU a datagram below python3 recvfrom", Metric.CpuPerDatagram, Ours) { Reference = Python, AtMost = 1 },
        ];

    public override IReadOnlyList<Metric> Plots => [Metric.Lost, Metric.CpuPerDatagram];

    public override IReadOnlyList<Contestant> Contestants(Arena arena) =>
        [
            new(Watched, sheet => SocketLabAsync(arena, sheet, watched: true), BrowserWatch.Program),
            new(Ours, sheet => SocketLabAsync(arena, sheet, watched: false)),
            new(CRing, sheet => SinkAsync(arena, sheet, () => arena.Yardstick.UdpSinkAsync(copy: true)), "cc"),
            new(Python, sheet => SinkAsync(arena, sheet, () => Sink.StartAsync("python3", Yardstick.PythonReceiver, "0", "1")), "python3"),
            new("nc -lu", sheet => ToolAsync(arena, sheet, port => ["nc", "-lu", "127.0.0.1", port]), "nc"),
            new("ncat -lu", sheet => ToolAsync(arena, sheet, port => ["ncat", "-lu", "--recv-only", "127.0.0.1", port]), "ncat"),
            new(
                "socat UDP-RECV",
                sheet => ToolAsync(arena, sheet, port => ["socat", "-u", $"UDP-RECV:{port},bind=127.0.0.1", "-"]),
                "socat"
            ),
            new(
                "dumpcap -i lo",
                sheet => CaptureAsync(arena, sheet, (port, file) => ["dumpcap", "-q", "-i", "lo", "-f", $"udp port {port}", "-w", file]),
                "dumpcap"
            ),
            new(
                "tcpdump -i lo",
                sheet =>
                    CaptureAsync(arena, sheet, (port, file) =>
                        ["tcpdump", "-i", "lo", "-w", file, "-Z", Environment.UserName, $"udp port {port}"]
                    ),
                "tcpdump"
            ),
        ];

    private static async Task SocketLabAsync(Arena arena, Sheet sheet, bool watched)
    {
        var lab = await arena.LabAsync();
        await using var endpoint = await LabEndpoint.UdpAsync(lab);
        await using var browser = watched ? await BrowserWatch.OpenAsync(lab.Address, endpoint.Id) : null;
        var cpu = ProcessFigures.CpuSeconds(lab.Id);
        var blast = await arena.Yardstick.BlastUdpAsync(endpoint.Port, Count, Size);
        await Task.Delay(Settle, TimeProvider.System);
        cpu = ProcessFigures.CpuSeconds(lab.Id) - cpu;

        var stats = await endpoint.SettledAsync();
        var check = new SequenceCheck(Count);
        await HubReader.ReadAsync(endpoint, stats.Journaled, payloadBytes: 10, entry => Add(check, entry));
        check.Note(sheet);
        sheet.Note(Metric.LedgerError, blast.Sent - stats.ReceivedMessages - stats.KernelDrops);
        sheet.Note(Metric.CpuPerDatagram, cpu * 1e6 / stats.ReceivedMessages);
        sheet.Note(Rate, blast.PerSecond);
    }

    private static Metric Rate { get; } = new("sent", "datagrams/s");

    private static void Add(SequenceCheck check, WatchedEntry entry)
    {
        if (entry.Kind == "datagram")
        {
            check.Add(entry.Payload);
        }
    }

    private static async Task SinkAsync(Arena arena, Sheet sheet, Func<Task<Sink>> start)
    {
        await using var sink = await start();
        var blast = await arena.Yardstick.BlastUdpAsync(sink.Port, Count, Size);
        var result = await sink.ResultAsync();
        var received = result.GetProperty("received").GetInt32();
        sheet.Note(Metric.Lost, Count - received + result.GetProperty("duplicated").GetInt32());
        sheet.Note(Metric.Duplicated, result.GetProperty("duplicated").GetInt32());
        sheet.Note(Metric.OutOfOrder, result.GetProperty("outOfOrder").GetInt32());
        sheet.Note(Metric.CpuPerDatagram, result.GetProperty("cpuSeconds").GetDouble() * 1e6 / received);
        sheet.Note(Rate, blast.PerSecond);
    }

    private static async Task ToolAsync(Arena arena, Sheet sheet, Func<string, string[]> command)
    {
        using var file = new TempFile();
        var port = LocalPort.Free(ProtocolType.Udp);
        var words = command(Yardstick.Text(port));
        await using var tool = PeerProcess.StartInto(file.Path, words[0], words[1..]);
        await LocalPort.TakenAsync(ProtocolType.Udp, port, tool);
        var cpu = ProcessFigures.CpuSeconds(tool.Id);
        var blast = await arena.Yardstick.BlastUdpAsync(port, Count, Size);
        await file.SettledAsync();
        cpu = ProcessFigures.CpuSeconds(tool.Id) - cpu;

        var check = new SequenceCheck(Count);
        check.AddFile(file.Path, Size);
        check.Note(sheet);
        sheet.Note(Metric.CpuPerDatagram, cpu * 1e6 / check.Received);
        sheet.Note(Rate, blast.PerSecond);
    }

    private static async Task CaptureAsync(Arena arena, Sheet sheet, Func<int, string, string[]> command)
    {
        // A bound socket that nobody reads: the sender gets no refusals, and the capture has the machine to itself.
        using var target = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        target.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)target.LocalEndPoint!).Port;
        using var file = new TempFile();
        var words = command(port, file.Path);
        var captures = LocalPort.Captures;
        await using var tool = PeerProcess.Start(words[0], words[1..]);
        await LocalPort.CapturingAsync(captures);
        var cpu = ProcessFigures.CpuSeconds(tool.Id);
        var blast = await arena.Yardstick.BlastUdpAsync(port, Count, Size);
        await file.SettledAsync();
        cpu = ProcessFigures.CpuSeconds(tool.Id) - cpu;
        await tool.InterruptAsync();

        var check = new SequenceCheck(Count);
        CaptureFile.Read(file.Path, check);
        check.Note(sheet);
        sheet.Note(Metric.CpuPerDatagram, cpu * 1e6 / check.Received);
        sheet.Note(Rate, blast.PerSecond);
    }
}

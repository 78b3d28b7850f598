using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;

namespace SocketLab.Benchmarks.Peers.Scenarios;

/// <summary>4 GB over one TCP connection: from the first write until the receiver has taken everything and closed.</summary>
/// <remarks>
/// The same C sender for all but iperf3, which brings its own. Socket buffers as the system tunes them, writes of 128 KiB. How much a
/// receiver reads at once decides more than what it does with it, since small reads stay in the cache: the bar is the C sink that
/// reads 32 KiB, the fastest we found; the one that reads 128 KiB, as iperf3 does, is there to tell.
/// </remarks>
internal sealed class OneStream : Scenario
{
    private const long Bytes = 4_000_000_000;
    private const int Chunk = 128 << 10;
    private const string IPerf = "iperf3 -s";
    private const string CRing = "C sink, ring";
    private const int Read = 32 << 10;
    private const string CRingLargeReads = "C sink, ring, reads of 128 KiB";
    private const string NCat = "ncat -l > /dev/null";
    private const string SoCat = "socat TCP-LISTEN /dev/null";

    public override string Name => "tcp4g";

    public override string Title => "one TCP connection, 4 GB, journal on";

    public override IReadOnlyList<Bar> Bars =>
        [
            new("throughput ≥ 0.8 × iperf3", Metric.Throughput, Ours) { Reference = IPerf, AtLeast = 0.8 },
            new("throughput ≥ 0.95 × C sink with ring", Metric.Throughput, Ours) { Reference = CRing, AtLeast = 0.95 },
            new("throughput beside a C sink with reads of 128 KiB", Metric.Throughput, Ours) { Reference = CRingLargeReads },
            new("throughput above ncat", Metric.Throughput, Ours) { Reference = NCat, AtLeast = 1 },
            new("throughput above socat", Metric.Throughput, Ours) { Reference = SoCat, AtLeast = 1 },
            new("all bytes counted, those kept right", Metric.WrongBytes, Ours) { AtMost = 0, AtLeast = 0 },
        ];

    public override IReadOnlyList<Metric> Plots => [Metric.Throughput];

    public override IReadOnlyList<Contestant> Contestants(Arena arena) =>
        [
            new(Ours, sheet => SocketLabAsync(arena, sheet)),
            new(CRing, sheet => SinkAsync(arena, sheet, Read), "cc"),
            new(CRingLargeReads, sheet => SinkAsync(arena, sheet, Chunk), "cc"),
            new(IPerf, IPerfAsync, "iperf3"),
            new("nc -dl > /dev/null", sheet => ToolAsync(arena, sheet, port => ["nc", "-dl", "127.0.0.1", port]), "nc"),
            new(NCat, sheet => ToolAsync(arena, sheet, port => ["ncat", "-l", "--recv-only", "127.0.0.1", port]), "ncat"),
            new(
                SoCat,
                sheet => ToolAsync(arena, sheet, port => ["socat", "-u", $"TCP-LISTEN:{port},bind=127.0.0.1", "/dev/null"]),
                "socat"
            ),
        ];

    private static async Task SocketLabAsync(Arena arena, Sheet sheet)
    {
        // Our side closes as soon as the peer's FIN is there, as the others do.
        await using var endpoint = await LabEndpoint.StartAsync(
            await arena.LabAsync(),
            new { kind = "tcpListener", tcp = new { halfClosedSeconds = 0 } }
        );
        sheet.Note(Metric.Throughput, await arena.Yardstick.BlastTcpAsync(endpoint.Port, Bytes, Chunk));

        var stats = await endpoint.SettledAsync();
        var check = new StreamCheck(Chunk);
        await HubReader.ReadAsync(endpoint, stats.Journaled, payloadBytes: null, entry =>
        {
            if (entry.Kind == "data")
            {
                check.Add(entry.Offset!.Value, entry.Payload);
            }
        });
        sheet.Note(Metric.WrongBytes, check.Wrong + Math.Abs(Bytes - stats.ReceivedBytes) + Math.Abs(Bytes - check.End));
        sheet.Note(Checked, check.Checked / 1e6);
    }

    private static Metric Checked { get; } = new("kept and checked byte by byte", "MB");

    private static async Task SinkAsync(Arena arena, Sheet sheet, int readBytes)
    {
        await using var sink = await arena.Yardstick.TcpSinkAsync(readBytes, Chunk);
        sheet.Note(Metric.Throughput, await arena.Yardstick.BlastTcpAsync(sink.Port, Bytes, Chunk));
        var result = await sink.ResultAsync();
        sheet.Note(
            Metric.WrongBytes,
            (result.GetProperty("wrong").GetInt64() * 4) + Math.Abs(Bytes - result.GetProperty("received").GetInt64())
        );
        sheet.Note(Checked, result.GetProperty("checked").GetDouble() / 1e6);
    }

    private static async Task IPerfAsync(Sheet sheet)
    {
        var port = LocalPort.Free(ProtocolType.Tcp);
        await using var server = PeerProcess.Start("iperf3", "-s", "-1", "-B", "127.0.0.1", "-p", Yardstick.Text(port));
        await LocalPort.TakenAsync(ProtocolType.Tcp, port, server);
        var output = await PeerProcess.RunAsync(
            "iperf3",
            "-c",
            "127.0.0.1",
            "-p",
            Yardstick.Text(port),
            "-n",
            Bytes.ToString(CultureInfo.InvariantCulture),
            "-l",
            Yardstick.Text(Chunk),
            "-J"
        );
        var received = JsonSerializer.Deserialize<JsonElement>(output).GetProperty("end").GetProperty("sum_received");
        sheet.Note(Metric.Throughput, received.GetProperty("bits_per_second").GetDouble() / 8e9);
    }

    private static async Task ToolAsync(Arena arena, Sheet sheet, Func<string, string[]> command)
    {
        var port = LocalPort.Free(ProtocolType.Tcp);
        var words = command(Yardstick.Text(port));
        await using var tool = PeerProcess.StartInto("/dev/null", words[0], words[1..]);
        await LocalPort.TakenAsync(ProtocolType.Tcp, port, tool);
        sheet.Note(Metric.Throughput, await arena.Yardstick.BlastTcpAsync(port, Bytes, Chunk));
    }
}

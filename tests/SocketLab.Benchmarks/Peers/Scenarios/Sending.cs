using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace SocketLab.Benchmarks.Peers.Scenarios;

/// <summary>UDP sending jobs beside the C blaster, both to the same C receivers: flat out, and 10,000 a second for 10 s.</summary>
/// <remarks>
/// The flat-out rate is the receiver's: what came to its socket, received or dropped there, from its first to its last. A job
/// lets the kernel cut datagrams from one buffer (UDP_SEGMENT); so does the second C blaster, which is its equal in means.
/// </remarks>
internal sealed class Sending : Scenario
{
    private const int FlatOutCount = 1_000_000;
    private const int Size = 64;
    private const int PacedRate = 10_000;
    private const int PacedCount = 10 * PacedRate;
    private const int ToleranceMicroseconds = 200;
    private const string CBlaster = "C blaster";
    private const string CSegments = "C blaster, UDP_SEGMENT";

    private static readonly Metric Rate = new("flat out", "datagrams/s");
    private static readonly Metric Unsent = new("reported sent, but not arrived", "datagrams");
    private static readonly Metric MeanError = new("10,000/s: mean rate off by", "%");
    private static readonly Metric Within = new("10,000/s: gaps within 200 µs of even", "%");
    private static readonly Metric WorstGap = new("10,000/s: 99 % of gaps within", "µs");
    private static readonly Metric Cpu = new("10,000/s: CPU of the process", "% of a core");

    public override string Name => "send";

    public override string Title => "UDP sending, flat out and at 10,000/s";

    public override IReadOnlyList<Bar> Bars =>
        [
            new("flat out ≥ 0.9 × C blaster", Rate, Ours) { Reference = CBlaster, AtLeast = 0.9 },
            new("flat out beside a C blaster with UDP_SEGMENT", Rate, Ours) { Reference = CSegments },
            new("what is reported sent was sent", Unsent, Ours) { AtMost = 0, AtLeast = 0 },
            new("10,000/s: mean rate within 0.1 %", MeanError, Ours) { AtMost = 0.1 },
            new("10,000/s: 99 % of gaps within 200 µs of even", Within, Ours) { AtLeast = 99 },
        ];

    public override IReadOnlyList<Metric> Plots => [Rate];

    public override IReadOnlyList<Contestant> Contestants(Arena arena) =>
        [
            new(Ours, sheet => SocketLabAsync(arena, sheet)),
            new(CBlaster, sheet => BlasterAsync(arena, sheet), "cc"),
            new(CSegments, sheet => FlatOutAsync(arena, sheet, segmented: true), "cc"),
        ];

    private static async Task SocketLabAsync(Arena arena, Sheet sheet)
    {
        var lab = await arena.LabAsync();
        await using var sender = await LabEndpoint.StartAsync(lab, new { kind = "udpSender" });
        await using (var sink = await arena.Yardstick.UdpSinkAsync(copy: false))
        {
            var job = await JobAsync(sender, sink.Port, new { count = FlatOutCount });
            var result = await sink.ResultAsync();
            sheet.Note(Rate, Arrived(result) / result.GetProperty("seconds").GetDouble());
            sheet.Note(Unsent, job.GetProperty("sent").GetInt64() - Arrived(result));
        }

        await using var gaps = await arena.Yardstick.UdpGapsAsync(PacedCount, PacedRate, ToleranceMicroseconds);
        var cpu = ProcessFigures.CpuSeconds(lab.Id);
        await JobAsync(sender, gaps.Port, new { count = PacedCount, perSecond = PacedRate });
        sheet.Note(Cpu, (ProcessFigures.CpuSeconds(lab.Id) - cpu) * 100 / (PacedCount / PacedRate));
        Note(sheet, await gaps.ResultAsync());
    }

    private static async Task FlatOutAsync(Arena arena, Sheet sheet, bool segmented)
    {
        await using var sink = await arena.Yardstick.UdpSinkAsync(copy: false);
        var blast = await arena.Yardstick.BlastUdpAsync(sink.Port, FlatOutCount, Size, segmented: segmented);
        var result = await sink.ResultAsync();
        sheet.Note(Rate, Arrived(result) / result.GetProperty("seconds").GetDouble());
        sheet.Note(Unsent, blast.Sent - Arrived(result));
    }

    private static async Task BlasterAsync(Arena arena, Sheet sheet)
    {
        await FlatOutAsync(arena, sheet, segmented: false);
        await using var gaps = await arena.Yardstick.UdpGapsAsync(PacedCount, PacedRate, ToleranceMicroseconds);
        await arena.Yardstick.BlastUdpAsync(gaps.Port, PacedCount, Size, PacedRate);
        Note(sheet, await gaps.ResultAsync());
    }

    private static long Arrived(JsonElement sink) => sink.GetProperty("received").GetInt64() + sink.GetProperty("kernelDrops").GetInt64();

    private static void Note(Sheet sheet, JsonElement gaps)
    {
        if (gaps.GetProperty("received").GetInt32() != PacedCount)
        {
            throw new InvalidOperationException($"{gaps.GetProperty("received")} of {PacedCount} paced datagrams came.");
        }

        sheet.Note(MeanError, Math.Abs((gaps.GetProperty("perSecond").GetDouble() / PacedRate) - 1) * 100);
        sheet.Note(Within, gaps.GetProperty("within").GetDouble() * 100);
        sheet.Note(WorstGap, gaps.GetProperty("p99Us").GetDouble());
    }

    /// <summary>Starts a job and waits until it has ended.</summary>
    private static async Task<JsonElement> JobAsync(LabEndpoint sender, int port, object repeat)
    {
        var client = sender.Lab.Client;
        var answer = await client.PostAsJsonAsync(
            $"/api/endpoints/{sender.Id}/send",
            new
            {
                payload = new { format = "text", data = new string('x', Size) },
                to = new { host = "127.0.0.1", port },
                repeat,
            }
        );
        if (answer.StatusCode != HttpStatusCode.Accepted)
        {
            throw new InvalidOperationException(
                $"The job was answered with {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}"
            );
        }

        while (true)
        {
            var job = await client.GetFromJsonAsync<JsonElement>(answer.Headers.Location);
            if (job.GetProperty("state").GetString() is not ("running" or "paused"))
            {
                return job;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System);
        }
    }
}

namespace SocketLab.Benchmarks.Peers.Scenarios;

/// <summary>
/// Datagrams that fill the receive buffer sooner than anybody can empty it: who loses more, and below which rate nobody does.
/// </summary>
/// <remarks>
/// A new journal asks the system for memory while it fills for the first time; the C sink has touched its ring before. So both are
/// flooded twice, and the second time the journal is full and recycles.
/// </remarks>
internal sealed class LargeDatagrams(string name, int size, int count) : Scenario
{
    private const string CRing = "C sink, ring";
    private const double SafeShare = 0.7;

    private static readonly Metric LostAgain = new("lost, second time", "%");
    private static readonly Metric LossFree = new("loss-free up to", "datagrams/s");
    private static readonly Metric LostAtSafe = new("lost at 70 % of its loss-free rate", "datagrams");

    public override string Name => name;

    public override string Title => $"{count:N0} datagrams of {size:N0} bytes, flat out; then as fast as without loss";

    public override IReadOnlyList<Bar> Bars =>
        [
            new("flat out: no more lost than the C sink", Metric.LostShare, Ours) { Reference = CRing, AtMost = 1 },
            new("flat out into a full journal: no more lost than the C sink", LostAgain, Ours) { Reference = CRing, AtMost = 1 },
            new("ledger exact", Metric.LedgerError, Ours) { AtMost = 0, AtLeast = 0 },
            new("what is kept is in order", Metric.OutOfOrder, Ours) { AtMost = 0 },
            new("0 lost at 70 % of its loss-free rate", LostAtSafe, Ours) { AtMost = 0 },
            new("loss-free rate beside the C sink's", LossFree, Ours) { Reference = CRing },
        ];

    public override IReadOnlyList<Metric> Plots => [Metric.LostShare, LostAgain, LossFree];

    public override IReadOnlyList<Contestant> Contestants(Arena arena) =>
        [new(Ours, sheet => SocketLabAsync(arena, sheet)), new(CRing, sheet => SinkAsync(arena, sheet), "cc")];

    private async Task SocketLabAsync(Arena arena, Sheet sheet)
    {
        await using var endpoint = await LabEndpoint.UdpAsync(await arena.LabAsync());
        var blast = await arena.Yardstick.BlastUdpAsync(endpoint.Port, count, size);
        var stats = await endpoint.SettledAsync();
        sheet.Note(Metric.LostShare, 100.0 * (blast.Sent - stats.ReceivedMessages) / blast.Sent);
        sheet.Note(Metric.LedgerError, blast.Sent - stats.ReceivedMessages - stats.KernelDrops);

        // The journal keeps the newest 256 MiB of it.
        var check = new SequenceCheck(count);
        await HubReader.ReadAsync(endpoint, stats.Journaled, payloadBytes: 10, entry =>
        {
            if (entry.Kind == "datagram")
            {
                check.Add(entry.Payload);
            }
        });
        sheet.Note(Metric.OutOfOrder, check.OutOfOrder + check.Duplicated + check.Wrong);

        async Task<long> LostAtAsync(int rate, int datagrams)
        {
            var before = await endpoint.StatsAsync();
            await arena.Yardstick.BlastUdpAsync(endpoint.Port, datagrams, size, rate);
            return datagrams - ((await endpoint.SettledAsync()).ReceivedMessages - before.ReceivedMessages);
        }

        sheet.Note(LostAgain, 100.0 * await LostAtAsync(rate: 0, count) / count);
        var lossFree = await LossFreeRate.FindAsync(blast.PerSecond, LostAtAsync);
        sheet.Note(LossFree, lossFree);
        sheet.Note(LostAtSafe, await LostAtAsync((int)(lossFree * SafeShare), count));
    }

    private async Task SinkAsync(Arena arena, Sheet sheet)
    {
        async Task<(long Lost, double PerSecond)> BlastAsync(int rate, int datagrams)
        {
            await using var sink = await arena.Yardstick.UdpSinkAsync(copy: true);
            var blast = await arena.Yardstick.BlastUdpAsync(sink.Port, datagrams, size, rate);
            return (datagrams - (await sink.ResultAsync()).GetProperty("received").GetInt64(), blast.PerSecond);
        }

        var (lost, perSecond) = await BlastAsync(rate: 0, count);
        sheet.Note(Metric.LostShare, 100.0 * lost / count);
        sheet.Note(LostAgain, 100.0 * (await BlastAsync(rate: 0, count)).Lost / count);
        var lossFree = await LossFreeRate.FindAsync(perSecond, async (rate, datagrams) => (await BlastAsync(rate, datagrams)).Lost);
        sheet.Note(LossFree, lossFree);
        sheet.Note(LostAtSafe, (await BlastAsync((int)(lossFree * SafeShare), count)).Lost);
    }
}

namespace SocketLab.Benchmarks.Peers.Scenarios;

/// <summary>One burst of datagrams, flat out, into a process that has just started and received nothing before: who loses more?</summary>
/// <remarks>Each round starts a process of its own. The C sink has the same receive buffer and has touched its ring before.</remarks>
internal sealed class FirstBurst(string name, int size, int count) : Scenario
{
    private const string CRing = "C sink, ring";

    private static readonly Metric Rate = new("sent", "datagrams/s");

    public override string Name => name;

    public override string Title => $"{count:N0} datagrams of {size:N0} bytes, flat out, into a fresh process";

    public override bool WarmUp => false;

    public override IReadOnlyList<Bar> Bars =>
        [
            new("no more lost than the C sink", Metric.LostShare, Ours) { Reference = CRing, AtMost = 1 },
            new("ledger exact", Metric.LedgerError, Ours) { AtMost = 0, AtLeast = 0 },
        ];

    public override IReadOnlyList<Contestant> Contestants(Arena arena) =>
        [new(Ours, sheet => SocketLabAsync(arena, sheet)), new(CRing, sheet => SinkAsync(arena, sheet), "cc")];

    private async Task SocketLabAsync(Arena arena, Sheet sheet)
    {
        await using var lab = await arena.FreshLabAsync();
        await using var endpoint = await LabEndpoint.UdpAsync(lab);
        var blast = await arena.Yardstick.BlastUdpAsync(endpoint.Port, count, size);
        var stats = await endpoint.SettledAsync();
        sheet.Note(Metric.LostShare, 100.0 * (blast.Sent - stats.ReceivedMessages) / blast.Sent);
        sheet.Note(Metric.LedgerError, blast.Sent - stats.ReceivedMessages - stats.KernelDrops);
        sheet.Note(Rate, blast.PerSecond);
    }

    private async Task SinkAsync(Arena arena, Sheet sheet)
    {
        await using var sink = await arena.Yardstick.UdpSinkAsync(copy: true);
        var blast = await arena.Yardstick.BlastUdpAsync(sink.Port, count, size);
        var received = (await sink.ResultAsync()).GetProperty("received").GetInt64();
        sheet.Note(Metric.LostShare, 100.0 * (count - received) / count);
        sheet.Note(Rate, blast.PerSecond);
    }
}

namespace SocketLab.Benchmarks.Peers.Scenarios;

/// <summary>A hub client reads 1,000,000 datagrams of 64 bytes that are there already, and checks their numbers.</summary>
internal sealed class BacklogRead : Scenario
{
    private const int Count = 1_000_000;
    private const int Size = 64;

    /// <summary>Nobody loses any at this rate: the journal must hold all of them.</summary>
    private const int FillRate = 100_000;

    private static readonly Metric Rate = new("read", "entries/s");
    private LabEndpoint? _endpoint;

    public override string Name => "read";

    public override string Title => "a hub client reads a backlog of 1,000,000 datagrams";

    public override IReadOnlyList<Bar> Bars =>
        [new("all of them, in order", Metric.Lost, Ours) { AtMost = 0 }, new("entries a second, MessagePack", Rate, Ours)];

    public override IReadOnlyList<Metric> Plots => [Rate];

    public override IReadOnlyList<Contestant> Contestants(Arena arena) =>
        [
            new(Ours, sheet => ReadAsync(arena, sheet, messagePack: true, payloadBytes: null)),
            new("SocketLab, 10 bytes of each", sheet => ReadAsync(arena, sheet, messagePack: true, payloadBytes: 10)),
            new("SocketLab, JSON", sheet => ReadAsync(arena, sheet, messagePack: false, payloadBytes: null)),
        ];

    private async Task ReadAsync(Arena arena, Sheet sheet, bool messagePack, int? payloadBytes)
    {
        var endpoint = _endpoint ??= await FilledAsync(arena);
        var last = (await endpoint.StatsAsync()).Journaled;
        var check = new SequenceCheck(Count);
        var started = TimeProvider.System.GetTimestamp();
        await using (var hub = await HubReader.ConnectAsync(endpoint.Lab, messagePack))
        {
            await foreach (var batch in HubReader.WatchAsync(hub, endpoint.Id, after: 0, payloadBytes))
            {
                foreach (var entry in batch.Entries)
                {
                    if (entry.Kind == "datagram")
                    {
                        check.Add(entry.Payload);
                    }
                }

                if (batch.Next >= last)
                {
                    break;
                }
            }

            sheet.Note(Rate, check.Received / TimeProvider.System.GetElapsedTime(started).TotalSeconds);
        }

        check.Note(sheet);
    }

    /// <summary>Its process ends with the scenario, and it with it.</summary>
    private static async Task<LabEndpoint> FilledAsync(Arena arena)
    {
        var endpoint = await LabEndpoint.UdpAsync(await arena.LabAsync());
        await arena.Yardstick.BlastUdpAsync(endpoint.Port, Count, Size, FillRate);
        await endpoint.SettledAsync();
        return endpoint;
    }
}

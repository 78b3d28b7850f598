using System.Buffers.Text;
using System.Net.WebSockets;
using System.Text.Json;

namespace SocketLab.Benchmarks.Peers.Scenarios;

/// <summary>20 hub clients follow a flood of 20,000 datagrams a second; five of them stop reading their socket at once.</summary>
/// <remarks>
/// Each datagram carries its send time; a client's lag is the age of an entry when it has it in hand. All clients live in this process, on
/// the same machine.
/// </remarks>
internal sealed class StalledClients(int seconds) : Scenario
{
    private const int Live = 15;
    private const int Stalled = 5;
    private const int Rate = 20_000;
    private const int Size = 64;

    /// <summary>Sequence, blank and time at the start of a payload of udpblast.</summary>
    private const int TimeAt = 11;
    private const int StampBytes = 27;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly Metric Median = new("lag of live clients, median", "ms");
    private static readonly Metric P99 = new("lag of live clients, 99 %", "ms");
    private static readonly Metric Most = new("lag of live clients, at most", "ms");
    private static readonly Metric Unseen = new("entries that live clients did not get", "entries");
    private static readonly Metric Cpu = new("CPU of SocketLab", "% of a core");
    private static readonly Metric Growth = new("memory gained", "MB");

    public override string Name => "hub20";

    public override string Title => $"{Live + Stalled} hub clients, {Stalled} of them stalled, {Rate:N0} datagrams/s for {seconds} s";

    public override IReadOnlyList<Bar> Bars =>
        [
            new("capture loss 0", Metric.Lost, Ours) { AtMost = 0 },
            new("live ones at most 250 ms behind", Most, Ours) { AtMost = 250 },
            new("live ones get everything", Unseen, Ours) { AtMost = 0 },
        ];

    public override IReadOnlyList<Contestant> Contestants(Arena arena) => [new(Ours, sheet => RunAsync(arena, sheet))];

    private async Task RunAsync(Arena arena, Sheet sheet)
    {
        var lab = await arena.LabAsync();
        await using var endpoint = await LabEndpoint.UdpAsync(lab);
        var stalled = new List<ClientWebSocket>();
        using var ending = new CancellationTokenSource();
        try
        {
            for (var i = 0; i < Stalled; i++)
            {
                stalled.Add(await StallAsync(lab, endpoint.Id));
            }

            var count = seconds * Rate;
            var clients = Enumerable.Range(0, Live).Select(_ => new LiveClient(count)).ToList();
            var reading = clients.Select(client => client.ReadAsync(endpoint, ending.Token)).ToList();
            await Task.WhenAll(clients.Select(client => client.Watching));

            var (cpu, memory) = (ProcessFigures.CpuSeconds(lab.Id), ProcessFigures.ResidentBytes(lab.Id));
            var blast = await arena.Yardstick.BlastUdpAsync(endpoint.Port, count, Size, Rate);
            sheet.Note(Cpu, (ProcessFigures.CpuSeconds(lab.Id) - cpu) * 100 / seconds);
            sheet.Note(Growth, (ProcessFigures.ResidentBytes(lab.Id) - memory) / 1e6);
            var stats = await endpoint.SettledAsync();

            ending.CancelAfter(Patience);
            await Task.WhenAll(reading);
            var lags = clients.SelectMany(client => client.Lags).Order().ToArray();
            sheet.Note(Metric.Lost, blast.Sent - stats.ReceivedMessages);
            sheet.Note(Metric.LedgerError, blast.Sent - stats.ReceivedMessages - stats.KernelDrops);
            sheet.Note(Unseen, clients.Sum(client => count - client.Lags.Count));
            sheet.Note(Median, At(lags, 0.5));
            sheet.Note(P99, At(lags, 0.99));
            sheet.Note(Most, At(lags, 1));
        }
        finally
        {
            await ending.CancelAsync();
            stalled.ForEach(socket => socket.Dispose());
        }
    }

    private static double At(float[] sorted, double share) =>
        sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];

    /// <summary>A client that asks for the stream and then never reads: SignalR's own always does.</summary>
    private static async Task<ClientWebSocket> StallAsync(LabProcess lab, string endpointId)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(new Uri(lab.Address, "/hubs/live")) { Scheme = "ws" }.Uri, CancellationToken.None);
        await SayAsync(new { protocol = "json", version = 1 });
        await SayAsync(
            new
            {
                type = 4,
                invocationId = "1",
                target = "WatchEntries",
                arguments = new[] { HubReader.WatchRequest(endpointId, after: null, payloadBytes: null) },
            }
        );
        return socket;

        Task SayAsync(object message) =>
            socket.SendAsync(
                (byte[])[.. JsonSerializer.SerializeToUtf8Bytes(message), 0x1e],
                WebSocketMessageType.Text,
                endOfMessage: true,
                CancellationToken.None
            );
    }

    /// <summary>A client that keeps up.</summary>
    private sealed class LiveClient(int count)
    {
        private readonly TaskCompletionSource _watching = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Ends when the server follows for this client.</summary>
        public Task Watching => _watching.Task;

        /// <summary>Age of each entry on arrival, in milliseconds.</summary>
        public List<float> Lags { get; } = new(count);

        public async Task ReadAsync(LabEndpoint endpoint, CancellationToken cancellation)
        {
            try
            {
                await using var hub = await HubReader.ConnectAsync(endpoint.Lab);

                // From the oldest: the entry that says that the listener started tells that the stream is there.
                await foreach (var batch in HubReader.WatchAsync(hub, endpoint.Id, after: 0, StampBytes, cancellation))
                {
                    _watching.TrySetResult();
                    var now = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMicroseconds;
                    foreach (var entry in batch.Entries)
                    {
                        if (entry.Kind == "datagram" && Utf8Parser.TryParse(entry.Payload.AsSpan(TimeAt), out long sent, out _))
                        {
                            Lags.Add((float)((now - sent) / 1000));
                        }
                    }

                    if (Lags.Count >= count)
                    {
                        return;
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // What it did not get by then is noted.
            }
            catch (Exception error)
            {
                _watching.TrySetException(error);
                throw;
            }
        }
    }
}

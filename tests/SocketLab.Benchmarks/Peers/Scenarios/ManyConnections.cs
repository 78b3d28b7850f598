using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SocketLab.Benchmarks.Peers.Scenarios;

/// <summary>
/// 10,000 connections that send one line each and stay open: are all accepted, is every line right, and what does an idle one take?
/// </summary>
/// <remarks>
/// Resident memory of the process does not hold the kernel's socket buffers. The process is fresh for each round and has served
/// 500 connections before it is weighed, so that code and pools are not counted as connections; what the journal takes is.
/// </remarks>
internal sealed class ManyConnections : Scenario
{
    private const int Count = 10_000;
    private const int WarmUpCount = 500;
    private const int PerSource = 5_000;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly Metric Accepted = new("accepted", "connections");
    private static readonly Metric WrongLines = new("lines wrong or missing", "lines");
    private static readonly Metric Opened = new("memory a connection, open and silent", "bytes");
    private static readonly Metric Spoken = new("memory a connection, after its line and 5 s", "bytes");
    private static readonly Metric Rate = new("opened", "connections/s");

    public override string Name => "tcp10k";

    public override string Title => "10,000 TCP connections, one line each";

    public override bool WarmUp => false;

    public override IReadOnlyList<Bar> Bars =>
        [
            new("all accepted", Accepted, Ours) { AtLeast = Count },
            new("every line right", WrongLines, Ours) { AtMost = 0 },
            new("≤ 8 KiB an idle connection", Opened, Ours) { AtMost = 8 << 10 },
            new("≤ 8 KiB a connection after its line", Spoken, Ours) { AtMost = 8 << 10 },
        ];

    public override IReadOnlyList<Contestant> Contestants(Arena arena) => [new(Ours, sheet => RunAsync(arena, sheet))];

    private static async Task RunAsync(Arena arena, Sheet sheet)
    {
        await using var lab = await arena.FreshLabAsync();
        await using (var warm = await ListenAsync(lab))
        {
            using var some = new Clients();
            await some.OpenAsync(warm.Port, WarmUpCount);
            await some.SpeakAsync();
            await ReceivedAsync(warm, WarmUpCount);
        }

        await Task.Delay(Idle, TimeProvider.System);
        await using var endpoint = await ListenAsync(lab);
        var before = ProcessFigures.ResidentBytes(lab.Id);
        using var clients = new Clients();
        sheet.Note(Rate, await clients.OpenAsync(endpoint.Port, Count));
        await Task.Delay(Idle, TimeProvider.System);
        sheet.Note(Opened, (ProcessFigures.ResidentBytes(lab.Id) - before) / (double)Count);

        await clients.SpeakAsync();
        await ReceivedAsync(endpoint, Count);
        await Task.Delay(Idle, TimeProvider.System);
        sheet.Note(Spoken, (ProcessFigures.ResidentBytes(lab.Id) - before) / (double)Count);

        var stats = await endpoint.StatsAsync();
        sheet.Note(Accepted, stats.ConnectionsOpen);
        var lines = new Dictionary<string, StringBuilder>();
        await HubReader.ReadAsync(endpoint, stats.Journaled, payloadBytes: null, entry =>
        {
            if (entry is { Kind: "data", Peer: { } peer })
            {
                var key = $"{peer.Address}:{peer.Port}";
                (lines.TryGetValue(key, out var text) ? text : lines[key] = new()).Append(Encoding.ASCII.GetString(entry.Payload));
            }
        });
        sheet.Note(
            WrongLines,
            clients.Lines.Count(line => !lines.TryGetValue(line.Key, out var text) || text.ToString() != line.Value)
                + Math.Max(0, lines.Count - Count)
        );
    }

    private static Task<LabEndpoint> ListenAsync(LabProcess lab) =>
        LabEndpoint.StartAsync(lab, new { kind = "tcpListener", tcp = new { maxConnections = Count + WarmUpCount, backlog = 4096 } });

    private static async Task ReceivedAsync(LabEndpoint endpoint, int messages)
    {
        using var limit = new CancellationTokenSource(Patience);
        while ((await endpoint.StatsAsync()).ReceivedMessages < messages && !limit.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    /// <summary>The other ends, in this process; more than one source address, so that ports last.</summary>
    private sealed class Clients : IDisposable
    {
        private readonly List<Socket> _sockets = [];

        /// <summary>What each sends, by its own address.</summary>
        public Dictionary<string, string> Lines { get; } = [];

        /// <returns>Connections opened a second.</returns>
        public async Task<double> OpenAsync(int port, int count)
        {
            var started = TimeProvider.System.GetTimestamp();
            for (var i = 0; i < count; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                _sockets.Add(socket);
                socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)(2 + (i / PerSource))]), 0));
                await socket.ConnectAsync(IPAddress.Loopback, port);
            }

            return count / TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        }

        public async Task SpeakAsync()
        {
            foreach (var socket in _sockets)
            {
                var name = socket.LocalEndPoint!.ToString()!;
                Lines[name] = string.Create(CultureInfo.InvariantCulture, $"line {Lines.Count} of {name}\n");
                await socket.SendAsync(Encoding.ASCII.GetBytes(Lines[name]));
            }
        }

        public void Dispose() => _sockets.ForEach(socket => socket.Dispose());
    }
}

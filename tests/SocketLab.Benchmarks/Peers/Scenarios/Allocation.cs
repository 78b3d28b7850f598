using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Udp;

namespace SocketLab.Benchmarks.Peers.Scenarios;

/// <summary>
/// Bytes that the receive path allocates for a datagram, in steady state: the real transport and socket, in this process.
/// </summary>
/// <remarks>
/// Steady state: the journal is full and recycles its segments. All threads of this process are counted, so nothing else is
/// awaited or polled meanwhile.
/// </remarks>
internal sealed class Allocation : Scenario
{
    private const int Before = 200_000;
    private const int Measured = 1_000_000;
    private const int Rate = 200_000;
    private const long JournalBytes = 4 << 20;

    private static readonly Metric Bytes = new("allocated a datagram", "bytes");
    private static readonly Metric Total = new("allocated in all", "bytes");

    public override string Name => "alloc";

    public override string Title => "allocation for 1,000,000 received datagrams of 64 bytes, in steady state";

    /// <summary>A thousandth of a byte is what the measurement itself takes.</summary>
    public override IReadOnlyList<Bar> Bars => [new("0 bytes a datagram (less than 0.001)", Bytes, Ours) { AtMost = 0.001 }];

    public override IReadOnlyList<Contestant> Contestants(Arena arena) =>
        [new(Ours, sheet => RunAsync(arena, sheet), "cc"), new("UdpClient.ReceiveAsync", sheet => UdpClientAsync(arena, sheet), "cc")];

    private static async Task RunAsync(Arena arena, Sheet sheet)
    {
        using var journal = new EntryJournal(JournalBytes, new JournalBudget(JournalBytes), TimeProvider.System);
        await using var transport = new UdpTransport(
            new EndpointDefinition { Kind = EndpointKind.UdpListener, Local = new() },
            journal,
            UnixFolders.None
        );
        await transport.StartAsync(CancellationToken.None);
        transport.Begin();

        await MeasureAsync(arena, sheet, ((IPEndPoint)transport.Bound!).Port, () => journal.Ledger.ReceivedMessages);
    }

    /// <summary>The loop that comes to mind first; it also shows that the measurement sees allocation.</summary>
    private static async Task UdpClientAsync(Arena arena, Sheet sheet)
    {
        using var client = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        client.Client.ReceiveBufferSize = Yardstick.ReceiveBuffer;
        using var ending = new CancellationTokenSource();
        var received = 0L;
        var loop = Task.Run(async () =>
        {
            while (true)
            {
                await client.ReceiveAsync(ending.Token);
                Interlocked.Increment(ref received);
            }
        });
        await MeasureAsync(arena, sheet, ((IPEndPoint)client.Client.LocalEndPoint!).Port, () => Interlocked.Read(ref received));
        await ending.CancelAsync();
        await ((Task)loop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task MeasureAsync(Arena arena, Sheet sheet, int port, Func<long> received)
    {
        // Twice as many as are waited for: some may be dropped.
        await using var blaster = PeerProcess.Start(
            arena.Yardstick.Tool("udpblast"),
            "127.0.0.1",
            Yardstick.Text(port),
            Yardstick.Text(2 * (Before + Measured)),
            "64",
            Yardstick.Text(Rate)
        );
        using var never = new ManualResetEvent(false);
        WaitFor(received, Before, never);
        var (from, allocated) = (received(), GC.GetTotalAllocatedBytes(precise: true));
        WaitFor(received, from + Measured, never);
        (var to, allocated) = (received(), GC.GetTotalAllocatedBytes(precise: true) - allocated);
        sheet.Note(Bytes, allocated / (double)(to - from));
        sheet.Note(Total, allocated);
    }

    /// <summary>Waits on this thread: an awaited delay would allocate.</summary>
    private static void WaitFor(Func<long> received, long count, WaitHandle never)
    {
        for (var waited = 0; received() < count; waited++)
        {
            if (waited > 10_000)
            {
                throw new TimeoutException($"{received()} datagrams came, {count} were waited for.");
            }

            never.WaitOne(5);
        }
    }
}

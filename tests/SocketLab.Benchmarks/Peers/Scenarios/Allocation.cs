using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Udp;

namespace SocketLab.Benchmarks.Peers.Scenarios;

/// <summary>Bytes that the receive path allocates for a datagram, in steady state: the real transport and socket, in this process.</summary>
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
    private static readonly Metric Total = new("allocated over 1,000,000 datagrams", "bytes");

    public override string Name => "alloc";

    public override string Title => "allocation for 1,000,000 received datagrams of 64 bytes, in steady state";

    /// <summary>A thousandth of a byte is what the measurement itself takes.</summary>
    public override IReadOnlyList<Bar> Bars => [new("0 bytes a datagram (less than 0.001)", Bytes, Ours) { AtMost = 0.001 }];

    public override IReadOnlyList<Contestant> Contestants(Arena arena) => [new(Ours, sheet => RunAsync(arena, sheet), "cc")];

    private static async Task RunAsync(Arena arena, Sheet sheet)
    {
        using var journal = new EntryJournal(JournalBytes, new JournalBudget(JournalBytes), TimeProvider.System);
        await using var transport = new UdpTransport(new EndpointDefinition { Kind = EndpointKind.UdpListener, Local = new() }, journal);
        await transport.StartAsync(CancellationToken.None);

        // More than is waited for: a few may be dropped.
        await using var blaster = PeerProcess.Start(
            arena.Yardstick.Tool("udpblast"), "127.0.0.1", Yardstick.Text(transport.Bound!.Port), Yardstick.Text(Before + Measured + (Measured / 10)), "64", Yardstick.Text(Rate));
        using var never = new ManualResetEvent(false);
        WaitFor(journal, Before, never);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        WaitFor(journal, Before + Measured, never);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        await blaster.EndAsync();

        sheet.Note(Bytes, allocated / (double)Measured);
        sheet.Note(Total, allocated);
    }

    /// <summary>Waits on this thread: an awaited delay would allocate.</summary>
    private static void WaitFor(EntryJournal journal, long received, WaitHandle never)
    {
        for (var waited = 0; journal.Ledger.ReceivedMessages < received; waited++)
        {
            if (waited > 10_000)
            {
                throw new TimeoutException($"{journal.Ledger.ReceivedMessages} datagrams came, {received} were waited for.");
            }

            never.WaitOne(5);
        }
    }
}

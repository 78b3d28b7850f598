using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Udp;

namespace SocketLab.Core.Tests.Transport.Udp;

/// <summary>A send buffer that is full, since the network takes datagrams more slowly than they are sent.</summary>
public sealed class UdpSendBufferTests : IDisposable
{
    private static readonly IPEndPoint Far = new(IPAddress.Parse("10.77.0.2"), 9);

    private readonly EntryJournal _journal = new(8 << 20, new JournalBudget(8 << 20), TimeProvider.System);

    public void Dispose() => _journal.Dispose();

    [Fact]
    public async Task A_send_that_waits_for_room_holds_up_neither_receiving_nor_counts_nor_the_stop()
    {
        var (transport, peer) = await OpenAsync("64bit");
        using var _ = peer;
        await using var closing = transport;
        var waiting = await Eventually.Ends(Task.Run(() => FillAsync(transport)));

        peer.SendTo("hello"u8, new IPEndPoint(IPAddress.Loopback, ((IPEndPoint)transport.Bound!).Port));
        await Eventually.HoldsAsync(_journal.Changed, () => _journal.Ledger.ReceivedMessages == 1);
        Assert.Equal((0, 0), (transport.KernelDrops, transport.ReceiveQueueBytes));
        Assert.False(waiting.Task.IsCompleted);

        await Eventually.Ends(transport.DisposeAsync().AsTask());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Eventually.Ends(waiting.Task));
        Assert.Equal(waiting.Before, _journal.Ledger.SentMessages);
    }

    [Fact]
    public async Task A_send_that_waits_for_room_can_be_cancelled_and_nothing_went()
    {
        var (transport, peer) = await OpenAsync("64bit");
        using var _ = peer;
        await using var closing = transport;
        using var cancel = new CancellationTokenSource();
        var waiting = await Eventually.Ends(Task.Run(() => FillAsync(transport, cancel.Token)));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Eventually.Ends(waiting.Task));
        Assert.Equal(waiting.Before, _journal.Ledger.SentMessages);
    }

    [Fact]
    public async Task What_waited_for_room_goes_when_there_is_some()
    {
        const int count = 300;
        var (transport, peer) = await OpenAsync("40mbit");
        using var _ = peer;
        await using var closing = transport;
        for (var i = 0; i < count; i++)
        {
            await Eventually.Ends(transport.SendAsync(Datagram, CancellationToken.None));
        }

        Assert.Equal((count, 0), (_journal.Ledger.SentMessages, _journal.Ledger.Events));
    }

    private static SendOrder Datagram => new(new byte[1400], Far);

    /// <summary>Sends until a send waits.</summary>
    private static async Task<Waiting> FillAsync(UdpTransport transport, CancellationToken cancellation = default)
    {
        for (var sent = 0; ; sent++)
        {
            var task = transport.SendAsync(Datagram, cancellation);
            if (!task.IsCompleted)
            {
                return new(sent, task);
            }

            await task;
        }
    }

    /// <summary>A sender in a network whose one way out is as fast as tc(8) says, and a socket beside it.</summary>
    private Task<(UdpTransport Transport, Socket Peer)> OpenAsync(string rate)
    {
        string[] network =
        [
            "link set lo up",
            "link add lab0 type veth peer name lab1",
            "link set lab0 up",
            "link set lab1 up",
            "addr add 10.77.0.1/24 dev lab0",
            "neigh add 10.77.0.2 lladdr 02:00:00:00:00:02 dev lab0 nud permanent",
        ];
        return NetworkNamespace.RunAsync(network, () =>
        {
            NetworkNamespace.Tc($"qdisc add dev lab0 root tbf rate {rate} burst 1600 limit 100000000");
            var transport = new UdpTransport(
                new EndpointDefinition
                {
                    Kind = EndpointKind.UdpSender,
                    Local = new() { Address = "0.0.0.0" },
                },
                _journal,
                UnixFolders.None
            );
            Assert.True(transport.StartAsync(CancellationToken.None).IsCompletedSuccessfully);
            transport.Begin();
            return (transport, Sockets.Udp());
        });
    }

    private sealed record Waiting(int Before, Task Task);
}

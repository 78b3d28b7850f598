using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Udp;

namespace SocketLab.Core.Tests.Transport.Udp;

/// <summary>The receive loop of other systems runs here too: by itself, with the same bytes.</summary>
public sealed class PortableUdpReceiverTests
{
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "::1")]
    [InlineData("::", "127.0.0.1")]
    public async Task Receives_bytes_peers_and_true_lengths_until_stopped(string local, string target)
    {
        using var journal = new EntryJournal(1 << 20, new JournalBudget(1 << 20), TimeProvider.System);
        var (opened, _) = UdpSocket.Open(new() { Address = local }, new());
        using var socket = opened;
        using var receiver = new PortableUdpReceiver(socket, maxDatagramBytes: 1000, journal, new Lock(), null);
        var loop = Task.Factory.StartNew(receiver.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        using var peer = Sockets.Udp(IPAddress.Parse(target));
        var to = new IPEndPoint(IPAddress.Parse(target), ((IPEndPoint)socket.LocalEndPoint!).Port);
        int[] lengths = [0, 1, 1000, 1001, 65_507];
        foreach (var length in lengths)
        {
            peer.SendTo(Sockets.Noise(length), to);
        }

        await Eventually.HoldsAsync(journal.Changed, () => journal.Ledger.ReceivedMessages == lengths.Length);
        receiver.Stop();
        await Eventually.Ends(loop);
        Assert.All(journal.ReadAll().Zip(lengths), pair =>
        {
            Assert.Equal((pair.Second, pair.Second > 1000), (pair.First.Length, pair.First.Truncated));
            Assert.Equal(PeerAddress.From((IPEndPoint)peer.LocalEndPoint!), pair.First.Peer);
            Assert.Equal(Sockets.Noise(pair.Second)[..Math.Min(1000, pair.Second)], pair.First.Payload.ToArray());
        });
    }
}

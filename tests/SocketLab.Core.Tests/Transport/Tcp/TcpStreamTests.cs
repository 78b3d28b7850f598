using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Transport.Tcp;

/// <summary>Bytes are the truth: what went over the wire is in the journal, whole and in order.</summary>
public sealed class TcpStreamTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task One_byte_at_a_time_arrives_whole()
    {
        var pair = await TcpPair.OpenAsync(await _lab.TcpListenerAsync());
        var payload = Sockets.Noise(1000);
        for (var i = 0; i < payload.Length; i++)
        {
            await pair.Peer.SendAsync(payload.AsMemory(i, 1));
        }

        await Eventually.HoldsAsync(pair.Journal.Changed, () => pair.Connection.ReceivedBytes == payload.Length);
        Assert.Equal(payload, pair.Entries().Bytes(EntryDirection.In));
        TcpPair.AssertContiguous(pair.Entries(), EntryDirection.In);
        pair.Peer.Dispose();
    }

    [Fact]
    public async Task Four_mebibytes_both_ways_at_once_are_exact()
    {
        var pair = await TcpPair.OpenAsync(await _lab.TcpListenerAsync(new() { HalfClosedSeconds = 0 }));
        byte[] theirs = Sockets.Noise(4 << 20, 1),
            ours = Sockets.Noise((4 << 20) + 17, 2);
        var sending = Task.WhenAll(
            pair.Connection.SendAsync(ours, CancellationToken.None),
            Task.Run(async () =>
            {
                foreach (var piece in theirs.Chunk(100_000))
                {
                    await pair.Peer.SendAsync(piece);
                }
            })
        );
        var received = await pair.Peer.ReadAsync(ours.Length);
        await Eventually.Ends(sending);
        pair.Peer.Shutdown(SocketShutdown.Send);
        await pair.EndAsync(CloseReason.PeerClosed);

        Assert.True(ours.AsSpan().SequenceEqual(received));
        Assert.True(ours.AsSpan().SequenceEqual(pair.Entries().Bytes(EntryDirection.Out)));
        Assert.True(theirs.AsSpan().SequenceEqual(pair.Entries().Bytes(EntryDirection.In)));
        Assert.All(pair.Entries(), e => Assert.InRange(e.Length, 0, 64 << 10));
        var ledger = pair.Journal.Ledger;
        Assert.Equal((theirs.LongLength, ours.LongLength), (ledger.ReceivedBytes, ledger.SentBytes));
        Assert.Equal((ledger.ReceivedMessages, ledger.SentMessages), (pair.Connection.ReceivedMessages, pair.Connection.SentMessages));
        pair.Peer.Dispose();
    }

    [Fact]
    public async Task Sends_at_the_same_time_are_not_mixed()
    {
        var pair = await TcpPair.OpenAsync(await _lab.TcpListenerAsync());
        const int sends = 20,
            size = 200_000;
        var sending = Task.WhenAll(
            Enumerable
                .Range(1, sends)
                .Select(i => Task.Run(() => pair.Connection.SendAsync(Enumerable.Repeat((byte)i, size).ToArray(), CancellationToken.None)))
        );
        var received = await pair.Peer.ReadAsync(sends * size);
        await Eventually.Ends(sending);
        Assert.All(received.Chunk(size), one => Assert.Equal(-1, one.AsSpan().IndexOfAnyExcept(one[0])));
        Assert.Equal(sends, received.Chunk(size).Select(one => one[0]).Distinct().Count());
        Assert.True(received.AsSpan().SequenceEqual(pair.Entries().Bytes(EntryDirection.Out)));
        TcpPair.AssertContiguous(pair.Entries(), EntryDirection.Out);
        pair.Peer.Dispose();
    }

    [Fact]
    public async Task Answer_never_stands_before_its_question()
    {
        const int trips = 2_000;
        using var server = Sockets.Listen();
        var client = await _lab.TcpClientAsync(server.LocalEndPoint!);
        using var peer = await server.AcceptAsync();
        peer.NoDelay = true;
        var echo = Task.Run(async () =>
        {
            for (var i = 0; i < trips; i++)
            {
                await peer.SendAsync(await peer.ReadAsync(4));
            }
        });
        for (var i = 0; i < trips; i++)
        {
            await client.SendAsync(BitConverter.GetBytes(i), null, CancellationToken.None);
        }

        await Eventually.Ends(echo);
        await Eventually.HoldsAsync(client.Journal.Changed, () => client.Journal.Ledger.ReceivedBytes == trips * 4);
        long asked = 0,
            answered = 0;
        foreach (var entry in client.Journal.ReadAll())
        {
            asked += entry.Direction == EntryDirection.Out ? entry.Length : 0;
            answered += entry.Direction == EntryDirection.In ? entry.Length : 0;
            Assert.True(answered <= asked, $"At entry {entry.Sequence} {answered} bytes were answered and {asked} asked.");
        }
    }

    [Fact]
    public async Task Nothing_to_send_is_no_message()
    {
        var pair = await TcpPair.OpenAsync(await _lab.TcpListenerAsync());
        await pair.Connection.SendAsync(Array.Empty<byte>(), CancellationToken.None);
        Assert.Equal((0L, 0L), (pair.Connection.SentMessages, pair.Journal.Ledger.SentMessages));
        pair.Peer.Dispose();
    }
}

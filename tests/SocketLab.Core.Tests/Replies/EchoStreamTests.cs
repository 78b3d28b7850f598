using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;
using SocketLab.Core.Tests.Transport.Tls;

namespace SocketLab.Core.Tests.Replies;

/// <summary>An echo on a stream gives every byte back, however fast they come and however slowly they are taken.</summary>
public sealed class EchoStreamTests
{
    private const int Bytes = 64 << 20;

    [Theory]
    [InlineData(false, 64L << 20)]
    [InlineData(true, 64L << 20)]
    [InlineData(false, 256L << 10)]
    public async Task A_client_that_writes_fast_and_reads_slowly_gets_every_byte_back(bool tls, long journalBytes)
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(Echo(journalBytes, new() { Tls = new() { Enabled = tls } }));
        await using var stream = await ConnectAsync(listener, tls);
        var noise = Sockets.Noise(Bytes);
        var writing = Task.Run(async () => await stream.WriteAsync(noise));

        // Reads so little at once, and so late, that everything on the way is full.
        await Eventually.HoldsAsync(() => listener.Connections.ListOpen() is [var one] && one.SentBytes > 1 << 20);
        var back = new byte[Bytes];
        var read = 0;
        while (read < Bytes)
        {
            var count = await Eventually.Ends(stream.ReadAsync(back.AsMemory(read, Math.Min(20_000, Bytes - read))).AsTask());
            Assert.NotEqual(0, count);
            read += count;
        }

        await Eventually.Ends(writing);
        Assert.True(noise.AsSpan().SequenceEqual(back));
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Ledger.SentBytes == Bytes);
        AssertNothingSkipped(listener);
    }

    [Fact]
    public async Task Each_of_very_many_small_frames_is_answered()
    {
        await using var lab = new EndpointLab();
        var definition = Echo(
            64 << 20,
            new()
            {
                Framing = new() { Mode = FramingMode.Fixed, FixedBytes = 4 },
            }
        );
        var listener = await lab.StartAsync(definition with { Reply = [new() { Payload = new() { Data = "1234" } }] });
        using var peer = await Sockets.ConnectAsync(listener.Bound);
        const int frames = 50_000;
        var sending = peer.SendAllAsync(new byte[frames * 4]);
        Assert.Equal(frames * 4, (await peer.ReadAsync(frames * 4)).Length);
        await Eventually.Ends(sending);
        AssertNothingSkipped(listener);
    }

    [Fact]
    public async Task A_peer_that_never_reads_is_held_back_and_holds_up_nobody_else()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(Echo(64 << 20, new() { SendTimeoutSeconds = 0 }));
        using var deaf = await Sockets.ConnectAsync(listener.Bound);
        using var ended = new CancellationTokenSource();
        _ = deaf.SendAsync(new byte[Bytes], SocketFlags.None, ended.Token).AsTask();
        await Eventually.HoldsAsync(() => listener.Connections.ListOpen() is [var one] && one.SentBytes > 1 << 20);
        using var other = await Sockets.ConnectAsync(listener.Bound);
        var noise = Sockets.Noise(4 << 20);
        var sending = other.SendAllAsync(noise);
        Assert.Equal(noise, await other.ReadAsync(noise.Length));
        await Eventually.Ends(sending);

        // What was received and is not answered is bounded, far below what the peer wants to send.
        var held = listener.Connections.ListOpen().Single(one => one.Peer.Port == deaf.Port());
        Assert.InRange(held.ReceivedBytes - held.SentBytes, 0, 2 << 20);
        AssertNothingSkipped(listener);
        await ended.CancelAsync();
        deaf.Abort();
        await Eventually.HoldsAsync(() => listener.Connections.Open == 1);
    }

    [Fact]
    public async Task A_send_time_out_ends_the_waiting_and_the_endpoint_goes_on()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(Echo(64 << 20, new() { SendTimeoutSeconds = 1 }));
        using var deaf = await Sockets.ConnectAsync(listener.Bound);
        using var ended = new CancellationTokenSource();
        _ = deaf.SendAsync(new byte[Bytes], SocketFlags.None, ended.Token).AsTask();
        await listener.Journal.EventAsync(EventType.SendTimedOut);
        var skipped = await listener.Journal.EventAsync(EventType.ReplySkipped);
        Assert.Equal("sendFailed", skipped.Event!.Code);
        using var other = await Sockets.ConnectAsync(listener.Bound);
        other.Send("still here"u8);
        Assert.Equal("still here"u8.ToArray(), await other.ReadAsync(10));
        await ended.CancelAsync();
        deaf.Abort();
    }

    [Fact]
    public async Task Rules_that_are_taken_away_let_a_held_connection_go_on()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(Echo(64 << 20, new() { SendTimeoutSeconds = 0 }));
        using var deaf = await Sockets.ConnectAsync(listener.Bound);
        var sending = deaf.SendAllAsync(new byte[Bytes]);
        await Eventually.HoldsAsync(() => listener.Connections.ListOpen() is [var one] && one.SentBytes > 1 << 20);
        await lab.Supervisor.UpdateAsync(listener.Id, listener.Definition with { Reply = [] }, CancellationToken.None);
        await Eventually.Ends(sending);
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Ledger.ReceivedBytes == Bytes);
        deaf.Abort();
    }

    private static EndpointDefinition Echo(long journalBytes, TcpOptions tcp) =>
        ReplyTests.Tcp(new ReplyRule { Echo = true }) with
        {
            ReplyLimitPerSecond = 100_000,
            Journal = new() { MaxBytes = journalBytes },
            Tcp = tcp,
        };

    private static async Task<Stream> ConnectAsync(Endpoint listener, bool tls) =>
        tls
            ? (await TlsPeer.ConnectAsync(listener)).Stream
            : new NetworkStream(await Sockets.ConnectAsync(listener.Bound), ownsSocket: true);

    private static void AssertNothingSkipped(Endpoint listener)
    {
        Assert.Equal(0, listener.Statistics.RepliesSkipped);
        Assert.Empty(listener.Journal.Events(EventType.ReplySkipped));
        Assert.Empty(listener.Journal.Events(EventType.ReplyPaused));
    }
}

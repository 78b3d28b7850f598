using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Tests.Transport.Tcp;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Tests.Jobs;

public sealed class TcpJobTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData(20_000.0)]
    public async Task Inside_a_connection_each_message_is_whole_and_in_order(double? perSecond)
    {
        const int count = 1000;
        var pair = await TcpPair.OpenAsync(await _lab.TcpListenerAsync());
        using var peer = pair.Peer;
        var job = pair.Endpoint.StartJob(pair.Connection, new Lines(), new() { Count = count, PerSecond = perSecond });
        var received = await peer.ReadAsync(count * Lines.Length);
        await Eventually.Ends(job.Completion);
        Assert.Equal(Enumerable.Range(0, count), received.Chunk(Lines.Length).Select(line => int.Parse(line.AsSpan(0, 8))));
        Assert.Equal(
            (JobState.Completed, count, (long)received.Length, 0, pair.Connection.Id),
            (job.State, job.Progress.Sent, job.Progress.Bytes, job.Progress.Failed, job.ConnectionId)
        );
        Assert.Equal(count, pair.Journal.Messages(EntryDirection.Out).Count);
        TcpPair.AssertContiguous(pair.Entries(), EntryDirection.Out);
    }

    [Fact]
    public async Task A_client_sends_on_its_connection()
    {
        using var server = Sockets.Listen();
        var client = await _lab.TcpClientAsync(server.LocalEndPoint!);
        using var peer = await Eventually.Ends(server.AcceptAsync());
        var job = await client.StartJobAsync(
            new FixedPayload("abc"u8.ToArray()),
            new() { Count = 3, PerSecond = 1000 },
            null,
            CancellationToken.None
        );
        Assert.Equal("abcabcabc"u8.ToArray(), await peer.ReadAsync(9));
        await Eventually.Ends(job.Completion);
        Assert.Equal(3, job.Progress.Sent);
    }

    [Fact]
    public async Task A_listeners_messages_go_to_all_that_are_open_then()
    {
        var listener = await _lab.TcpListenerAsync();
        var job = await listener.StartJobAsync(
            new FixedPayload("tick"u8.ToArray()),
            new() { PerSecond = 1000 },
            null,
            CancellationToken.None
        );
        await Eventually.HoldsAsync(() => job.Progress.Failed > 0);
        Assert.Equal(0, job.Progress.Sent);
        using var one = await Sockets.ConnectAsync(listener.Bound);
        Assert.Equal("ticktick"u8.ToArray(), await one.ReadAsync(8));
        using var two = await Sockets.ConnectAsync(listener.Bound);
        Assert.Equal("ticktick"u8.ToArray(), await two.ReadAsync(8));

        // One of them goes; the job does not mind.
        two.Abort();
        await Eventually.HoldsAsync(() => listener.Connections.Open == 1);
        var sent = job.Progress.Sent;
        await Eventually.HoldsAsync(() => job.Progress.Sent > sent + 5);
        await Eventually.Ends(job.CancelAsync());
        var progress = job.Progress;
        var ledger = listener.Journal.Ledger;
        Assert.Equal((ledger.SentBytes, true), (progress.Bytes, ledger.SentMessages >= progress.Sent));
    }

    [Fact]
    public async Task A_peer_that_does_not_read_slows_it_down_and_nothing_queues()
    {
        var pair = await TcpPair.OpenAsync(await _lab.TcpListenerAsync());
        using var peer = pair.Peer;
        var payload = new byte[64 << 10];
        var job = pair.Endpoint.StartJob(pair.Connection, new FixedPayload(payload), new() { Count = 2000, PerSecond = 100_000 });
        var sent = -1L;
        await Eventually.HoldsAsync(() => sent == (sent = job.Progress.Sent) && sent > 0);
        Assert.InRange(sent, 1, 1999);
        await peer.ReadAsync(2000 * payload.Length);
        await Eventually.Ends(job.Completion);
        Assert.Equal((JobState.Completed, 2000), (job.State, job.Progress.Sent));
    }

    [Fact]
    public async Task Cancelling_does_not_wait_for_the_peer()
    {
        var pair = await TcpPair.OpenAsync(await _lab.TcpListenerAsync(new() { SendTimeoutSeconds = 0 }));
        using var peer = pair.Peer;
        var job = pair.Endpoint.StartJob(pair.Connection, new FixedPayload(new byte[1 << 20]), new() { Count = 1_000_000 });
        var bytes = -1L;
        await Eventually.HoldsAsync(() => bytes == (bytes = pair.Connection.SentBytes) && bytes > 0);
        await Eventually.Ends(job.CancelAsync());
        Assert.Equal(JobState.Cancelled, job.State);
        Assert.Equal(ConnectionState.Open, pair.Connection.State);
    }

    [Theory]
    [InlineData(null, true, "connectionReset")]
    [InlineData(0.0001, true, "connectionReset")]
    [InlineData(0.0001, false, "connectionClosed")]
    public async Task It_ends_with_its_connection(double? perSecond, bool reset, string code)
    {
        var pair = await TcpPair.OpenAsync(await _lab.TcpListenerAsync(new() { HalfClosedSeconds = 0 }));
        var job = pair.Endpoint.StartJob(
            pair.Connection,
            new FixedPayload("x"u8.ToArray()),
            new() { PerSecond = perSecond, DurationSeconds = 3600 }
        );
        await pair.Peer.ReadAsync(1);
        if (reset)
        {
            pair.Peer.Abort();
        }
        else
        {
            pair.Peer.Dispose();
        }

        await Eventually.Ends(job.Completion);
        Assert.Equal((JobState.Failed, code), (job.State, job.Progress.Error));
    }

    [Fact]
    public async Task It_ends_when_we_close_and_none_begins_on_a_closed_connection()
    {
        var pair = await TcpPair.OpenAsync(await _lab.TcpListenerAsync());
        using var peer = pair.Peer;
        var repeat = new RepeatOptions { PerSecond = 1000 };
        var job = pair.Endpoint.StartJob(pair.Connection, new FixedPayload("x"u8.ToArray()), repeat);
        await peer.ReadAsync(1);
        pair.Connection.ShutdownSend();
        await Eventually.Ends(job.Completion);
        Assert.Equal((JobState.Failed, "connectionClosed"), (job.State, job.Progress.Error));
        Assert.Throws<ConnectionClosedException>(() => pair.Endpoint.StartJob(pair.Connection, new FixedPayload("x"u8.ToArray()), repeat));
    }

    [Fact]
    public async Task It_ends_with_its_endpoint()
    {
        var listener = await _lab.TcpListenerAsync();
        var idle = await listener.StartJobAsync(
            new FixedPayload("x"u8.ToArray()),
            new() { PerSecond = 0.001 },
            null,
            CancellationToken.None
        );
        var pair = await TcpPair.OpenAsync(listener);
        using var peer = pair.Peer;
        var stuck = listener.StartJob(pair.Connection, new FixedPayload(new byte[1 << 20]), new() { Count = 1_000_000 });
        await Eventually.HoldsAsync(() => stuck.Progress.Sent > 0);
        await Eventually.Ends(_lab.Supervisor.StopAsync(listener.Id, CancellationToken.None));
        Assert.All([idle, stuck], job => Assert.Equal((JobState.Failed, "endpointNotRunning"), (job.State, job.Progress.Error)));
    }

    [Fact]
    public async Task A_stream_has_no_destination_and_nothing_is_not_repeated()
    {
        var listener = await _lab.TcpListenerAsync();
        var repeat = new RepeatOptions { Count = 1 };
        var error = await Assert.ThrowsAsync<InvalidDefinitionException>(() =>
            listener.StartJobAsync(new FixedPayload(new byte[1]), repeat, new() { Host = "127.0.0.1", Port = 9 }, CancellationToken.None)
        );
        Assert.Equal("$.to", error.Errors.Single().Path);
        error = await Assert.ThrowsAsync<InvalidDefinitionException>(() =>
            listener.StartJobAsync(new FixedPayload(default), new(), null, CancellationToken.None)
        );
        Assert.Equal(["$.repeat", "$.payload.data"], error.Errors.Select(e => e.Path));
    }

    /// <summary>Eight digits and a line feed.</summary>
    private sealed class Lines : IPayloadSource
    {
        public const int Length = 9;

        public int MaxLength => Length;

        public int Write(Span<byte> destination, long index)
        {
            index.TryFormat(destination, out var written, "D8");
            destination[written] = (byte)'\n';
            return written + 1;
        }
    }
}

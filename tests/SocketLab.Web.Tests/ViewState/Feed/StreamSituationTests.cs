using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.Tests.ViewState.Feed;

/// <summary>What a person reads of a stream's life, each in the situation that it tells of.</summary>
public sealed class StreamSituationTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly EndpointLab _lab;
    private readonly List<Socket> _peers = [];

    public StreamSituationTests() => _lab = new EndpointLab(_clock);

    public ValueTask DisposeAsync()
    {
        _peers.ForEach(peer => peer.Dispose());
        return _lab.DisposeAsync();
    }

    [Fact]
    public async Task The_peer_finishes_and_our_side_closes_by_itself_as_was_announced()
    {
        var (listener, peer, connection) = await OpenAsync(new TcpOptions { HalfClosedSeconds = 7 });
        peer.Shutdown(SocketShutdown.Send);
        await Reads(
            listener,
            EventType.PeerHalfClosed,
            "Peer finished sending (FIN); our side can still send, and closes by itself after 7 s without a send "
                + "(option “Stay half-closed”)",
            "It can still receive. Our side closes by itself when it has sent nothing for 7 s"
        );
        Assert.Equal("half-closed by peer", ConnectionText.State(connection.State));

        await Eventually.HoldsAsync(_clock, () => connection.State == ConnectionState.Closed);
        await Reads(
            listener,
            EventType.ConnectionClosed,
            "Connection closed: the peer closed and our side followed",
            "The peer finished first (FIN), and then our side did."
        );
        Assert.Equal("closed by the peer", ReasonOf(connection));
    }

    [Fact]
    public async Task A_side_that_stays_half_closed_for_no_time_is_not_said_to_send()
    {
        var (listener, peer, _) = await OpenAsync(new TcpOptions { HalfClosedSeconds = 0 });
        peer.Shutdown(SocketShutdown.Send);
        var text = await Reads(
            listener,
            EventType.PeerHalfClosed,
            "Peer finished sending (FIN); our side closes at once",
            "closes at once"
        );
        Assert.DoesNotContain("can still send", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task We_finish_first_and_the_peer_follows()
    {
        var (listener, peer, connection) = await OpenAsync(new TcpOptions { HalfClosedSeconds = 60 });
        connection.ShutdownSend();
        await Reads(
            listener,
            EventType.HalfClosed,
            "We finished sending (FIN); the peer can still send",
            "We can still receive until the peer finishes as well."
        );
        Assert.Equal("half-closed by us", ConnectionText.State(connection.State));

        peer.Shutdown(SocketShutdown.Send);
        var text = await Reads(
            listener,
            EventType.PeerHalfClosed,
            "Peer finished sending too (FIN): both directions have ended",
            "Our side had finished before"
        );
        Assert.DoesNotContain("can still send", text, StringComparison.Ordinal);
        await Eventually.Ends(connection.Completion);
        await Reads(
            listener,
            EventType.ConnectionClosed,
            "Connection closed: we finished first and the peer followed",
            "Both sides have finished (FIN)."
        );
    }

    [Fact]
    public async Task The_peer_finishes_first_and_we_follow_by_hand()
    {
        var (listener, peer, connection) = await OpenAsync(new TcpOptions { HalfClosedSeconds = 60 });
        peer.Shutdown(SocketShutdown.Send);
        await Eventually.HoldsAsync(_clock, () => connection.State == ConnectionState.PeerHalfClosed);
        connection.ShutdownSend();
        await Reads(
            listener,
            EventType.HalfClosed,
            "We finished sending too (FIN): both directions have ended",
            "We sent FIN as the peer had before"
        );
        await Eventually.HoldsAsync(_clock, () => connection.State == ConnectionState.Closed);
        await Reads(
            listener,
            EventType.ConnectionClosed,
            "Connection closed: the peer closed and our side followed",
            "The peer finished first"
        );
    }

    [Fact]
    public async Task We_close_and_the_peer_never_finishes()
    {
        var (listener, _, connection) = await OpenAsync(new TcpOptions());
        _ = connection.Close();
        await Eventually.HoldsAsync(_clock, () => connection.State == ConnectionState.Closed);
        await Reads(
            listener,
            EventType.ConnectionClosed,
            "Connection closed by us",
            "did not wait longer for the peer to finish as well. The system still delivers what was sent before; what the peer sends "
                + "from now on is answered with RST."
        );
        Assert.Equal("closed by us", ReasonOf(connection));
    }

    [Fact]
    public async Task It_is_told_who_sent_RST()
    {
        var (listener, _, ours) = await OpenAsync(new TcpOptions());
        await Eventually.Ends(ours.Reset());
        await Reads(listener, EventType.ConnectionReset, "Connection reset by us (RST)", "We sent RST");
        Assert.Equal("reset by us", ReasonOf(ours));

        var (other, peer, theirs) = await OpenAsync(new TcpOptions());
        peer.Abort();
        await Reads(other, EventType.ConnectionReset, "Connection reset by the peer (RST)", "The peer sent RST");
        Assert.Equal("reset by the peer", ReasonOf(theirs));
    }

    [Fact]
    public async Task An_idle_connection_says_that_it_was_closed_for_that()
    {
        var (listener, _, connection) = await OpenAsync(new TcpOptions { IdleTimeoutSeconds = 5 });
        await Eventually.HoldsAsync(_clock, () => connection.State == ConnectionState.Closed);
        await Reads(
            listener,
            EventType.ConnectionClosed,
            "Connection closed by us: it was idle for too long",
            "Nothing came or went for as long as the endpoint's option for idle connections allows"
        );
        Assert.Equal("closed by us: idle", ReasonOf(connection));
    }

    [Fact]
    public async Task A_handshake_that_failed_is_no_close_in_order()
    {
        var certificate = await _lab.Certificates.GenerateAsync("here", new() { Names = ["localhost"] }, CancellationToken.None);
        var (listener, peer, connection) = await OpenAsync(
            new TcpOptions
            {
                Tls = new() { Enabled = true, CertificateId = certificate.Id },
            }
        );
        peer.Send("GET / HTTP/1.1\r\n\r\n"u8);
        await Reads(
            listener,
            EventType.TlsHandshakeFailed,
            "TLS failed: the peer does not speak TLS but plain HTTP",
            "so neither hands data to its program"
        );
        peer.Shutdown(SocketShutdown.Send);
        await Eventually.HoldsAsync(_clock, () => connection.State == ConnectionState.Closed);
        var end = await Reads(
            listener,
            EventType.ConnectionClosed,
            "Connection ended because TLS failed",
            "given up because of an error, and not closed in order"
        );
        Assert.DoesNotContain("delivered", end, StringComparison.Ordinal);
        Assert.Equal("ended: TLS failed", ReasonOf(connection));
        Assert.Equal(FeedRowKind.Trouble, RowOf(listener, EventType.ConnectionClosed).Kind);
    }

    [Fact]
    public async Task A_client_that_is_refused_tells_the_cause_once()
    {
        using var dead = Sockets.DeadTcpPort();
        var client = await _lab.Supervisor.CreateAsync(EndpointLab.TcpClient(dead.LocalEndPoint!), start: true, CancellationToken.None);
        var rows = new FeedWindow(client.Journal).Read().Rows;
        Assert.Equal(
            [
                $"Nothing listens on {dead.LocalEndPoint}. Start the listener first, or check the port.",
                "Not connected. No further attempt is made (option “Reconnect”)",
            ],
            rows.Select(row => row.Content)
        );
        await Reads(client, EventType.ConnectFailed, "Nothing listens on", "the machine is there but nobody listens on that port");
    }

    [Fact]
    public async Task A_client_that_connects_tells_so_once()
    {
        using var server = Sockets.Listen();
        var client = await _lab.TcpClientAsync(server.LocalEndPoint!);
        Assert.Equal(
            [$"Connected to 127.0.0.1 port {server.Port()}", $"Ready: our end of the connection is {client.Bound}"],
            new FeedWindow(client.Journal).Read().Rows.Select(row => row.Content)
        );
    }

    private async Task<(Endpoint Listener, Socket Peer, TcpConnection Connection)> OpenAsync(TcpOptions options)
    {
        var listener = await _lab.TcpListenerAsync(options);
        var peer = await Sockets.ConnectAsync(listener.Bound);
        _peers.Add(peer);
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Connections.List().Count == 1);
        return (listener, peer, listener.Connections.List()[0]);
    }

    private static string ReasonOf(TcpConnection connection) =>
        ConnectionRow.Of(connection, TimeProvider.System.GetUtcNow().UtcDateTime, selected: false, current: false).Reason;

    private static FeedRow RowOf(Endpoint endpoint, EventType type)
    {
        var sequence = endpoint.Journal.Events(type)[^1].Sequence;
        return new FeedWindow(endpoint.Journal).Read().Rows.Single(row => row.Sequence == sequence);
    }

    /// <summary>Waits for an event, and compares its message and its explanation.</summary>
    private static async Task<string> Reads(Endpoint endpoint, EventType type, string message, string explanation)
    {
        var entry = await endpoint.Journal.EventAsync(type);
        Assert.StartsWith(message, entry.Event!.Message, StringComparison.Ordinal);
        var explained = Explanation.Of(entry);
        Assert.Contains(explanation, explained.Text, StringComparison.Ordinal);
        Assert.NotEmpty(explained.Sources);
        return $"{entry.Event.Message} {explained.Text}";
    }
}

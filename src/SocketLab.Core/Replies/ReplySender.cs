using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Replies;

/// <summary>
/// Sends answers: datagrams from the endpoint's own port, stream data on the connection that asked. Never waits for a peer.
/// </summary>
internal sealed class ReplySender : IDisposable
{
    private const int FirstUserPort = 1024;

    private readonly EndpointKind _kind;
    private readonly EntryJournal _journal;
    private readonly ConnectionTable _connections;
    private readonly ITransport _transport;
    private readonly DestinationPolicy _destinations;
    private readonly ReplyingSockets _ourSockets;
    private readonly ReplyCounters _counters;
    private readonly PendingReplies _pending;
    private readonly EventType _opens;
    private readonly CancellationTokenSource _ended = new();
    private volatile bool _disposed;

    public ReplySender(
        TransportOrder order,
        ITransport transport,
        DestinationPolicy destinations,
        ReplyingSockets ourSockets,
        ReplyCounters counters
    )
    {
        (_kind, _journal, _connections) = (order.Definition.Kind, order.Journal, order.Connections);
        (_transport, _destinations, _ourSockets, _counters) = (transport, destinations, ourSockets, counters);
        _opens = order.Definition.Tcp.Tls.Enabled ? EventType.TlsEstablished : EventType.ConnectionOpened;
        Window = new AnswerWindow(order.Connections);
        _pending = new PendingReplies(_journal.Time, reply => _ = SendAndFreeAsync(reply));
    }

    /// <summary>Holds connections back whose answers wait.</summary>
    public AnswerWindow Window { get; }

    /// <summary>Whether from this event on a connection carries data: with TLS that is after the handshake.</summary>
    public bool Opens(EventType type) => type == _opens;

    /// <summary>Why nothing is sent to this peer; null when it is answered.</summary>
    /// <param name="peer">The other side.</param>
    /// <param name="connection">The connection; none for a datagram.</param>
    /// <param name="toSystemPorts">Whether datagrams from ports below 1024 are answered too.</param>
    public ReplySkip? Refusal(PeerAddress peer, ConnectionId connection, bool toSystemPorts)
    {
        if (connection.IsNone && !toSystemPorts && !peer.IsUnix && peer.Port < FirstUserPort)
        {
            return ReplySkip.SystemPort;
        }

        if (_ourSockets.Contains(_kind.IsUdp(), peer))
        {
            return ReplySkip.OwnSocket;
        }

        // The other side of a connection is there already; a datagram's source may be made up.
        return connection.IsNone && IsDenied(peer) ? ReplySkip.DestinationDenied : null;
    }

    /// <summary>Sends an answer, now or later.</summary>
    public void Send(PendingReply reply, int delayMs)
    {
        if (!_pending.TryTake(reply))
        {
            _counters.Skip(_disposed ? ReplySkip.Stopped : ReplySkip.QueueFull, reply.Peer, reply.Connection);
            return;
        }

        // Counted before its question is: a connection never has too little outstanding to be held back.
        Window.AddAnswer(reply);
        if (delayMs == 0)
        {
            // Done when this returns, but where a peer does not read.
            _ = SendAndFreeAsync(reply);
        }
        else if (!_pending.Delay(reply, TimeSpan.FromMilliseconds(delayMs)))
        {
            GiveUp(reply, ReplySkip.Stopped);
        }
    }

    /// <summary>Nothing can be sent on a connection any more: gives up the answers that wait for their delay.</summary>
    public void Drop(ConnectionId connection)
    {
        foreach (var reply in _pending.Drop(connection))
        {
            GiveUp(reply, ReplySkip.ConnectionClosed);
        }
    }

    /// <summary>Gives up what waits for its delay, and what a peer does not take.</summary>
    public void Dispose()
    {
        _disposed = true;
        if (_pending.DropAll() is > 0 and var count)
        {
            _counters.Skip(ReplySkip.Stopped, count: count);
        }

        _ended.CancelAfter(TimeSpan.Zero);
        Window.GiveUpAll();
    }

    private void GiveUp(PendingReply reply, ReplySkip reason)
    {
        _counters.Skip(reason, reply.Peer, reply.Connection);
        _pending.Free(reply);
        Window.RemoveAnswer(reply);
    }

    /// <summary>Whether no datagram may go there. To a Unix socket without a name none can.</summary>
    private bool IsDenied(PeerAddress peer)
    {
        if (!peer.IsUnix)
        {
            return _destinations.Refusal(peer.ToIPEndPoint().Address) is not null;
        }

        if (peer.IsUnnamed)
        {
            return true;
        }

        try
        {
            AddressOf(peer);
            return false;
        }
        catch (NetworkException)
        {
            return true;
        }
    }

    private EndPoint AddressOf(PeerAddress peer) => peer.IsUnix ? _destinations.UnixSockets.Resolve(peer.Address) : peer.ToIPEndPoint();

    /// <summary>Never throws: nobody awaits it.</summary>
    private async Task SendAndFreeAsync(PendingReply reply)
    {
        try
        {
            if (reply.Connection.IsNone)
            {
                await _transport.SendAsync(new SendOrder(reply.Payload, AddressOf(reply.Peer), reply.Asked), _ended.Token);
                _counters.CountSent();
            }
            else if (_connections.Find(reply.Connection) is { } connection)
            {
                await SendOnAsync(connection, reply);
            }
            else
            {
                throw new ConnectionClosedException();
            }
        }
        catch (Exception error)
        {
            _counters.Skip(ReasonOf(error), reply.Peer, reply.Connection);
            if (error is NetworkException)
            {
                Window.GiveUp(reply.Connection);
            }
        }
        finally
        {
            _pending.Free(reply);
            Window.RemoveAnswer(reply);
        }
    }

    private ReplySkip ReasonOf(Exception error) =>
        error switch
        {
            _ when _disposed => ReplySkip.Stopped,
            ConnectionClosedException or ObjectDisposedException => ReplySkip.ConnectionClosed,

            // What the network said is in the journal already; or an answer before it was cut.
            _ => ReplySkip.SendFailed,
        };

    private async Task SendOnAsync(TcpConnection connection, PendingReply reply)
    {
        if (reply.Sends)
        {
            await connection.SendAsync(reply.Payload, Window.GivenUp(reply.Connection));
            _counters.CountSent();
        }

        if (reply.CloseAfter)
        {
            _ = connection.Close();
        }
    }
}

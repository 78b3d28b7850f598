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
        Window = new AnswerWindow(order.Connections);
        _pending = new PendingReplies(_journal.Time, reply => _ = SendAndFreeAsync(reply));
    }

    /// <summary>Holds connections back whose answers wait.</summary>
    public AnswerWindow Window { get; }

    /// <summary>Why nothing is sent to this peer; null when it is answered.</summary>
    public ReplySkip? Refusal(PeerAddress peer, ConnectionId connection)
    {
        if (connection.IsNone && !peer.IsUnix && peer.Port < FirstUserPort)
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
        if (_disposed)
        {
            return;
        }

        if (!_pending.TryTake(reply))
        {
            _counters.Skip(ReplySkip.QueueFull, reply.Peer, reply.Connection);
            return;
        }

        // Counted before its question is: a connection never has too little outstanding to be held back.
        Window.AddAnswer(reply);
        if (delayMs > 0)
        {
            _pending.Delay(reply, TimeSpan.FromMilliseconds(delayMs));
        }
        else
        {
            // Done when this returns, but where a peer does not read.
            _ = SendAndFreeAsync(reply);
        }
    }

    /// <summary>Forgets what waits, and gives up what a peer does not take.</summary>
    public void Dispose()
    {
        _disposed = true;
        _pending.Dispose();
        _ended.CancelAfter(TimeSpan.Zero);
        Window.GiveUpAll();
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
        }
        catch (OperationCanceledException) when (!_disposed)
        {
            // An answer before it was cut.
            _counters.Skip(ReplySkip.SendFailed, reply.Peer, reply.Connection);
        }
        catch (Exception error) when (error is ConnectionClosedException or ObjectDisposedException or OperationCanceledException)
        {
            // Closed or stopped meanwhile; whoever asked is gone.
            _counters.CountSkipped(1);
        }
        catch (Exception error)
        {
            // A network fault is in the journal already.
            if (error is NetworkException)
            {
                _counters.CountSkipped(1);
                Window.GiveUp(reply.Connection);
            }
            else
            {
                _counters.Skip(ReplySkip.SendFailed, reply.Peer, reply.Connection);
            }
        }
        finally
        {
            _pending.Free(reply);
            Window.RemoveAnswer(reply);
        }
    }

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

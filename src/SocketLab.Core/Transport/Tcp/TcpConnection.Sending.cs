using System.Net.Sockets;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Transport.Tcp;

/// <content>Sending: whole payloads in order, in pieces, with back-pressure and a time-out.</content>
public sealed partial class TcpConnection
{
    private const int PieceBytes = 64 << 10;

    /// <summary>Sends <paramref name="payload"/> whole, in order with other sends.</summary>
    /// <exception cref="ConnectionClosedException">Our sending side is closed.</exception>
    /// <exception cref="NetworkException">The peer reset, or did not take it in time; what went out before is in the journal.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        await _sending.WaitAsync(cancellation);
        try
        {
            if (payload.IsEmpty)
            {
                // Nothing goes out, and on a closed connection not even that.
                RefuseClosed();
            }

            var rest = payload;
            while (rest.Length > 0)
            {
                var piece = rest[..Math.Min(rest.Length, PieceBytes)];
                await _io.SendPieceAsync(piece, payload.Length - rest.Length, payload.Length, cancellation);
                rest = rest[piece.Length..];
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            var fault = FaultOf(error);
            if (fault is null)
            {
                throw new ConnectionClosedException();
            }

            _journal.AddEvent(TcpJournal.SendFailed(fault), Peer, Id);
            throw new NetworkException(fault, error);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Sends one piece whole and journals it as one entry; on failure, as much of it as went out.</summary>
    private async Task SendPieceAsync(ReadOnlyMemory<byte> piece, long before, int asked, CancellationToken cancellation)
    {
        var sent = 0;
        CancellationTokenSource? patience = null,
            either = null;
        try
        {
            sent = TrySend(piece);
            while (sent < piece.Length)
            {
                patience ??= new CancellationTokenSource(Timeout.InfiniteTimeSpan, _journal.Time);
                either ??= CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
                patience.CancelAfter(
                    _options.SendTimeoutSeconds == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(_options.SendTimeoutSeconds)
                );

                // The system's buffer is full. Sending one byte is the wait for room: if it is cancelled, we know that nothing went.
                sent += await _socket.SendAsync(piece.Slice(sent, 1), SocketFlags.None, either.Token);
                sent += SendNow(piece.Span[sent..]);
            }

            if (patience is not null)
            {
                AppendSent(piece.Span);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            AppendSent(piece.Span[..sent]);
            if (error is OperationCanceledException && !cancellation.IsCancellationRequested)
            {
                _journal.AddEvent(TcpJournal.SendTimedOut(before + sent, asked), Peer, Id);
                throw new NetworkException(SocketFaults.TimedOut(Peer.ToString()), error);
            }

            throw;
        }
        finally
        {
            either?.Dispose();
            patience?.Dispose();
        }
    }

    /// <summary>Why a send failed, or null when our own side was closed under it.</summary>
    private Fault? FaultOf(Exception error)
    {
        lock (_order)
        {
            switch (_ending)
            {
                case Tcp.CloseReason.PeerReset:
                    return SocketFaults.Reset(Peer.ToString());
                case Tcp.CloseReason.TimedOut:
                    return SocketFaults.TimedOut(Peer.ToString());
            }

            if (_ending is not null || _requested is not null || _finSent || error is not SocketException socketError)
            {
                return null;
            }

            _sendError = socketError.SocketErrorCode;
            return SocketFaults.Of(socketError, Peer.ToString());
        }
    }

    /// <summary>The usual case: the system takes the whole piece at once, and its entry stands before any answer to it.</summary>
    private int TrySend(ReadOnlyMemory<byte> piece)
    {
        lock (_order)
        {
            RefuseClosed();
            var sent = SendNow(piece.Span);
            if (sent == piece.Length)
            {
                AppendSent(piece.Span);
            }

            return sent;
        }
    }

    /// <summary>Checks that our sending side is open.</summary>
    /// <exception cref="ConnectionClosedException">It is not.</exception>
    internal void RefuseClosed()
    {
        lock (_order)
        {
            if (_finSent || _ending is not null || _requested is not null || !_isOpen)
            {
                throw new ConnectionClosedException(_isOpen);
            }
        }
    }

    private int SendNow(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return 0;
        }

        var sent = _socket.Send(bytes, SocketFlags.None, out var error);
        return error switch
        {
            SocketError.Success => sent,
            SocketError.WouldBlock => 0,
            _ => throw new SocketException((int)error),
        };
    }

    private void AppendSent(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        using (var batch = _journal.BeginBatch())
        {
            batch.AddData(EntryDirection.Out, _journal.Time.GetUtcNow().UtcTicks, Peer, Id, _sentBytes, bytes);
        }

        Interlocked.Add(ref _sentBytes, bytes.Length);
        Interlocked.Increment(ref _sentMessages);
        Interlocked.Exchange(ref _lastActivity, _journal.Time.GetTimestamp());
        Interlocked.Exchange(ref _lastSent, _journal.Time.GetTimestamp());
    }
}

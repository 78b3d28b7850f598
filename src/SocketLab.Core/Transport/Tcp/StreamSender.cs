using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>Sends whole payloads in order, in pieces, with back-pressure and a time-out.</summary>
/// <remarks>Owned by its <see cref="TcpConnection"/>. A send waits for those before it, then for the peer, without a lock.</remarks>
internal sealed class StreamSender(ConnectionLife life, ConnectionLog log, ConnectionSocket socket, IByteStream stream)
{
    private const int PieceBytes = 64 << 10;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private SendProgress? _progress;

    /// <summary>Whether a send is under way.</summary>
    public bool IsSending => _turn.CurrentCount == 0;

    /// <summary>Sends <paramref name="payload"/> whole.</summary>
    /// <exception cref="ConnectionClosedException">Our sending side is closed.</exception>
    /// <exception cref="NetworkException">The peer reset, or did not take it in time; what went out before is in the journal.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; what went out before is in the journal.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        var progress = _progress ??= new SendProgress(log.Time);
        progress.Begin(cancellation);
        try
        {
            await SendPiecesAsync(payload, progress);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            log.AddEvent(TcpJournal.SendCancelled(progress.Sent, payload.Length));
            throw;
        }
        catch (OperationCanceledException error)
        {
            log.AddEvent(TcpJournal.SendTimedOut(progress.Sent, payload.Length));
            throw new NetworkException(SocketFaults.TimedOut(log.Peer.ToString()), error);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            var fault = FaultOf(error) ?? throw new ConnectionClosedException();
            log.AddEvent(TcpJournal.SendFailed(fault));
            throw new NetworkException(fault, error);
        }
        finally
        {
            progress.End();
            _turn.Release();
        }
    }

    /// <summary>Ends when no send is under way any more. None can follow: the connection is over.</summary>
    public Task SettleAsync() => _turn.WaitAsync();

    /// <summary>Lets sends go on, to learn that the connection is closed.</summary>
    public void Release() => _turn.Release();

    private async Task SendPiecesAsync(ReadOnlyMemory<byte> payload, SendProgress progress)
    {
        if (payload.IsEmpty)
        {
            // Nothing goes out, and on a closed connection not even that.
            life.RequireSending();
        }

        while (payload.Length > 0)
        {
            var piece = payload[..Math.Min(payload.Length, PieceBytes)];
            await stream.SendPieceAsync(piece, progress);
            payload = payload[piece.Length..];
        }
    }

    /// <summary>Why a send failed, or null when our own side was closed under it.</summary>
    private Fault? FaultOf(Exception error)
    {
        lock (life.Lock)
        {
            switch (life.EndFound)
            {
                case CloseReason.PeerReset:
                    return SocketFaults.Reset(log.Peer.ToString());
                case CloseReason.TimedOut:
                    return SocketFaults.TimedOut(log.Peer.ToString());
            }

            if (!life.MaySend || error is not SocketException socketError)
            {
                return null;
            }

            socket.RecordSendError(socketError.SocketErrorCode);
            return SocketFaults.Of(socketError, log.Peer.ToString());
        }
    }
}

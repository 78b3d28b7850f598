using System.Net.Sockets;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Core.Transport.Tcp;

/// <content>How the stream travels: as it is, or inside TLS.</content>
public sealed partial class TcpConnection
{
    /// <summary>
    /// One way to travel, chosen once, when the connection is made. A call each for the whole reading and for a piece of 64 KiB.
    /// </summary>
    private interface IStreamIo
    {
        /// <summary>Makes the stream ready to carry data.</summary>
        /// <exception cref="NetworkException">The peer and we did not come together; the journal has why.</exception>
        Task OpenAsync();

        /// <summary>Receives until the peer has finished.</summary>
        Task ReceiveUntilFinAsync();

        /// <summary>Sends one piece whole and journals it; on failure, as much of it as went out.</summary>
        Task SendPieceAsync(ReadOnlyMemory<byte> piece, long before, int asked, CancellationToken cancellation);

        /// <summary>Tells the peer that we have finished, as soon as what is under way is out. Called under the lock.</summary>
        void SendFin();

        /// <summary>
        /// Tells the peer that it is over, where closing the socket alone does not. Called under the lock, right before that.
        /// </summary>
        void Part();

        /// <summary>Ends once nothing of it is under way any more. The socket is closed by then. Never throws.</summary>
        Task SettleAsync();
    }

    /// <summary>Sends FIN, if there is still somebody to send it to.</summary>
    private void ShutdownSocket()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The connection died first; the read loop learns why and says so.
        }
    }

    /// <summary>Journals what was read and decrypted elsewhere.</summary>
    private void AppendReceived(ReadOnlySpan<byte> bytes)
    {
        lock (_order)
        {
            if (_ending is not null || _requested == Tcp.CloseReason.Reset)
            {
                return;
            }

            using (var batch = _journal.BeginBatch())
            {
                batch.AddData(EntryDirection.In, _journal.Time.GetUtcNow().UtcTicks, Peer, Id, _receivedBytes, bytes);
            }

            Interlocked.Add(ref _receivedBytes, bytes.Length);
            Interlocked.Increment(ref _receivedMessages);
            Interlocked.Exchange(ref _lastActivity, _journal.Time.GetTimestamp());
        }
    }

    /// <summary>The handshake is complete.</summary>
    private void NoteOpen(TlsInfo tls)
    {
        lock (_order)
        {
            Tls = tls;
            _journal.AddEvent(TlsJournal.Established(tls), Peer, Id);

            // Whoever asked for the end meanwhile gets it instead.
            _isOpen = _requested is null;
            Interlocked.Exchange(ref _lastActivity, _journal.Time.GetTimestamp());
        }
    }

    private void NoteFault(Fault fault) => Fault = fault;

    /// <summary>Tells whoever waits for the opening that there will be none; does nothing if there was one.</summary>
    private void NoteNotOpened()
    {
        if (Fault is not null)
        {
            _opened.TrySetException(new NetworkException(Fault));
            _ = _opened.Task.Exception;
        }

        _opened.TrySetCanceled();
    }

    /// <summary>Whether somebody here wants it to end.</summary>
    private bool IsEnding
    {
        get
        {
            lock (_order)
            {
                return _requested is not null;
            }
        }
    }

    /// <summary>The bytes as they are.</summary>
    private sealed class PlainIo(TcpConnection connection) : IStreamIo
    {
        public Task OpenAsync() => Task.CompletedTask;

        public Task ReceiveUntilFinAsync() => connection.ReceiveUntilFinAsync();

        public Task SendPieceAsync(ReadOnlyMemory<byte> piece, long before, int asked, CancellationToken cancellation) =>
            connection.SendPieceAsync(piece, before, asked, cancellation);

        public void SendFin() => connection.ShutdownSocket();

        public void Part()
        {
            // FIN says it all.
        }

        public Task SettleAsync() => Task.CompletedTask;
    }
}

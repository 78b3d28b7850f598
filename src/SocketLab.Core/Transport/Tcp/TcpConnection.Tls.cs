using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Core.Transport.Tcp;

/// <content>The stream inside TLS: what is journaled and counted is the plaintext.</content>
public sealed partial class TcpConnection
{
    private sealed class TlsIo : IStreamIo
    {
        /// <summary>Plaintext of one record at most (RFC 8446, 5.1): what goes out in one write of ours, with its entry.</summary>
        private const int RecordBytes = 16 << 10;

        private readonly TcpConnection _connection;
        private readonly TlsSetup _setup;
        private readonly PeerCheck _check;
        private readonly RecordStream _wire;
        private readonly SslStream _tls;

        // Guarded by the connection's lock: the record that is on its way, and the plaintext in it that is not journaled yet.
        private Task _write = Task.CompletedTask;
        private Task _goodbye = Task.CompletedTask;
        private ReadOnlyMemory<byte> _plaintext;

        public TlsIo(TcpConnection connection, TlsSetup setup)
        {
            (_connection, _setup, _check) = (connection, setup, setup.NewCheck());
            _wire = new RecordStream(connection._socket, connection._order, NoteSent);
            _tls = new SslStream(_wire, leaveInnerStreamOpen: true);
        }

        public async Task OpenAsync()
        {
            using var patience = new CancellationTokenSource(_setup.Patience, _connection._journal.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _connection._stopReading.Token);
            try
            {
                NoteOpen(await _setup.AuthenticateAsync(_tls, _check, either.Token));
            }
            catch (Exception) when (_connection.IsEnding)
            {
                // Our own side ended it.
                throw new OperationCanceledException();
            }
            catch (Exception error)
            {
                var slow = patience.IsCancellationRequested;
                var peer = _connection.Peer.ToString();
                var fault = slow ? TlsFaults.TooSlow(peer, _setup, _wire) : TlsFaults.OfHandshake(error, peer, _setup, _check, _wire);
                _connection._journal.AddEvent(TlsJournal.HandshakeFailed(fault), _connection.Peer, _connection.Id);
                _connection.NoteFault(fault);
                if (TlsErrors.CauseOf<SocketException>(error) is { } broken)
                {
                    throw broken;
                }

                await PartAsync(slow);
                throw new NetworkException(fault, error);
            }
            finally
            {
                _wire.EndRead();
            }
        }

        public async Task ReceiveUntilFinAsync()
        {
            try
            {
                while (await ReceiveAsync()) { }
            }
            catch (IOException error)
            {
                throw Explain(error);
            }

            _connection.NoteFin(TlsJournal.PeerHalfClosed(notified: !_wire.HasEnded));
        }

        public async Task SendPieceAsync(ReadOnlyMemory<byte> piece, long before, int asked, CancellationToken cancellation)
        {
            var sent = 0;
            while (sent < piece.Length)
            {
                var record = piece.Slice(sent, Math.Min(RecordBytes, piece.Length - sent));
                try
                {
                    // The rest of a record that an earlier send gave up on goes first.
                    await WaitAsync(_write, cancellation);
                    await WaitAsync(Begin(record), cancellation);
                }
                catch (TimeoutException error)
                {
                    _connection._journal.AddEvent(TcpJournal.SendTimedOut(before + sent, asked), _connection.Peer, _connection.Id);
                    throw new NetworkException(SocketFaults.TimedOut(_connection.Peer.ToString()), error);
                }
                catch (IOException error)
                {
                    throw (Exception?)TlsErrors.CauseOf<SocketException>(error)
                        ?? new ObjectDisposedException(nameof(TcpConnection), error);
                }

                sent += record.Length;
            }
        }

        public void SendFin() => _goodbye = SayGoodbyeAsync();

        public void Part() => SendFin();

        public async Task SettleAsync()
        {
            await _write.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _goodbye.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _tls.DisposeAsync();
        }

        private void NoteOpen(TlsInfo info)
        {
            _connection.NoteOpen(info);
            if (info.TrustAny)
            {
                _connection._journal.AddEvent(TlsJournal.Unverified(info), _connection.Peer, _connection.Id);
                if (info.Problems.Count > 0)
                {
                    TlsJournal.Ignored(
                        _setup.Logger,
                        _connection.EndpointId,
                        _connection.Id.ToString(),
                        string.Join(", ", info.Problems.Select(problem => TlsJournal.NameOf(problem.Code)))
                    );
                }
            }
        }

        /// <summary>
        /// Ends a connection whose handshake failed so that the peer can still read why: closing with unread data would send RST.
        /// </summary>
        private async Task PartAsync(bool now)
        {
            _connection.ShutdownSocket();
            if (now)
            {
                return;
            }

            using var deadline = new CancellationTokenSource(DrainTime, _connection._journal.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, _connection._stopReading.Token);
            var buffer = ArrayPool<byte>.Shared.Rent(4 << 10);
            try
            {
                while (await _connection._socket.ReceiveAsync(buffer, SocketFlags.None, either.Token) > 0) { }
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // It ended some other way; it ended.
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }

        /// <summary>Waits without a buffer, so that an idle connection holds none; then reads what is there.</summary>
        /// <returns>Whether more may come.</returns>
        private async Task<bool> ReceiveAsync()
        {
            byte[]? buffer = null;
            try
            {
                _ = await _tls.ReadAsync(Memory<byte>.Empty, _connection._stopReading.Token);
                buffer = ArrayPool<byte>.Shared.Rent(RecordBytes);
                var count = await _tls.ReadAsync(buffer.AsMemory(0, RecordBytes), _connection._stopReading.Token);
                _wire.EndRead();
                if (count > 0)
                {
                    _connection.AppendReceived(buffer.AsSpan(0, count));
                }

                return count > 0;
            }
            finally
            {
                _wire.EndRead();
                if (buffer is not null)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                }
            }
        }

        private Exception Explain(IOException error)
        {
            if (TlsErrors.CauseOf<SocketException>(error) is { } broken)
            {
                return broken;
            }

            if (TlsErrors.CauseOf<ObjectDisposedException>(error) is { } disposed)
            {
                return disposed;
            }

            // In TLS 1.3 a server looks at the client's certificate when the client has finished already.
            var isFresh = _connection.ReceivedBytes == 0;
            if (isFresh && TlsFaults.OfVerdict(error, _connection.Peer.ToString(), _setup) is { } verdict)
            {
                _connection._journal.AddEvent(TlsJournal.HandshakeFailed(verdict), _connection.Peer, _connection.Id);
                _connection.NoteFault(verdict);
                return new NetworkException(verdict, error);
            }

            var words = _wire.HasEnded ? "the peer's end came in the middle of a record" : TlsErrors.Words(error);
            _connection._journal.AddEvent(TlsJournal.Failed(words), _connection.Peer, _connection.Id);
            var fault = new Fault(FaultCode.SocketError, $"TLS with {_connection.Peer} broke: {words}.", "The peer's log may say more.");
            _connection.NoteFault(fault);
            return new NetworkException(fault, error);
        }

        /// <summary>
        /// Encrypts a record and sends it, under the lock: nobody finishes our side in between, and no answer stands before it.
        /// </summary>
        private Task Begin(ReadOnlyMemory<byte> record)
        {
            lock (_connection._order)
            {
                _connection.RefuseClosed();
                _plaintext = record;
                return _write = _tls.WriteAsync(record, CancellationToken.None).AsTask();
            }
        }

        /// <summary>Waits for a record, for as long as the peer may take. A record that was begun goes on without us.</summary>
        private async Task WaitAsync(Task record, CancellationToken cancellation)
        {
            if (!record.IsCompleted)
            {
                var seconds = _connection._options.SendTimeoutSeconds;
                try
                {
                    await record.WaitAsync(
                        seconds == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds),
                        _connection._journal.Time,
                        cancellation
                    );
                }
                catch (Exception error) when (error is TimeoutException or OperationCanceledException)
                {
                    // Its owner may use the memory for something else now.
                    lock (_connection._order)
                    {
                        _plaintext = _plaintext.ToArray();
                    }

                    throw;
                }
            }

            await record;
        }

        /// <summary>A record is out. Those of TLS itself carry nothing of ours.</summary>
        private void NoteSent()
        {
            _connection.AppendSent(_plaintext.Span);
            _plaintext = default;
        }

        private async Task SayGoodbyeAsync()
        {
            try
            {
                await _write;
                if (_connection.Tls is not null)
                {
                    await CloseNotifyAsync();
                }
            }
            catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // The connection died first; the read loop learns why and says so.
            }

            _connection.ShutdownSocket();
        }

        private async Task CloseNotifyAsync()
        {
            Task goodbye;
            await _wire.EnterLibraryAsync();
            try
            {
                goodbye = _tls.ShutdownAsync();
            }
            finally
            {
                _wire.LeaveLibrary();
            }

            await goodbye;
        }
    }
}

using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using SocketLab.Core.Faults;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>The stream inside TLS: what is journaled and counted is the plaintext.</summary>
/// <remarks>
/// <see cref="SslStream"/> does TLS, over a <see cref="RecordStream"/> that does the socket's I/O. One record is sent at a time, so that
/// it goes out under the same lock as its plaintext is journaled. Owned by its <see cref="TcpConnection"/>.
/// </remarks>
internal sealed class TlsStream : IByteStream
{
    /// <summary>Plaintext of one record at most (RFC 8446, 5.1): what goes out in one write of ours, with its entry.</summary>
    private const int RecordBytes = 16 << 10;

    private readonly ConnectionSocket _socket;
    private readonly IStreamSink _sink;
    private readonly TlsSetup _setup;
    private readonly RecordStream _wire;
    private readonly SslStream _tls;
    private readonly ReadingGate _gate;

    // Guarded by the connection's lock: the record that is on its way, the plaintext in it that is not journaled yet, and close_notify.
    private Task _write = Task.CompletedTask;
    private ReadOnlyMemory<byte> _plaintext;
    private Task _closeNotify = Task.CompletedTask;

    public TlsStream(ConnectionSocket socket, IStreamSink sink, TlsSetup setup)
    {
        (_socket, _sink, _setup) = (socket, sink, setup);
        _wire = new RecordStream(socket.Descriptor, sink.Order, OnRecordSent);
        _tls = new SslStream(_wire, leaveInnerStreamOpen: true);
        _gate = new ReadingGate(sink.Order);
    }

    /// <inheritdoc/>
    public Task OpenAsync() => new TlsHandshake(_socket, _sink, _setup).RunAsync(_tls, _wire);

    /// <inheritdoc/>
    public async Task ReceiveUntilFinAsync()
    {
        try
        {
            do
            {
                HoldBackIfAsked();
                await _gate.WaitAsync(ThrowIfBroken, _sink.Time, _sink.ReadingStops);
            } while (await ReceiveAsync());
        }
        catch (IOException error)
        {
            throw Explain(error);
        }

        lock (_sink.Order)
        {
            ThrowIfBroken();
            var mayBeRefusal = !_setup.IsServer && !_sink.HasReceived;
            int? closesAfter = _sink.HasFinished ? null : _socket.Options.HalfClosedSeconds;
            _sink.Finished(TlsJournal.PeerHalfClosed(!_wire.HasEnded, mayBeRefusal, closesAfter));
        }
    }

    /// <inheritdoc/>
    public void PauseReading()
    {
        lock (_sink.Order)
        {
            _ = _gate.Hold();
        }
    }

    /// <inheritdoc/>
    public void ResumeReading()
    {
        lock (_sink.Order)
        {
            _ = _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void ReadToTheEnd()
    {
        lock (_sink.Order)
        {
            _ = _gate.Lift();
        }
    }

    /// <inheritdoc/>
    public async Task SendPieceAsync(ReadOnlyMemory<byte> piece, SendProgress progress)
    {
        while (piece.Length > 0)
        {
            var record = piece[..Math.Min(RecordBytes, piece.Length)];
            try
            {
                // The rest of a record that an earlier send gave up on goes first.
                await WaitAsync(_write, progress);
                await WaitAsync(BeginRecord(record), progress);
            }
            catch (IOException error)
            {
                throw (Exception?)TlsErrors.CauseOf<SocketException>(error) ?? new ObjectDisposedException(nameof(TcpConnection), error);
            }

            progress.Add(record.Length);
            piece = piece[record.Length..];
        }
    }

    /// <inheritdoc/>
    public void SendFin() => _closeNotify = SendCloseNotifyAndFinAsync();

    /// <inheritdoc/>
    public void SendCloseNotify() => SendFin();

    /// <inheritdoc/>
    public async Task SettleAsync()
    {
        await _write.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _closeNotify.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _tls.DisposeAsync();
    }

    private void ThrowIfBroken() => _socket.ThrowIfBroken(_sink.HasFinished);

    private void HoldBackIfAsked()
    {
        lock (_sink.Order)
        {
            if (_sink.MayReceive && !_gate.IsLifted && !_sink.MayReadOn())
            {
                PauseReading();
            }
        }
    }

    /// <summary>Waits without a buffer, so that an idle connection holds none; then reads what is there.</summary>
    /// <returns>Whether more may come.</returns>
    private async Task<bool> ReceiveAsync()
    {
        byte[]? buffer = null;
        try
        {
            _ = await _tls.ReadAsync(Memory<byte>.Empty, _sink.ReadingStops);
            buffer = ArrayPool<byte>.Shared.Rent(RecordBytes);
            var count = await _tls.ReadAsync(buffer.AsMemory(0, RecordBytes), _sink.ReadingStops);
            _wire.EndRead();
            if (count > 0)
            {
                _sink.Received(buffer.AsSpan(0, count));
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
        if (!_sink.HasReceived && TlsFaults.OfVerdict(error, _sink.PeerName, _setup) is { } verdict)
        {
            _sink.Report(TlsJournal.HandshakeFailed(verdict, _sink.PeerName));
            _sink.Failed(verdict);
            return new NetworkException(verdict, error);
        }

        var words = _wire.HasEnded ? "the peer's end came in the middle of a record" : TlsErrors.Words(error);
        var fault = new Fault(FaultCode.SocketError, $"TLS with {_sink.PeerName} broke: {words}.", "The peer's log may say more.");
        _sink.Report(TlsJournal.Failed(words));
        _sink.Failed(fault);
        return new NetworkException(fault, error);
    }

    /// <summary>
    /// Encrypts a record and sends it, under the lock: nobody finishes our side in between, and no answer stands before it.
    /// </summary>
    private Task BeginRecord(ReadOnlyMemory<byte> record)
    {
        lock (_sink.Order)
        {
            _sink.RequireSending();
            _plaintext = record;
            return _write = _tls.WriteAsync(record, CancellationToken.None).AsTask();
        }
    }

    /// <summary>Waits for a record, for as long as the peer may take. A record that was begun goes on without us.</summary>
    private async Task WaitAsync(Task record, SendProgress progress)
    {
        if (!record.IsCompleted)
        {
            try
            {
                await record.WaitAsync(progress.BeginWait(_socket.SendTimeout));
            }
            catch (OperationCanceledException)
            {
                // Its owner may use the memory for something else now.
                lock (_sink.Order)
                {
                    _plaintext = _plaintext.ToArray();
                }

                throw;
            }
        }

        await record;
    }

    /// <summary>A record is out. Those of TLS itself carry nothing of ours.</summary>
    private void OnRecordSent()
    {
        _sink.Sent(_plaintext.Span);
        _plaintext = default;
    }

    private async Task SendCloseNotifyAndFinAsync()
    {
        try
        {
            await _write;
            if (_sink.IsOpened)
            {
                await SendCloseNotifyAsync();
            }
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The connection died first; the read loop learns why and says so.
        }

        _socket.SendFin();
    }

    private async Task SendCloseNotifyAsync()
    {
        Task sent;
        await _wire.EnterLibraryAsync();
        try
        {
            sent = _tls.ShutdownAsync();
        }
        finally
        {
            _wire.LeaveLibrary();
        }

        await sent;
    }
}

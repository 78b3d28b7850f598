namespace SocketLab.Core.Transport.Tcp;

/// <summary>The bytes as they are. The system copies what is received straight into the journal.</summary>
/// <remarks>
/// On Linux a <see cref="StreamPoller"/> calls when there is something to read; elsewhere a read of zero bytes is the wait. Either way an
/// idle connection holds no buffer. Owned by its <see cref="TcpConnection"/>.
/// </remarks>
internal sealed class PlainStream : IByteStream, StreamPoller.IReadable
{
    /// <summary>Reads in one turn at most: other connections wait for the same thread.</summary>
    private const int ReadsInARow = 8;

    private readonly ConnectionSocket _socket;
    private readonly IStreamSink _sink;
    private readonly ReadingGate _gate;

    // Both are there while the stream is polled. Guarded by the connection's lock.
    private StreamPoller? _poller;
    private bool _hungUp;
    private TaskCompletionSource? _fin;

    public PlainStream(ConnectionSocket socket, IStreamSink sink)
    {
        (_socket, _sink) = (socket, sink);
        _gate = new ReadingGate(sink.Order);
    }

    private enum Turn
    {
        Over,
        Held,
        Fin,
    }

    /// <inheritdoc/>
    public Task OpenAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task ReceiveUntilFinAsync()
    {
        if (StreamPoller.IsSupported)
        {
            await PollUntilFinAsync(StreamPoller.Next());
            return;
        }

        do
        {
            await _gate.WaitAsync(ThrowIfBroken, _sink.Time, _sink.ReadingStops);
            await _socket.ReceiveAsync(Memory<byte>.Empty, _sink.ReadingStops);
        } while (!ReadTurn());
    }

    /// <inheritdoc/>
    public void PauseReading()
    {
        lock (_sink.Order)
        {
            if (_gate.Hold())
            {
                _poller?.Pause(_socket.Descriptor, _sink.Id);
            }
        }
    }

    /// <inheritdoc/>
    public void ResumeReading()
    {
        lock (_sink.Order)
        {
            if (_gate.Release())
            {
                PollAgain();
            }
        }
    }

    /// <inheritdoc/>
    public void ReadToTheEnd()
    {
        lock (_sink.Order)
        {
            if (_gate.Lift())
            {
                PollAgain();
            }
        }
    }

    /// <inheritdoc/>
    public async Task SendPieceAsync(ReadOnlyMemory<byte> piece, SendProgress progress)
    {
        var sent = SendAtOnce(piece.Span);
        if (sent == piece.Length)
        {
            progress.Add(sent);
            return;
        }

        try
        {
            while (sent < piece.Length)
            {
                // The system's buffer is full.
                sent += await _socket.SendByteAsync(piece[sent..], progress.BeginWait(_socket.SendTimeout));
                sent += _socket.TrySend(piece.Span[sent..]);
            }
        }
        finally
        {
            _sink.Sent(piece.Span[..sent]);
            progress.Add(sent);
        }
    }

    /// <inheritdoc/>
    public void SendFin() => _socket.SendFin();

    /// <summary>Does nothing: FIN says it all.</summary>
    public void SendCloseNotify() { }

    /// <inheritdoc/>
    public Task SettleAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    void StreamPoller.IReadable.OnReadable(bool hungUp, bool urgent)
    {
        try
        {
            if (IsHeldBack(hungUp))
            {
                return;
            }

            if (ReadTurn(urgent))
            {
                StopPolling();
                _fin!.TrySetResult();
            }
        }
        catch (Exception error)
        {
            StopPolling();
            _fin!.TrySetException(error);
        }
    }

    private async Task PollUntilFinAsync(StreamPoller poller)
    {
        var fin = _fin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var stop = _sink.ReadingStops.UnsafeRegister(
            static (fin, token) => ((TaskCompletionSource)fin!).TrySetCanceled(token),
            fin
        );
        lock (_sink.Order)
        {
            poller.Add(_socket.Descriptor, _sink.Id, this);
            _poller = poller;
            if (_gate.IsClosed)
            {
                poller.Pause(_socket.Descriptor, _sink.Id);
            }
        }

        try
        {
            await fin.Task;
        }
        finally
        {
            StopPolling();
        }
    }

    /// <summary>
    /// At once when the end is there, since it would be reported again and again; and under the lock that closes the socket.
    /// </summary>
    private void StopPolling()
    {
        lock (_sink.Order)
        {
            _poller?.Remove(_socket.Descriptor, _sink.Id);
            _poller = null;
        }
    }

    private void PollAgain()
    {
        if (_hungUp)
        {
            _hungUp = false;
            _poller?.Add(_socket.Descriptor, _sink.Id, this);
        }
        else
        {
            _poller?.Resume(_socket.Descriptor, _sink.Id);
        }
    }

    /// <summary>Whether reading is paused. The system then reports errors and the end of both directions only.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The peer's RST came.</exception>
    private bool IsHeldBack(bool hungUp)
    {
        lock (_sink.Order)
        {
            if (!_gate.IsClosed)
            {
                return false;
            }

            if (_sink.MayReceive)
            {
                ThrowIfBroken();
                if (hungUp)
                {
                    // Both sides have finished, and data waits before the end: that would be reported over and over.
                    _hungUp = true;
                    _poller?.Remove(_socket.Descriptor, _sink.Id);
                }
            }

            return true;
        }
    }

    private void ThrowIfBroken() => _socket.ThrowIfBroken(_sink.HasFinished);

    /// <summary>Reads what is there, and no more than a fair share.</summary>
    /// <returns>Whether the peer's FIN came.</returns>
    private bool ReadTurn(bool urgent = false)
    {
        lock (_sink.Order)
        {
            // The end, a pause, or our own RST may have come between the wait and the lock.
            switch (_sink.MayReceive && !_gate.IsClosed ? ReadAvailable(urgent) : Turn.Over)
            {
                case Turn.Held:
                    PauseReading();
                    return false;
                case Turn.Fin:
                    ThrowIfBroken();
                    _sink.Finished(TcpJournal.PeerHalfClosed(_sink.HasFinished ? null : _socket.Options.HalfClosedSeconds));
                    return true;
                default:
                    return false;
            }
        }
    }

    private Turn ReadAvailable(bool urgent)
    {
        if (urgent && _socket.IsAtMark())
        {
            _sink.UrgentNext();
        }

        // A read ends before a byte that is marked, so that the next turn can say so.
        using var batch = _sink.BeginBatch();
        for (var i = 0; i < (urgent ? 1 : ReadsInARow); i++)
        {
            if (!_gate.IsLifted && !_sink.MayReadOn())
            {
                return Turn.Held;
            }

            var room = batch.ReserveData();
            var count = _socket.TryReceive(room);
            if (count <= 0)
            {
                return count == 0 ? Turn.Fin : Turn.Over;
            }

            _sink.Received(in batch, count);
            if (count < room.Length)
            {
                return Turn.Over;
            }
        }

        return Turn.Over;
    }

    /// <summary>The system mostly takes the whole piece at once: then its entry stands before any answer to it.</summary>
    /// <returns>Bytes that went out. Less than all: they are not reported yet.</returns>
    private int SendAtOnce(ReadOnlySpan<byte> piece)
    {
        lock (_sink.Order)
        {
            _sink.RequireSending();
            var sent = _socket.TrySend(piece);
            if (sent == piece.Length)
            {
                _sink.Sent(piece);
            }

            return sent;
        }
    }
}

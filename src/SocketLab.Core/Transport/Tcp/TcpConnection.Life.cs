using System.Net.Sockets;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Transport.Tcp;

/// <content>The life of a connection: reading to the peer's FIN, staying half-closed for a while, the one closing event.</content>
public sealed partial class TcpConnection
{
    private const int ReadsInARow = 8;
    private static readonly TimeSpan LingerStep = TimeSpan.FromMilliseconds(250);

    /// <summary>The whole life. Never throws: it is awaited by nobody.</summary>
    private async Task RunAsync(Action<TcpConnection> ended)
    {
        await Task.Yield();
        var end = Tcp.CloseReason.PeerClosed;
        string? systemError = null;
        try
        {
            await _io.OpenAsync();
            _opened.TrySetResult();
            await _io.ReceiveUntilFinAsync();
            await LingerAsync();
        }
        catch (OperationCanceledException)
        {
            end = Tcp.CloseReason.Closed;
        }
        catch (SocketException error)
        {
            systemError = $"by the system: {error.SocketErrorCode}";
            end = error.SocketErrorCode switch
            {
                SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => Tcp.CloseReason.PeerReset,
                SocketError.TimedOut => Tcp.CloseReason.TimedOut,
                _ => Tcp.CloseReason.Error,
            };
        }
        catch (ObjectDisposedException)
        {
            end = Tcp.CloseReason.Reset;
        }
        catch (NetworkException)
        {
            (systemError, end) = ("because TLS failed", Tcp.CloseReason.Error);
        }
        catch (Exception error)
        {
            systemError = $"by the system: {error.GetType().Name}";
            end = Tcp.CloseReason.Error;
        }

        await FinishAsync(await DeliverAsync(end), systemError);
        NoteNotOpened();
        ended(this);
        _ended.TrySetResult();
    }

    private async Task ReceiveUntilFinAsync()
    {
        if (StreamPoller.IsSupported)
        {
            await PollUntilFinAsync(StreamPoller.Next());
            return;
        }

        do
        {
            // Waits without a buffer, so that 10,000 idle connections cost none.
            await _socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None, _stopReading.Token);
        } while (!ReceiveSome());
    }

    private async Task PollUntilFinAsync(StreamPoller poller)
    {
        var fin = _fin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var stop = _stopReading.Token.UnsafeRegister(
            static (fin, token) => ((TaskCompletionSource)fin!).TrySetCanceled(token),
            fin
        );
        lock (_order)
        {
            _poller = poller;
            poller.Add(_socket, Id, this);
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
        lock (_order)
        {
            _poller?.Remove(_socket, Id);
            _poller = null;
        }
    }

    /// <inheritdoc/>
    void StreamPoller.IReadable.OnReadable()
    {
        try
        {
            if (ReceiveSome())
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

    /// <summary>Reads what is there, and no more than a fair share: other connections wait for the same thread.</summary>
    /// <returns>Whether the peer's FIN came.</returns>
    private bool ReceiveSome()
    {
        lock (_order)
        {
            // The end, or our own RST, may have come between the wait and the lock.
            if (_finReceived || _ending is not null || _requested == Tcp.CloseReason.Reset || ReadAvailable())
            {
                return false;
            }

            NoteFin();
            return true;
        }
    }

    /// <summary>Lets the system copy straight into the journal.</summary>
    /// <returns>Whether more may come; not after FIN.</returns>
    private bool ReadAvailable()
    {
        using var batch = _journal.BeginBatch();
        for (var i = 0; i < ReadsInARow; i++)
        {
            var room = batch.ReserveData();
            var count = _socket.Receive(room, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                return true;
            }

            if (error != SocketError.Success)
            {
                throw new SocketException((int)error);
            }

            if (count == 0)
            {
                return false;
            }

            batch.AddReserved(_journal.Time.GetUtcNow().UtcTicks, Peer, Id, _receivedBytes, count);
            Interlocked.Add(ref _receivedBytes, count);
            Interlocked.Increment(ref _receivedMessages);
            Interlocked.Exchange(ref _lastActivity, _journal.Time.GetTimestamp());
            if (count < room.Length)
            {
                return true;
            }
        }

        return true;
    }

    private void NoteFin() => NoteFin(TcpJournal.PeerHalfClosed());

    private void NoteFin(JournalEvent how)
    {
        lock (_order)
        {
            ThrowIfBroken();
            _finReceived = true;
            _peerClosedFirst = !_finSent;
            _lastSent = Math.Max(_lastSent, _journal.Time.GetTimestamp());
            _journal.AddEvent(how, Peer, Id);
        }
    }

    /// <summary>Keeps our side open for a while after the peer's FIN, counted anew from each send.</summary>
    private async Task LingerAsync()
    {
        var limit = TimeSpan.FromSeconds(_options.HalfClosedSeconds);
        while (!_finSent)
        {
            // No read is pending any more that would tell of an RST.
            ThrowIfBroken();
            if (_sending.CurrentCount == 0)
            {
                Interlocked.Exchange(ref _lastSent, _journal.Time.GetTimestamp());
            }

            var left = limit - _journal.Time.GetElapsedTime(Interlocked.Read(ref _lastSent));
            if (left <= TimeSpan.Zero)
            {
                return;
            }

            await Task.Delay(left < LingerStep ? left : LingerStep, _journal.Time, _stopReading.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The system tells of an error once: when a send took it, a read sees what looks like the peer's FIN.</summary>
    private void ThrowIfBroken()
    {
        lock (_order)
        {
            var error =
                _sendError != SocketError.Success ? _sendError
                : _socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error) is int pending and not 0 ? (SocketError)pending
                : !_finSent && IsGone() ? SocketError.ConnectionReset
                : SocketError.Success;
            if (error != SocketError.Success)
            {
                throw new SocketException((int)error);
            }
        }
    }

    /// <summary>Whether the system has no connection any more (TCP_CLOSE in TCP_INFO), which without a FIN of ours means RST.</summary>
    private bool IsGone()
    {
        if (!OperatingSystem.IsLinux() || Peer.IsUnix)
        {
            return false;
        }

        Span<byte> info = stackalloc byte[sizeof(ulong)];
        return _socket.GetRawSocketOption(LibC.SolTcp, LibC.TcpInfo, info) > 0 && info[0] == LibC.TcpStateClose;
    }

    private async Task FinishAsync(CloseReason end, string? systemError)
    {
        lock (_order)
        {
            // What the wire did outranks what we asked for, but for our own RST.
            _ending = end switch
            {
                _ when _requested == Tcp.CloseReason.Reset => Tcp.CloseReason.Reset,
                Tcp.CloseReason.PeerClosed or Tcp.CloseReason.Closed => _requested
                    ?? (_peerClosedFirst ? Tcp.CloseReason.PeerClosed : Tcp.CloseReason.Closed),
                _ => end,
            };
            if (!_finSent && _ending is Tcp.CloseReason.PeerClosed)
            {
                _io.Part();
            }

            _stopReading.Dispose();
            _socket.Dispose();
        }

        await _io.SettleAsync();

        // A send that was under way fails now and journals what it got out; the end stands behind that.
        await _sending.WaitAsync();
        lock (_order)
        {
            _closed = true;
            ClosedAt = _journal.Time.GetUtcNow().UtcDateTime;
            CloseReason = _ending;
            _journal.AddEvent(TcpJournal.Ended(_ending.Value, systemError, Peer.IsUnix, _receivedBytes, _sentBytes), Peer, Id);
        }

        _sending.Release();
    }
}

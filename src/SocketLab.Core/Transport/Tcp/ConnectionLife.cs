using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>One connection's life: its state, the lock that guards it, and the one closing event.</summary>
/// <remarks>
/// Which state follows which is in <see cref="LifeTable"/>. Lock order: the endpoint's lock, then
/// <see cref="Lock"/>, then the journal's, then those that call nobody (the table of connections, the window of a consumer); nothing is
/// awaited under it. Owned by its <see cref="TcpConnection"/>.
/// </remarks>
internal sealed class ConnectionLife
{
    /// <summary>For how long a close goes on to take what the peer still sends.</summary>
    public static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1);

    private readonly ConnectionLog _log;
    private readonly CancellationTokenSource _reading;
    private LifeState _state;
    private volatile ConnectionState _shown;
    private CloseReason? _reason;
    private CloseReason? _closeRequested;
    private long _closeRequestedAt;
    private bool _peerFinished;

    /// <param name="log">Where the closing event goes.</param>
    /// <param name="isOpen">Whether there is no TLS handshake to wait for.</param>
    public ConnectionLife(ConnectionLog log, bool isOpen)
    {
        _log = log;
        _state = isOpen ? LifeState.Open : LifeState.Opening;
        _shown = LifeTable.Shown(_state, default);
        _reading = new CancellationTokenSource(Timeout.InfiniteTimeSpan, log.Time);
    }

    /// <summary>
    /// The connection's one lock. It is held around a send and its entry, and around the append of what was received: so an answer does
    /// not stand before its question, but for a send that had to wait for room.
    /// </summary>
    public Lock Lock { get; } = new();

    /// <summary>What people see of it. Takes no lock, so that a screen holds nobody up.</summary>
    public ConnectionState Shown => _shown;

    /// <summary>Cancelled when reading is to end although the peer has not finished.</summary>
    public CancellationToken ReadingStops => _reading.Token;

    /// <summary>When it ended, UTC; null before.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>How it ended; null before.</summary>
    public CloseReason? EndReason => _state == LifeState.Ended ? _reason : null;

    /// <summary>How it will end, or ended: known once reading is over; null before. Under the lock.</summary>
    public CloseReason? EndFound => _state is LifeState.Ending or LifeState.Ended ? _reason : null;

    /// <summary>The orderly close that was requested, if any. Under the lock.</summary>
    public CloseReason? CloseRequested => _closeRequested;

    /// <summary>Time since the close was requested.</summary>
    public TimeSpan SinceCloseRequested => _log.Time.GetElapsedTime(_closeRequestedAt);

    /// <summary>Whether somebody here wants it to end.</summary>
    public bool IsEndRequested
    {
        get
        {
            lock (Lock)
            {
                return _closeRequested is not null || _state == LifeState.Resetting;
            }
        }
    }

    /// <summary>Whether the socket is given back, or about to be. Under the lock.</summary>
    public bool IsOver => _state is LifeState.Resetting or LifeState.Ending or LifeState.Ended;

    /// <summary>Whether our FIN is out. Under the lock.</summary>
    public bool HasFinished =>
        _state is LifeState.WeFinished or LifeState.BothFinished or LifeState.Draining or LifeState.Closing or LifeState.OpeningCancelled;

    /// <summary>Whether more may be received. Under the lock.</summary>
    public bool MayReceive => _state is LifeState.Opening or LifeState.Open or LifeState.WeFinished or LifeState.Draining;

    /// <summary>Whether we may send. Under the lock.</summary>
    public bool MaySend => _state is LifeState.Open or LifeState.PeerFinished;

    /// <summary>Checks that our sending side is open.</summary>
    /// <exception cref="ConnectionClosedException">It is not.</exception>
    public void RequireSending()
    {
        lock (Lock)
        {
            if (!MaySend)
            {
                throw Closed();
            }
        }
    }

    /// <summary>The error of an operation that came too late, or too early.</summary>
    public ConnectionClosedException Closed() => new(_shown != ConnectionState.Connecting);

    /// <summary>The handshake is complete. Whoever requested the end meanwhile gets it instead. Under the lock.</summary>
    public void Open() => Advance(LifeStimulus.Opened);

    /// <summary>The peer has finished. Under the lock.</summary>
    public void PeerFinished()
    {
        if (Advance(LifeStimulus.PeerFin))
        {
            _peerFinished = true;

            // Whoever finishes first has closed the connection, unless a close is requested later.
            _reason ??= CloseReason.PeerClosed;
        }
    }

    /// <summary>Our side finishes. Under the lock.</summary>
    /// <returns>Whether FIN is to be sent: not when it is out.</returns>
    public bool FinishSending()
    {
        if (!Advance(LifeStimulus.OurFin))
        {
            return false;
        }

        _reason ??= CloseReason.Closed;
        if (_state == LifeState.BothFinished)
        {
            _reading.CancelAfter(TimeSpan.Zero);
        }

        return true;
    }

    /// <summary>An orderly close is requested. Once only: asking again must not put the end off. Under the lock.</summary>
    /// <returns>Whether it changed anything.</returns>
    public bool RequestClose(CloseReason reason)
    {
        if (!Advance(LifeStimulus.Close))
        {
            return false;
        }

        (_reason, _closeRequested, _closeRequestedAt) = (reason, reason, _log.Time.GetTimestamp());
        _reading.CancelAfter(_state == LifeState.Draining ? DrainTime : TimeSpan.Zero);
        return true;
    }

    /// <summary>A reset is requested. Under the lock.</summary>
    /// <returns>Whether it changed anything.</returns>
    public bool RequestReset()
    {
        if (!Advance(LifeStimulus.Reset))
        {
            return false;
        }

        (_reason, _closeRequested) = (CloseReason.Reset, null);
        _reading.CancelAfter(TimeSpan.Zero);
        return true;
    }

    /// <summary>Reading is over. What the wire did outranks what we asked for, but for our own RST. Under the lock.</summary>
    /// <param name="wire">How the wire ended.</param>
    /// <returns>How the connection ends.</returns>
    public CloseReason FindEnd(CloseReason wire)
    {
        var inOrder = wire is CloseReason.PeerClosed or CloseReason.Closed;
        _reason = _state == LifeState.Resetting || inOrder ? _reason ?? CloseReason.Closed : wire;
        Advance(LifeStimulus.EndFound);
        _reading.Dispose();
        return _reason.Value;
    }

    /// <summary>Writes the one closing event.</summary>
    /// <param name="systemError">What the system said, where the reason is none of the others.</param>
    public void RecordEnd(string? systemError)
    {
        lock (Lock)
        {
            if (Advance(LifeStimulus.EndRecorded))
            {
                EndedAt = _log.Time.GetUtcNow().UtcDateTime;
                _log.AddEnd(_reason!.Value, systemError, closeRequested: _closeRequested is not null, _peerFinished);
            }
        }
    }

    private bool Advance(LifeStimulus stimulus)
    {
        if (LifeTable.Next(_state, stimulus) is not { } next)
        {
            return false;
        }

        _shown = LifeTable.Shown(next, _shown);
        _state = next;
        return true;
    }
}

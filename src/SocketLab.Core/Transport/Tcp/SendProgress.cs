namespace SocketLab.Core.Transport.Tcp;

/// <summary>How far one send has come, and for how long it may still wait for the peer. Used again by the next send.</summary>
internal sealed class SendProgress(TimeProvider time)
{
    private CancellationToken _caller;
    private CancellationTokenSource? _timeout;
    private CancellationTokenSource? _either;

    /// <summary>Bytes that went out.</summary>
    public long Sent { get; private set; }

    /// <summary>A send begins.</summary>
    public void Begin(CancellationToken caller) => (_caller, Sent) = (caller, 0);

    /// <summary>More went out.</summary>
    public void Add(int bytes) => Sent += bytes;

    /// <summary>A wait for the peer begins: the time-out counts from here.</summary>
    /// <returns>Cancelled by the time-out, and by whoever asked for the send.</returns>
    public CancellationToken BeginWait(TimeSpan timeout)
    {
        _timeout ??= new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _either ??= CancellationTokenSource.CreateLinkedTokenSource(_caller, _timeout.Token);
        _timeout.CancelAfter(timeout);
        return _either.Token;
    }

    /// <summary>The send is over.</summary>
    public void End()
    {
        _either?.Dispose();
        _timeout?.Dispose();
        (_either, _timeout, _caller) = (null, null, default);
    }
}

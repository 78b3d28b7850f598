namespace SocketLab.Core.Endpoints;

/// <summary>
/// Whether an endpoint is to run, and what is under way towards it: a start, or a client's wait for its next attempt. A stop gives up
/// either; a stop and a start cannot miss each other.
/// </summary>
internal sealed class StartRequest
{
    // Held for a moment, while no other lock is.
    private readonly Lock _lock = new();

    // Both are owned and disposed of by whoever began them.
    private CancellationTokenSource? _starting;
    private CancellationTokenSource? _waiting;
    private bool _isWanted;
    private bool _isRetired;

    /// <summary>Whether the user wants the endpoint running, also after a restart of the server.</summary>
    public bool IsWanted
    {
        get
        {
            lock (_lock)
            {
                return _isWanted;
            }
        }
        set
        {
            lock (_lock)
            {
                _isWanted = value;
            }
        }
    }

    /// <summary>Whether the endpoint is to stop, or to stay stopped.</summary>
    public bool IsWithdrawn
    {
        get
        {
            lock (_lock)
            {
                return IsWithdrawnLocked;
            }
        }
    }

    private bool IsWithdrawnLocked => _isRetired || !_isWanted;

    /// <summary>Gives up what is under way, unless the endpoint is wanted again meanwhile.</summary>
    /// <param name="forGood">Whether the endpoint never starts again.</param>
    public void GiveUp(bool forGood)
    {
        lock (_lock)
        {
            _isRetired |= forGood;
            if (IsWithdrawnLocked)
            {
                Cancel(_starting);
                Cancel(_waiting);
                _waiting = null;
            }
        }
    }

    /// <summary>Takes back that the endpoint never starts again.</summary>
    public void Revive()
    {
        lock (_lock)
        {
            _isRetired = false;
        }
    }

    /// <summary>Gives up a wait for the next attempt: somebody asked for one now.</summary>
    public void GiveUpWait()
    {
        lock (_lock)
        {
            Cancel(_waiting);
            _waiting = null;
        }
    }

    /// <summary>Begins a start that <see cref="GiveUp"/> can cancel.</summary>
    /// <returns>False when a stop came first.</returns>
    public bool TryBeginStart(CancellationTokenSource starting)
    {
        lock (_lock)
        {
            _starting = IsWithdrawnLocked ? null : starting;
            return _starting is not null;
        }
    }

    /// <summary>Records that the start is over, however it ended.</summary>
    public void EndStart()
    {
        lock (_lock)
        {
            _starting = null;
        }
    }

    /// <summary>Begins a wait for the next attempt.</summary>
    /// <returns>False when a stop came first.</returns>
    public bool TryBeginWait(CancellationTokenSource waiting)
    {
        lock (_lock)
        {
            _waiting = IsWithdrawnLocked ? null : waiting;
            return _waiting is not null;
        }
    }

    /// <summary>Ends a wait for the next attempt.</summary>
    /// <returns>False when it was given up.</returns>
    public bool TryEndWait(CancellationTokenSource waiting)
    {
        lock (_lock)
        {
            if (_waiting != waiting)
            {
                return false;
            }

            _waiting = null;
            return true;
        }
    }

    /// <summary>Cancels from a timer: whoever waits for the token must not go on under this lock.</summary>
    private static void Cancel(CancellationTokenSource? source) => source?.CancelAfter(TimeSpan.Zero);
}

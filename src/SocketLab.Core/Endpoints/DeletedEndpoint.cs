using SocketLab.Core.Journal;

namespace SocketLab.Core.Endpoints;

/// <summary>An endpoint that was deleted. For a while <see cref="EndpointSupervisor.UndeleteAsync"/> can put it back as it was.</summary>
/// <remarks>It is stopped and no more in the store, so the deletion stands whatever happens to the server meanwhile.</remarks>
public sealed class DeletedEndpoint
{
    // Held for a moment, while no other lock is.
    private readonly Lock _lock = new();
    private ITimer? _expiry;
    private ClearedEntries? _entries;
    private bool _isOver;
    private bool _isTaken;

    internal DeletedEndpoint(Endpoint endpoint, IReadOnlyList<string> followers) => (Endpoint, Followers) = (endpoint, followers);

    /// <summary>The endpoint's id.</summary>
    public string Id => Endpoint.Id;

    /// <summary>The endpoint's name.</summary>
    public string Name => Endpoint.Definition.Name;

    /// <summary>How many entries its journal had.</summary>
    public long EntriesHad => _entries?.Count ?? 0;

    /// <summary>How many of them are back.</summary>
    public long EntriesBack { get; private set; }

    /// <summary>The endpoint.</summary>
    internal Endpoint Endpoint { get; }

    /// <summary>The ids of those that followed it.</summary>
    internal IReadOnlyList<string> Followers { get; }

    /// <summary>Keeps what the journal has, until the time is over and it is disposed of.</summary>
    internal void Keep(TimeSpan undoTime)
    {
        _entries = Endpoint.Journal.Clear(undoTime);
        _expiry = Endpoint.Journal.Time.CreateTimer(_ => End(), null, undoTime, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends the time in which it can be put back.</summary>
    internal void End()
    {
        lock (_lock)
        {
            _isOver = true;
            if (_isTaken)
            {
                return;
            }
        }

        _expiry?.Dispose();
        Endpoint.Journal.Dispose();
    }

    /// <summary>Has the journal take its entries back.</summary>
    internal void TakeEntriesBack() => EntriesBack += _entries is null ? 0 : Endpoint.Journal.Undo(_entries);

    /// <summary>Begins to put it back.</summary>
    /// <returns>False when the time is over, or somebody else did.</returns>
    internal bool TryTake()
    {
        lock (_lock)
        {
            return !_isOver && !_isTaken && (_isTaken = true);
        }
    }

    /// <summary>Gives up putting it back: that can be tried again as long as there is time.</summary>
    internal void GiveUp()
    {
        bool isOver;
        lock (_lock)
        {
            (_isTaken, isOver) = (false, _isOver);
        }

        if (isOver)
        {
            End();
        }
    }
}

namespace SocketLab.Core.Journal;

/// <summary>What a clear removed, as long as that can be undone.</summary>
public sealed class ClearedEntries : IDisposable
{
    // Ends what is held for the undo; ended by it or by the undo.
    private ITimer? _expiry;

    internal ClearedEntries(long first, long last) => (First, Last) = (first, last);

    /// <summary>How many entries were cleared.</summary>
    public long Count => Last - First + 1;

    /// <summary>The sequence of the oldest one.</summary>
    internal long First { get; }

    /// <summary>The sequence of the newest one.</summary>
    internal long Last { get; }

    /// <inheritdoc/>
    public void Dispose() => _expiry?.Dispose();

    /// <summary>Does something when the time is over, unless it was undone before.</summary>
    internal void Expire(TimeProvider time, TimeSpan after, Action release) =>
        _expiry = time.CreateTimer(_ => release(), null, after, Timeout.InfiniteTimeSpan);
}

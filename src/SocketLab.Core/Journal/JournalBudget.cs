namespace SocketLab.Core.Journal;

/// <summary>
/// Memory in bytes that all journals share. Every journal's first two segments are its own: they count, but are never refused.
/// </summary>
public sealed class JournalBudget
{
    private readonly long _limit;
    private long _used;

    /// <summary>Creates a budget of <paramref name="limitBytes"/>.</summary>
    public JournalBudget(long limitBytes) => _limit = limitBytes;

    /// <summary>Bytes that journals hold at the moment.</summary>
    public long Used => Interlocked.Read(ref _used);

    internal bool TryReserve(long bytes)
    {
        if (Interlocked.Add(ref _used, bytes) <= _limit)
        {
            return true;
        }

        Interlocked.Add(ref _used, -bytes);
        return false;
    }

    /// <summary>Reserves memory that is never refused: a journal's own two segments.</summary>
    internal void Reserve(long bytes) => Interlocked.Add(ref _used, bytes);

    internal void Return(long bytes) => Interlocked.Add(ref _used, -bytes);
}

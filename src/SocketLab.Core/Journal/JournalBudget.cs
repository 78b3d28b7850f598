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

    /// <summary>Bytes handed out.</summary>
    public long Used => Interlocked.Read(ref _used);

    internal bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _used, bytes) <= _limit)
        {
            return true;
        }

        Interlocked.Add(ref _used, -bytes);
        return false;
    }

    /// <summary>What a journal takes without asking: its own two segments.</summary>
    internal void Take(long bytes) => Interlocked.Add(ref _used, bytes);

    internal void Return(long bytes) => Interlocked.Add(ref _used, -bytes);
}

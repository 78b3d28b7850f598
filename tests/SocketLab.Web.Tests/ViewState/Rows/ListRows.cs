using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.Tests.ViewState.Rows;

/// <summary>Rows that a test adds and takes away. They are named by their place, doubled, so that a name is no ordinal.</summary>
internal sealed class ListRows : IRowSource<long>
{
    private long _first = 1;
    private long _end = 1;
    private long _gone;

    public long First { get; private set; } = 1;

    public long Count { get; private set; }

    public long Gone { get; private set; }

    public static long NameOf(long ordinal) => 2 * ordinal;

    public void Arrive(int count) => _end += count;

    public void FindOlder(int count) => _first -= count;

    public void Evict(int count)
    {
        var evicted = Math.Min(count, _end - _first);
        (_first, _gone) = (_first + evicted, _gone + evicted);
    }

    public void Clear() => _first = _end;

    public bool Advance(int maxReads)
    {
        (First, Count, Gone) = (_first, _end - _first, _gone);
        return true;
    }

    public int Read(long ordinal, Span<long> rows)
    {
        Assert.True(
            rows.Length == 0 || (ordinal >= First && ordinal + rows.Length <= First + Count),
            "The window reads outside of the rows."
        );
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = NameOf(ordinal + i);
        }

        return rows.Length;
    }

    public long? Find(long row) => row < 2 * (First + Count) ? Math.Max(row / 2, First - 1) : null;
}

using BenchmarkDotNet.Attributes;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Benchmarks.Micro;

/// <summary>One refresh of a feed of 1,000,000 datagrams of 64 bytes: the 52 rows in sight and 48 around them.</summary>
/// <remarks>Scrolled to the middle nothing new is in sight; in a flood every row is new.</remarks>
[MemoryDiagnoser]
public class FeedPageRead
{
    private const int Entries = 1_000_000;
    private const int Visible = 52;

    private readonly EntryJournal _journal = new(256 << 20, new JournalBudget(256 << 20), TimeProvider.System);
    private readonly byte[] _payload = new byte[64];
    private FeedWindow _middle = null!;
    private FeedWindow _tail = null!;

    [GlobalSetup]
    public void Fill()
    {
        Append(Entries);
        (_middle, _tail) = (new FeedWindow(_journal), new FeedWindow(_journal));
        _middle.ScrollTo(Entries / 2, Visible, atEnd: false);
        _tail.ScrollTo(1, Visible, atEnd: true);
    }

    [GlobalCleanup]
    public void Dispose() => _journal.Dispose();

    [Benchmark]
    public int ScrolledUp() => _middle.Read().Rows.Count;

    [Benchmark]
    public int FollowingAFlood()
    {
        Append(100);
        return _tail.Read().Rows.Count;
    }

    private void Append(int count)
    {
        using var batch = _journal.BeginBatch();
        for (var i = 0; i < count; i++)
        {
            batch.AddDatagram(EntryDirection.In, i, default, _payload.Length, _payload);
        }
    }
}

using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Core.Tests.Journal;

namespace SocketLab.Core.Tests.Filtering;

/// <summary>A scan is shared, can be ended, keeps its ordinals, and takes no more memory than it may.</summary>
public sealed class FilterScanTests
{
    [Fact]
    public void Those_who_ask_the_same_share_a_scan()
    {
        using var journal = Sample.Journal(1 << 20);
        using var other = Sample.Journal(1 << 20);
        var scans = new FilterScans();
        var (source, first) = (Traffic.Source(journal), Filter.Parse("dir == in hello"));
        var scan = scans.Get(source, first);
        Assert.Same(scan, scans.Get(Traffic.Source(journal), Filter.Parse("(dir == in) and \"hello\"")));
        Assert.NotSame(scan, scans.Get(Traffic.Source(other), first));
        Assert.NotSame(scan, scans.Get(source, Filter.Parse("dir == in")));

        // A name may change, and what was found by the old one would stay.
        var named = Filter.Parse("endpoint == \"Lab one\"");
        Assert.NotSame(scans.Get(source, named), scans.Get(source, named));

        for (var i = 0; i < FilterScans.MaxScans; i++)
        {
            scans.Get(source, Filter.Parse($"len == {i}"));
        }

        Assert.NotSame(scan, scans.Get(source, first));
    }

    [Fact]
    public void It_goes_on_where_it_was_ended()
    {
        using var journal = Sample.Journal(16 << 20);
        new Traffic(journal, 1).Add(40_000);
        var scan = new FilterScan(Traffic.Source(journal), Filter.Parse("dir == in"));
        using var ended = new CancellationTokenSource();
        scan.Advance(1, ended.Token);
        var before = scan.Hits;
        Assert.False(before.IsComplete);
        Assert.True(before.Count > 0);
        ended.Cancel();
        Assert.Throws<OperationCanceledException>(() => scan.Complete(ended.Token));
        var hits = scan.Complete(CancellationToken.None);
        Assert.True(hits.IsComplete);
        Assert.True(hits.Scanned > before.Scanned);
    }

    [Fact]
    public void What_was_found_keeps_its_ordinal()
    {
        using var journal = Sample.Journal(2 << 20);
        var traffic = new Traffic(journal, 3);
        traffic.Add(8000);
        var scan = new FilterScan(Traffic.Source(journal), Filter.Parse("kind == data"));
        var known = new Dictionary<long, long>();
        for (var round = 0; round < 60; round++)
        {
            traffic.Add(500);
            var hits = scan.Advance(1);
            var found = new long[hits.Count];
            Assert.Equal(found.Length, hits.Read(hits.First, found));
            for (var i = 0; i < found.Length; i++)
            {
                var ordinal = hits.First + i;
                Assert.Equal(ordinal, hits.Find(found[i]));
                Assert.Equal(ordinal, hits.OrdinalFrom(found[i]));
                Assert.Equal(ordinal, known.GetValueOrDefault(found[i], ordinal));
                known[found[i]] = ordinal;
            }
        }

        Assert.True(scan.Hits.Gone > 0);
        Assert.True(known.Values.Min() < 0);
    }

    [Fact]
    public async Task Several_advance_one_scan_at_once()
    {
        using var journal = Sample.Journal(4 << 20);
        new Traffic(journal, 2).Add(20_000);
        var scan = new FilterScan(Traffic.Source(journal), Filter.Parse("text matches \"[a-z]{3}\""));
        var hits = await Eventually.Ends(
            Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => scan.Complete(CancellationToken.None))))
        );
        Assert.All(hits, one => Assert.Equal((journal.Ledger.Kept, scan.Hits.Count), (one.Scanned, one.Count)));
    }

    [Fact]
    public void Values_are_read_and_written_as_they_are_compared()
    {
        using var journal = Sample.Journal(1 << 20);
        new Traffic(journal, 5).Add(2000);
        var source = Traffic.Source(journal);
        string[] names =
        [
            "len",
            "peer.port",
            "peer.address",
            "dir",
            "kind",
            "event",
            "conn",
            "u8[0]",
            "i16le[-2]",
            "u64be[0]",
            "bytes[0:2]",
            "time",
            "local.address",
            "capture(\"temp=(.*)\")",
        ];
        foreach (var value in names.Select(EntryValue.Parse))
        {
            var batch = new EntryBatch();
            journal.Read(0, batch, 50);
            foreach (var entry in batch)
            {
                var same = FilterText.Same(value, entry, source);
                Assert.Equal(same is null, value.ReadText(entry, source) is null);
                if (same is not null)
                {
                    Assert.NotNull(new FilterScan(source, Filter.Parse(same)).Complete(CancellationToken.None).Find(entry.Sequence));
                }
            }
        }

        Assert.Equal("in", OccurringValues.Of(source, EntryValue.Parse("dir")).Order().First());
        Assert.Contains("9191", OccurringValues.Of(source, EntryValue.Parse("peer.port")));
        Assert.Equal("2.6100955E+20", EntryValue.Parse("f32be[-4]").ReadText(Only(journal, "bytes[-4:4] == 616263c3"), source));
        Assert.Equal(255, EntryValue.Parse("u8[0]").ReadNumber(Only(journal, "u8[0] == 255"), source));
    }

    private static EntryView Only(EntryJournal journal, string filter)
    {
        var hits = new FilterScan(Traffic.Source(journal), Filter.Parse(filter)).Complete(CancellationToken.None);
        var sequence = new long[1];
        hits.Read(hits.First, sequence);
        var batch = new EntryBatch();
        journal.Read(sequence[0] - 1, batch, 1);
        var entries = batch.GetEnumerator();
        entries.MoveNext();
        return entries.Current;
    }
}

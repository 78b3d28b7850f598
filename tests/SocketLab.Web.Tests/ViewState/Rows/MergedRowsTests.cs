using System.Globalization;
using System.Net;
using System.Text;
using SocketLab.Core.Addresses;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.Tests.ViewState.Rows;

/// <summary>Several journals as rows: their order, what is gone between them, and what does not move meanwhile.</summary>
public sealed class MergedRowsTests : IDisposable
{
    private static readonly PeerAddress Peer = PeerAddress.From(new IPEndPoint(IPAddress.Loopback, 50_000));

    private readonly EntryJournal _quiet = new(8 << 20, new JournalBudget(64 << 20), TimeProvider.System);
    private readonly EntryJournal _busy = new(256 << 10, new JournalBudget(1 << 20), TimeProvider.System);
    private long _clock;

    public void Dispose()
    {
        _quiet.Dispose();
        _busy.Dispose();
    }

    [Fact]
    public void A_million_decisions_give_what_sorting_gives()
    {
        var random = new Random(7);
        var journals = Enumerable.Range(0, 5).Select(_ => new EntryJournal(64 << 20, new JournalBudget(512 << 20), TimeProvider.System));
        List<EntryJournal> all = [.. journals];
        var expected = new List<(long Time, string Id, long Sequence)>();
        for (var i = 0; i < 100_000; i++)
        {
            var journal = all[random.Next(all.Count)];
            Add(journal, _clock += random.Next(3));
            expected.Add((_clock, journal.Id, journal.Ledger.Last));
        }

        var rows = new MergedRows(all);
        while (!rows.Advance(1)) { }

        // Of equal times the journal decides, whichever was written first.
        var sorted = expected.OrderBy(row => row.Time).ThenBy(row => row.Id, StringComparer.Ordinal).ThenBy(row => row.Sequence);
        Assert.Equal(sorted.Select(row => new EntryRef(row.Id, row.Sequence)), Read(rows));
        foreach (var ordinal in new[] { 0, 1, 1023, 1024, 50_000, 99_999 })
        {
            Assert.Equal(ordinal, rows.Find(Read(rows)[ordinal]));
        }

        all.ForEach(journal => journal.Dispose());
    }

    [Fact]
    public void An_entry_that_is_no_row_has_a_place_between_rows_by_its_time()
    {
        var random = new Random(3);
        var all = new List<(long Time, string Id, long Sequence, bool IsRow)>();
        var filter = Filter.Parse("u8[0] == 1");
        for (var i = 0; i < 600; i++)
        {
            var (journal, isRow) = (random.Next(2) == 0 ? _quiet : _busy, random.Next(3) == 0);
            using (var batch = journal.BeginBatch())
            {
                batch.AddDatagram(EntryDirection.In, _clock += random.Next(2), Peer, 1, [isRow ? (byte)1 : (byte)0]);
            }

            all.Add((_clock, journal.Id, journal.Ledger.Last, isRow));
        }

        var rows = new MergedRows([Found(_quiet, filter), Found(_busy, filter)]);
        while (!rows.Advance(8)) { }

        var sorted = all.OrderBy(one => one.Time).ThenBy(one => one.Id, StringComparer.Ordinal).ThenBy(one => one.Sequence).ToList();
        var place = rows.First;
        foreach (var one in sorted)
        {
            Assert.Equal(place, rows.FindFrom(new(one.Id, one.Sequence)));
            place += one.IsRow ? 1 : 0;
        }

        Assert.Null(rows.FindFrom(new("another journal", 1)));
    }

    [Fact]
    public void What_is_evicted_between_others_is_one_row_with_its_number_and_all_entries_are_accounted_for()
    {
        var rows = new MergedRows(_quiet, _busy);
        for (var i = 0; i < 40; i++)
        {
            Add(_quiet, ++_clock);
            for (var j = 0; j < 400; j++)
            {
                Add(_busy, ++_clock);
            }

            rows.Advance(24);
            AssertAccounted(rows);
        }

        var read = Read(rows);
        var holes = read.Count(row => row.JournalId.Length == 0);
        Assert.InRange(holes, 1, 40);
        Assert.Equal(40, read.Count(row => row.JournalId == _quiet.Id));
        Assert.Equal(_busy.Ledger.Kept, read.Count(row => row.JournalId == _busy.Id));
        Assert.DoesNotContain(read.Zip(read.Skip(1)), pair => pair is { First.JournalId: "", Second.JournalId: "" });
    }

    [Fact]
    public void The_row_that_is_looked_at_keeps_its_place_while_others_become_one()
    {
        var rows = new MergedRows(_quiet, _busy);
        for (var i = 0; i < 30; i++)
        {
            Add(_quiet, ++_clock);
            for (var j = 0; j < 100; j++)
            {
                Add(_busy, ++_clock);
            }
        }

        rows.Advance(24);
        var looked = new EntryRef(_quiet.Id, 15);
        var place = rows.Find(looked)!.Value;
        rows.Fixed = place;
        for (var i = 0; i < 60; i++)
        {
            for (var j = 0; j < 300; j++)
            {
                Add(_busy, ++_clock);
            }

            rows.Advance(24);
            Assert.Equal(place, rows.Find(looked));
            AssertAccounted(rows);
        }

        Assert.True(_busy.Ledger.Evicted > 5000);
    }

    [Fact]
    public void What_is_cleared_is_gone_from_the_rows()
    {
        var rows = new MergedRows(_quiet, _busy);
        for (var i = 0; i < 50; i++)
        {
            Add(_quiet, ++_clock);
            Add(_busy, ++_clock);
        }

        rows.Advance(24);
        _busy.Clear();
        Add(_busy, ++_clock);
        rows.Advance(24);
        var read = Read(rows);
        Assert.Equal(50, read.Count(row => row.JournalId == _quiet.Id));
        Assert.Equal(new EntryRef(_busy.Id, 51), Assert.Single(read, row => row.JournalId == _busy.Id));
    }

    [Fact]
    public void What_filters_take_of_several_journals_is_merged_like_all_entries()
    {
        for (var i = 0; i < 3000; i++)
        {
            Add(i % 3 == 0 ? _busy : _quiet, ++_clock);
        }

        var filter = Filter.Parse("text contains 7");
        var rows = new MergedRows([Found(_quiet, filter), Found(_busy, filter)]);
        while (!rows.Advance(4)) { }

        var reader = new EntryReader(_quiet, _busy);
        var read = Read(rows);
        Assert.Equal(Enumerable.Range(1, 3000).Count(i => i.ToString(CultureInfo.InvariantCulture).Contains('7')), read.Count);
        var texts = read.Select(row => int.Parse(reader.Read(row)!.Payload.Span, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(texts.Order(), texts);
        Add(_busy, 4007);
        rows.Advance(4);
        Assert.Equal(read.Count + 1, rows.Count);
    }

    private static (IRowSource<EntryRef>, EntryJournal) Found(EntryJournal journal, Filter filter) =>
        (new FilterRows(new FilterScans().Get(new FilterSource(journal), filter)), journal);

    private static List<EntryRef> Read(MergedRows rows)
    {
        var names = new EntryRef[rows.Count];
        Assert.Equal(names.Length, rows.Read(rows.First, names));
        return [.. names];
    }

    private void AssertAccounted(MergedRows rows)
    {
        long kept = 0,
            gone = rows.Gone;
        for (var ordinal = rows.First; ordinal < rows.First + rows.Count; ordinal++)
        {
            var missing = rows.MissingAt(ordinal);
            (kept, gone) = (kept + (missing == 0 ? 1 : 0), gone + missing);
        }

        Assert.Equal(_quiet.Ledger.Kept + _busy.Ledger.Kept, kept);
        Assert.Equal(_busy.Ledger.Evicted, gone);
    }

    private static void Add(EntryJournal journal, long microseconds)
    {
        using var batch = journal.BeginBatch();
        var text = Encoding.ASCII.GetBytes(microseconds.ToString(CultureInfo.InvariantCulture));
        batch.AddDatagram(EntryDirection.In, DateTime.UnixEpoch.AddMicroseconds(microseconds).Ticks, Peer, text.Length, text);
    }
}

using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Core.Statistics;
using SocketLab.Core.Summaries;
using Sample = SocketLab.Core.Tests.Journal.Sample;
using Traffic = SocketLab.Core.Tests.Filtering.Traffic;

namespace SocketLab.Core.Tests.Summaries;

/// <summary>Several journals sum up to what one journal would that had all their entries.</summary>
public sealed class SummarySetTests
{
    private static readonly DateTime Noon = new(2026, 11, 28, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("dir == in and len > 20")]
    public void It_says_what_one_journal_with_all_of_it_would_say(string? text)
    {
        using EntryJournal first = Sample.Journal(64 << 20),
            second = Sample.Journal(64 << 20),
            both = Sample.Journal(64 << 20);
        foreach (var (seed, journal) in new[] { (5, first), (6, second), (5, both), (6, both) })
        {
            new Traffic(journal, seed).Add(3000);
        }

        var filter = text is null ? null : Filter.Parse(text);
        var set = new SummarySet([.. new[] { first, second }.Select(one => new EntrySummary(Traffic.Source(one), filter, null))]);
        while (!set.Advance(TimeSpan.FromMicroseconds(10), Cancelled))
        {
            // Piece by piece.
        }

        var whole = new EntrySummary(Traffic.Source(both), filter, null);
        whole.Complete(Cancelled);
        var ((each, figures), expected) = (set.Read(), whole.Read());
        Assert.Equal((true, 6000, 1.0), (figures.IsComplete, figures.Entries, figures.Progress));
        Assert.Equal(
            (expected.Totals, expected.Events, expected.Truncated, expected.Entries),
            (figures.Totals, figures.Events, figures.Truncated, figures.Entries)
        );
        AssertSame(expected.ReceivedSizes, figures.ReceivedSizes);
        AssertSame(expected.SentSizes, figures.SentSizes);
        Assert.Equal(each.Sum(one => one.Gaps.Count), figures.Gaps.Count);
        Assert.Equal(TotalsOf(expected.Peers), TotalsOf(figures.Peers));
        Assert.Equal(TotalsOf(expected.Ports), TotalsOf(figures.Ports));
        Assert.Empty(figures.Conversations.Rows);
        Assert.Equal(2, each.Count);
    }

    [Fact]
    public void Times_series_and_marks_are_those_of_all_and_gaps_those_within_one()
    {
        using EntryJournal first = Sample.Journal(8 << 20),
            second = Sample.Journal(8 << 20),
            idle = Sample.Journal(8 << 20);
        Add(first, 0, 7);
        Add(second, 0.5, 9);
        Add(first, 2, 7);
        Add(second, 2.5, 3);
        Event(second, EventType.Started);
        Event(first, EventType.Stopped);
        var set = new SummarySet([Of(first, "one"), Of(second, "two"), Of(idle, "idle")]);
        Assert.True(set.Advance(TimeSpan.FromSeconds(1), Cancelled));
        var (_, figures) = set.Read();
        Assert.Equal((Noon, Noon.AddSeconds(2.5)), (figures.FirstTime, figures.LastTime));
        Assert.Equal((2, TimeSpan.FromSeconds(2).Ticks), (figures.Gaps.Count, figures.Gaps.Min));
        Assert.Equal(["two", "one"], figures.Marks.Select(mark => mark.Endpoint));
        Assert.Equal([EventType.Started, EventType.Stopped], figures.Marks.Select(mark => mark.Type));
        var series = set.Series(TimeSpan.FromSeconds(3), Noon.AddSeconds(2.9));
        Assert.Equal([2, 0, 2], series.Totals.Select(total => total.ReceivedMessages));
        Assert.Equal([16, 0, 10], series.Values.Select(value => value.Total));
        Assert.Equal((3, 9), (series.Values.Where(v => v.Count > 0).Min(v => v.Min), series.Values.Max(v => v.Max)));
    }

    [Fact]
    public void Nothing_sums_up_to_nothing_and_one_to_itself()
    {
        var none = new SummarySet([]);
        Assert.True(none.Advance(TimeSpan.Zero, Cancelled));
        Assert.Equal((0, true), (none.Read().All.Entries, none.Read().All.IsComplete));
        Assert.Empty(none.Series(TimeSpan.FromMinutes(1), Noon).Totals);
        using var journal = Sample.Journal(8 << 20);
        Add(journal, 0, 5);
        var one = new SummarySet([Of(journal, "one")]);
        one.Advance(TimeSpan.FromSeconds(1), Cancelled);
        Assert.Single(one.Read().All.Conversations.Rows);
    }

    private static EntrySummary Of(EntryJournal journal, string name) =>
        new(new FilterSource(journal) { EndpointName = () => name }, null, EntryValue.Parse("len"));

    private static void Add(EntryJournal journal, double seconds, int length)
    {
        using var batch = journal.BeginBatch();
        var peer = PeerAddress.From(new IPEndPoint(IPAddress.Loopback, 4000));
        batch.AddDatagram(EntryDirection.In, Noon.AddSeconds(seconds).Ticks, peer, length, new byte[length]);
    }

    private static void Event(EntryJournal journal, EventType type) => journal.AddEvent(new JournalEvent(type, null, "happened"));

    private static void AssertSame(DistributionFigures expected, DistributionFigures actual)
    {
        Assert.Equal(expected with { Ranges = [] }, actual with { Ranges = [] });
        Assert.Equal(expected.Ranges, actual.Ranges);
    }

    private static Dictionary<TKey, TrafficTotals> TotalsOf<TKey>(Counted<TKey> counted)
        where TKey : notnull => counted.Rows.ToDictionary(row => row.Key, row => row.Totals);
}

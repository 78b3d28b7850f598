using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Core.Statistics;
using SocketLab.Core.Summaries;
using Sample = SocketLab.Core.Tests.Journal.Sample;
using Traffic = SocketLab.Core.Tests.Filtering.Traffic;

namespace SocketLab.Core.Tests.Summaries;

/// <summary>A summary says what counting entry by entry says, and goes on counting what comes.</summary>
public sealed class EntrySummaryTests
{
    private static readonly DateTime Noon = new(2026, 11, 28, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("dir == in")]
    [InlineData("text contains hello or len > 100")]
    [InlineData("kind == event")]
    public void It_says_what_counting_one_by_one_says(string? text)
    {
        using var journal = Sample.Journal(64 << 20);
        var traffic = new Traffic(journal, 5);
        var (source, filter) = (Traffic.Source(journal), text is null ? null : Filter.Parse(text));
        var summary = new EntrySummary(source, filter, EntryValue.Parse("len"));
        for (var round = 0; round < 5; round++)
        {
            traffic.Add(3000);
            summary.Complete(Cancelled);
        }

        var entries = EntriesOf(journal, source, filter);
        var messages = entries.Where(entry => entry.Kind != EntryKind.Event).ToList();
        var received = messages.Where(entry => entry.Direction == EntryDirection.In).ToList();
        var figures = summary.Read();
        Assert.True(figures.IsComplete);
        Assert.Equal((1, 15_000, 0), (figures.First, figures.Last, figures.Missed));
        Assert.Equal(TotalsOf(messages), figures.Totals);
        Assert.Equal(entries.Count - messages.Count, figures.Events);
        Assert.Equal(messages.Count(entry => entry.Truncated), figures.Truncated);
        Assert.Equal(received.Count, figures.ReceivedSizes.Count);
        Assert.Equal(received.Count, figures.ReceivedSizes.Ranges.Sum(range => range.Count));
        Assert.All(figures.ReceivedSizes.Ranges, range =>
            Assert.Equal(received.Count(entry => entry.Length >= range.From && entry.Length <= range.To), range.Count)
        );
        Assert.Equal(received.Count == 0 ? 0 : received.Average(entry => entry.Length), figures.ReceivedSizes.Mean, 6);
        Assert.Equal(Math.Max(0, received.Count - 1), figures.Gaps.Count);
        AssertSame(messages, entry => new ConversationKey(entry.ConnectionId, entry.Peer), figures.Conversations);
        AssertSame(messages, entry => entry.Peer.IsUnix ? entry.Peer : entry.Peer.WithPort(0), figures.Peers);
        AssertSame(messages.Where(entry => !entry.Peer.IsUnix), entry => entry.Peer.Port, figures.Ports);
    }

    [Fact]
    public void A_row_s_filter_takes_its_entries_and_no_others()
    {
        using var journal = Sample.Journal(64 << 20);
        new Traffic(journal, 6).Add(4000);
        var source = Traffic.Source(journal);
        var figures = Counted(source);
        foreach (var rows in figures.Conversations.Rows.GroupBy(row => SummaryFilters.Of(row.Key)))
        {
            // A connection has one peer; those of this traffic have several.
            var kind = rows.First().Key.Connection.IsNone ? "datagram" : "data";
            var expected = rows.Aggregate(default(TrafficTotals), (sum, row) => sum + row.Totals);
            Assert.Equal(expected, Counted(source, $"{rows.Key} and kind == {kind}").Totals);
        }

        Assert.All(figures.Peers.Rows, row => Assert.Equal(row.Totals, Counted(source, SummaryFilters.OfPeer(row.Key)).Totals));
        Assert.All(figures.Ports.Rows, row => Assert.Equal(row.Totals, Counted(source, SummaryFilters.OfPort(row.Key)).Totals));
        var sizes = figures.ReceivedSizes.Ranges;
        Assert.All(sizes, range =>
            Assert.Equal(range.Count, Counted(source, SummaryFilters.Lengths(range.From, range.To)).ReceivedSizes.Count)
        );
        Assert.Equal(figures.Totals, Counted(source, SummaryFilters.Between(figures.FirstTime!.Value, figures.LastTime!.Value)).Totals);
    }

    [Fact]
    public void What_was_counted_stays_counted_when_it_is_evicted()
    {
        using var journal = Sample.Journal(1 << 20);
        var summary = new EntrySummary(new FilterSource(journal), null, null);
        for (var i = 0; i < 40; i++)
        {
            Add(journal, 1000, i => Peer(1000 + (i % 10)));
            summary.Complete(Cancelled);
        }

        var figures = summary.Read();
        Assert.True(journal.Ledger.Evicted > 0);
        Assert.Equal((40_000L, 0L), (figures.Totals.ReceivedMessages, figures.Missed));
        Assert.Equal(10, figures.Conversations.Rows.Count);

        // Nobody looks for a while: what went meanwhile is told.
        Add(journal, 40_000, _ => Peer(1000));
        Assert.True(summary.IsBehind);
        summary.Complete(Cancelled);
        figures = summary.Read();
        Assert.True(figures.Missed > 0);
        Assert.Equal(80_000, figures.Totals.ReceivedMessages + figures.Missed);

        journal.Clear();
        Add(journal, 7, _ => Peer(1));
        summary.Complete(Cancelled);
        Assert.Equal((7L, 80_001L), (summary.Read().Totals.ReceivedMessages, summary.Read().First));
    }

    [Fact]
    public void A_million_peers_leave_the_busy_one_and_a_true_total()
    {
        using var journal = Sample.Journal(32 << 20);
        var summary = new EntrySummary(new FilterSource(journal), null, null);
        for (var i = 0; i < 20; i++)
        {
            var round = i;
            Add(journal, 20_000, n =>
                n % 10 == 0 ? Peer(9) : PeerAddress.From(new IPEndPoint(new IPAddress((round * 20_000L) + n + 1), 9))
            );
            summary.Complete(Cancelled);
        }

        var figures = summary.Read();
        Assert.InRange(figures.Conversations.Rows.Count, 1, EntrySummary.MaxKeys);
        Assert.Equal(Peer(9), figures.Conversations.Rows[0].Key.Peer);
        Assert.Equal(40_000, figures.Conversations.Rows[0].Totals.ReceivedMessages);
        var kept = figures.Conversations.Rows.Aggregate(default(TrafficTotals), (sum, row) => sum + row.Totals);
        Assert.Equal(figures.Totals, kept + figures.Conversations.Others!.Value);
    }

    [Fact]
    public void A_value_is_followed_over_time()
    {
        using var journal = Sample.Journal(1 << 20);
        using (var batch = journal.BeginBatch())
        {
            for (var i = 0; i < 100; i++)
            {
                batch.AddDatagram(EntryDirection.In, Noon.AddSeconds(i / 10.0).Ticks, Peer(1), 2, [(byte)i, 1]);
            }

            batch.AddDatagram(EntryDirection.In, Noon.AddSeconds(9.99).Ticks, Peer(1), 0, []);
        }

        var summary = new EntrySummary(new FilterSource(journal), Filter.Parse("u8[0] != 55 or len == 0"), EntryValue.Parse("u8[0]"));
        summary.Complete(Cancelled);
        var series = summary.Series(TimeSpan.FromSeconds(60), Noon.AddSeconds(9.5));
        Assert.Equal((60, Noon.AddSeconds(9 - 59), TimeSpan.FromSeconds(1)), (series.Totals.Count, series.Start, series.Step));
        Assert.Equal(new ValueSum(10, 945, 90, 99), series.Values[^1]);
        Assert.Equal(11, series.Totals[^1].ReceivedMessages);
        Assert.Equal(new ValueSum(9, 490, 50, 59), series.Values[^5]);
        Assert.Equal(default, series.Values[0]);
        var longer = summary.Series(TimeSpan.FromHours(1), Noon.AddSeconds(9.5));
        Assert.Equal((TimeSpan.FromSeconds(10), 99L), (longer.Step, longer.Values[^1].Count));
    }

    [Fact]
    public void Those_who_look_at_the_same_share_a_summary()
    {
        using var journal = Sample.Journal(1 << 20);
        var (all, source) = (new EntrySummaries(), new FilterSource(journal));
        var summary = all.Get(source, Filter.Parse("dir == in"), EntryValue.Parse("len"));
        Assert.Same(summary, all.Get(new FilterSource(journal), Filter.Parse("(dir == in)"), EntryValue.Parse("len")));
        Assert.NotSame(summary, all.Get(source, null, EntryValue.Parse("len")));
        Assert.NotSame(summary, all.Get(source, Filter.Parse("dir == in"), null));
        Add(journal, 10, _ => Peer(1));
        summary.Complete(Cancelled);
        Add(journal, 40_000, _ => Peer(1));
        Assert.NotSame(summary, all.Get(source, Filter.Parse("dir == in"), EntryValue.Parse("len")));
    }

    private static SummaryFigures Counted(FilterSource source, string? filter = null)
    {
        var summary = new EntrySummary(source, filter is null ? null : Filter.Parse(filter), null);
        summary.Complete(Cancelled);
        return summary.Read();
    }

    private static PeerAddress Peer(int port) => PeerAddress.From(new IPEndPoint(IPAddress.Loopback, port));

    private static void Add(EntryJournal journal, int count, Func<int, PeerAddress> peer)
    {
        using var batch = journal.BeginBatch();
        for (var i = 0; i < count; i++)
        {
            batch.AddDatagram(EntryDirection.In, Noon.AddMilliseconds(i).Ticks, peer(i), 4, "abcd"u8);
        }
    }

    private static List<Entry> EntriesOf(EntryJournal journal, FilterSource source, Filter? filter)
    {
        var reader = new FilterReader(source, filter);
        var wanted = reader.Forward(0, long.MaxValue, int.MaxValue, int.MaxValue, Cancelled).Sequences.ToHashSet();
        var (cursor, entries) = (new JournalCursor(journal), new List<Entry>());
        for (; cursor.TryPeek(out var entry); cursor.Pass())
        {
            if (wanted.Contains(entry.Sequence))
            {
                entries.Add(entry.ToEntry());
            }
        }

        return entries;
    }

    private static TrafficTotals TotalsOf(IEnumerable<Entry> messages) =>
        messages.Aggregate(default(TrafficTotals), (sum, entry) =>
            sum
            + (
                entry.Direction == EntryDirection.In
                    ? new TrafficTotals(1, entry.Payload.Length, 0, 0)
                    : new TrafficTotals(0, 0, 1, entry.Payload.Length)
            )
        );

    private static void AssertSame<TKey>(IEnumerable<Entry> messages, Func<Entry, TKey> key, Counted<TKey> counted)
        where TKey : notnull
    {
        var expected = messages.GroupBy(key).ToDictionary(group => group.Key, group => group.ToList());
        Assert.Null(counted.Others);
        Assert.Equal(expected.Count, counted.Rows.Count);
        Assert.All(counted.Rows, row =>
        {
            var entries = expected[row.Key];
            Assert.Equal(TotalsOf(entries), row.Totals);
            Assert.Equal((entries.Min(entry => entry.Time), entries.Max(entry => entry.Time)), (row.First, row.Last));
        });
        Assert.Equal(counted.Rows.Select(row => row.Bytes).OrderDescending(), counted.Rows.Select(row => row.Bytes));
    }
}

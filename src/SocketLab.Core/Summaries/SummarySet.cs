using SocketLab.Core.Statistics;

namespace SocketLab.Core.Summaries;

/// <summary>
/// What the entries of several journals sum up to together. Gaps are those between arrivals in one journal, and conversations stay with
/// their journals (<see cref="Members"/>); all else is one sum.
/// </summary>
/// <remarks>It counts nothing itself: it asks its members, which others may share. Safe from any thread, as they are.</remarks>
public sealed class SummarySet
{
    /// <summary>Journals that are summed up at most: each takes half a megabyte and more. Overflow policy: the first ones count.</summary>
    public const int MaxMembers = 64;

    private int _next;

    /// <summary>Sums journals up.</summary>
    /// <param name="members">What each sums up to.</param>
    public SummarySet(IReadOnlyList<EntrySummary> members) => Members = members;

    /// <summary>What each journal sums up to.</summary>
    public IReadOnlyList<EntrySummary> Members { get; }

    /// <summary>Takes in what is new, for a while, in each journal in turn.</summary>
    /// <param name="limit">How long at most, about.</param>
    /// <param name="cancellation">Ends it; what was counted stays.</param>
    /// <returns>Whether all that the journals have is counted.</returns>
    public bool Advance(TimeSpan limit, CancellationToken cancellation)
    {
        var (started, isDone) = (TimeProvider.System.GetTimestamp(), true);
        for (var i = 0; i < Members.Count; i++)
        {
            var left = limit - TimeProvider.System.GetElapsedTime(started);
            isDone &= Members[(_next + i) % Members.Count].Advance(left / (Members.Count - i), cancellation);
        }

        // Where there is more than one turn's work, the first one is not always the same.
        _next = (_next + 1) % Math.Max(1, Members.Count);
        return isDone;
    }

    /// <summary>What each journal has counted until now, and all of them together.</summary>
    public (IReadOnlyList<SummaryFigures> Each, SummaryFigures All) Read()
    {
        var each = Members.Select(member => member.Read()).ToList();
        return (each, each is [var only] ? only : Together(each));
    }

    /// <summary>What came and went, and what the value was, in the spans up to a moment.</summary>
    /// <param name="reach">How far back, a day at most.</param>
    /// <param name="end">The moment, UTC.</param>
    public SeriesFigures Series(TimeSpan reach, DateTime end)
    {
        var each = Members.Select(member => member.Series(reach, end)).ToList();

        // They all begin at the same moment: it follows from the two arguments.
        return each is []
            ? new(end, TimeSpan.FromSeconds(1), [], [])
            : each[0] with
            {
                Totals = [.. each[0].Totals.Select((_, i) => each.Aggregate(default(TrafficTotals), (sum, one) => sum + one.Totals[i]))],
                Values = [.. each[0].Values.Select((_, i) => each.Aggregate(default(ValueSum), (sum, one) => sum + one.Values[i]))],
            };
    }

    private SummaryFigures Together(List<SummaryFigures> each)
    {
        var counts = new SummaryCounts();
        foreach (var member in Members)
        {
            member.AddTo(counts);
        }

        var others = each.Aggregate(default(TrafficTotals), (sum, one) => sum + (one.Conversations.Others ?? default));
        return counts.Read() with
        {
            Entries = each.Sum(one => one.Entries),
            Missed = each.Sum(one => one.Missed),
            Undecided = each.Sum(one => one.Undecided),
            IsComplete = each.TrueForAll(one => one.IsComplete),
            Progress = each.Count == 0 ? 1 : each.Average(one => one.Progress),
            Conversations = new([], others == default ? null : others),
            Marks =
            [
                .. each.Index()
                    .SelectMany(one => one.Item.Marks.Select(mark => mark with { Endpoint = Members[one.Index].EndpointName }))
                    .OrderBy(mark => mark.Time)
                    .TakeLast(EntrySummary.MaxMarks),
            ],
        };
    }
}

namespace SocketLab.Core.Statistics;

/// <summary>What came and went in spans of one length that follow each other.</summary>
/// <param name="Start">When the first span began, UTC.</param>
/// <param name="Step">How long each span is.</param>
/// <param name="Totals">What came and went in each, oldest first. Where nothing ever did, all ask for the same list.</param>
public sealed record TrafficSeries(DateTime Start, TimeSpan Step, IReadOnlyList<TrafficTotals> Totals)
{
    private static readonly TrafficTotals[] NothingLong = new TrafficTotals[60];

    /// <summary>When the last span ended, UTC.</summary>
    public DateTime End => Start + (Step * Totals.Count);

    /// <summary>
    /// Several that end at the same moment and have spans of one length, together: as long as the longest. Null without any.
    /// </summary>
    public static TrafficSeries? Sum(IReadOnlyList<TrafficSeries> all)
    {
        if (all.Count < 2)
        {
            return all.FirstOrDefault();
        }

        var longest = all.MaxBy(one => one.Totals.Count)!;
        var sums = longest.Totals.ToArray();
        foreach (var one in all.Where(one => one != longest))
        {
            var from = sums.Length - one.Totals.Count;
            for (var i = 0; i < one.Totals.Count; i++)
            {
                sums[from + i] += one.Totals[i];
            }
        }

        return longest with
        {
            Totals = sums,
        };
    }

    /// <summary>Spans in which nothing came and nothing went.</summary>
    internal static IReadOnlyList<TrafficTotals> Nothing(long count) =>
        count == NothingLong.Length ? NothingLong : new TrafficTotals[Math.Max(0, count)];
}

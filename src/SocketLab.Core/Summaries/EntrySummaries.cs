using SocketLab.Core.Filtering;

namespace SocketLab.Core.Summaries;

/// <summary>The summaries that were looked at last, so that all who look at the same share one, and coming back costs nothing.</summary>
public sealed class EntrySummaries
{
    /// <summary>Summaries that are remembered at most. Overflow policy: forget the one that was asked for longest ago.</summary>
    public const int MaxSummaries = 12;

    private readonly Lock _lock = new();

    // The one that was asked for last stands last.
    private readonly List<EntrySummary> _summaries = [];

    /// <summary>The summary of a journal; a new one has counted nothing yet.</summary>
    /// <param name="source">The journal.</param>
    /// <param name="filter">Which entries count; null for all.</param>
    /// <param name="value">A value to follow over time; null for none.</param>
    public EntrySummary Get(FilterSource source, Filter? filter, EntryValue? value)
    {
        lock (_lock)
        {
            // Where nobody looked for so long that entries went uncounted, counting what there is is worth more than a gap.
            _summaries.RemoveAll(one => one.IsBehind);
            var known = _summaries.FindIndex(one =>
                ReferenceEquals(one.Journal, source.Journal) && Equals(one.Filter, filter) && Equals(one.Value, value)
            );
            var summary = known >= 0 ? _summaries[known] : new EntrySummary(source, filter, value);
            if (known >= 0)
            {
                _summaries.RemoveAt(known);
            }

            // A name may change: what asks for it is begun anew each time.
            if (filter?.AsksForEndpoint != true)
            {
                _summaries.Add(summary);
            }

            if (_summaries.Count > MaxSummaries)
            {
                _summaries.RemoveAt(0);
            }

            return summary;
        }
    }
}

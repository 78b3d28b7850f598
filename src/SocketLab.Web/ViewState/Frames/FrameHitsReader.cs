using SocketLab.Core.Filtering;
using SocketLab.Core.Framing;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Frames;

/// <summary>Looks for the frames that have what is searched, among those that the filter takes, a bounded piece at a time.</summary>
internal sealed class FrameHitsReader
{
    private FilteredFrameRows? _rows;
    private FrameRows? _all;
    private Filter? _filter;
    private FrameHits? _hits;

    /// <summary>What was found until now; null while nothing is looked for.</summary>
    /// <param name="all">All frames, cut as they are now.</param>
    /// <param name="shown">Those that the table shows.</param>
    /// <param name="source">The journal that they are of.</param>
    /// <param name="request">What is looked for, and the filter.</param>
    /// <param name="maxReads">Reads of the journal that this may take at most.</param>
    public FrameHits? Read(FrameRows all, IFrameRows shown, FilterSource source, FrameRequest request, int maxReads)
    {
        if (request.Search is not { } search)
        {
            (_rows, _hits) = (null, null);
            return null;
        }

        if (_rows is null || _all != all || !Equals(_filter, request.Filter) || _hits?.Search != search)
        {
            (_all, _filter) = (all, request.Filter);
            _rows = new(all, source, search.Among(_filter));
        }

        _rows.Advance(maxReads);
        var hits = new FrameHits(search, _rows.Hits, [.. _rows.Open.SelectMany(one => Shown(one, shown))], _rows.Status!);
        return _hits = _hits is { } before && IsSame(before, hits) ? before : hits;
    }

    private static IEnumerable<FrameSelection> Shown(ConversationFrame open, IFrameRows shown) =>
        from one in shown.Open
        where FrameKey.Of(one) == FrameKey.Of(open)
        select new FrameSelection(one.Ordinal, FrameKey.Of(one));

    /// <summary>Whether nothing is to be shown anew.</summary>
    private static bool IsSame(FrameHits one, FrameHits other) =>
        (one.Search, one.Status, one.Ended.First, one.Ended.LastScanned)
            == (other.Search, other.Status, other.Ended.First, other.Ended.LastScanned)
        && one.Open.SequenceEqual(other.Open);
}

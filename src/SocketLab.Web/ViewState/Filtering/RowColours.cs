using SocketLab.Contracts;
using SocketLab.Core.Filtering;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.ViewState.Filtering;

/// <summary>Which rows in sight are marked, and with what: by the saved filters that have a colour, the first that takes a row.</summary>
/// <remarks>Only rows in sight are asked, so what it costs has nothing to do with how many entries there are.</remarks>
/// <param name="source">The journal.</param>
/// <param name="filters">The saved filters. One that cannot be read any more marks nothing.</param>
public sealed class RowColours(FilterSource source, IReadOnlyList<StoredFilter> filters)
{
    private readonly List<(FilterReader Reader, StoredFilter Filter)> _readers =
    [
        .. filters
            .Where(filter => filter.Content.Colour != FilterColour.None)
            .Select(filter => (FilterSyntax.Read(filter.Content.Filter).Filter, filter))
            .Where(pair => pair.Filter is not null)
            .Select(pair => (new FilterReader(source, pair.Filter!), pair.filter)),
    ];

    /// <summary>Marks rows.</summary>
    /// <param name="rows">Rows in the order of the journal; gaps may be among them.</param>
    public void Mark(List<FeedRow> rows)
    {
        foreach (var (reader, filter) in _readers)
        {
            var i = 0;
            while (i < rows.Count)
            {
                var end = i + 1;
                while (end < rows.Count && rows[end].Entry == rows[i].Entry with { Sequence = rows[i].Sequence + end - i })
                {
                    end++;
                }

                if (rows[i].Entry.JournalId == source.Journal.Id)
                {
                    Mark(rows, i, end, reader, filter);
                }

                i = end;
            }
        }
    }

    private static void Mark(List<FeedRow> rows, int from, int to, FilterReader reader, StoredFilter filter)
    {
        var first = rows[from].Sequence;
        var found = reader.Forward(first - 1, first + to - from, to - from, maxSegments: 4, CancellationToken.None);
        foreach (var sequence in found.Sequences)
        {
            var row = rows[from + (int)(sequence - first)];
            if (row.Colour == FilterColour.None && !row.IsGap)
            {
                rows[from + (int)(sequence - first)] = row with { Colour = filter.Content.Colour, MarkedBy = filter.Content.Name };
            }
        }
    }
}

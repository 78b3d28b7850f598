using SocketLab.Core.Filtering;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.ViewState.Filtering;

/// <summary>Which rows in sight are marked, and with what: by the saved filters that have a colour, the first that takes a row.</summary>
/// <remarks>Only rows in sight are asked, so what it costs has nothing to do with how many entries there are.</remarks>
/// <param name="source">The journal.</param>
/// <param name="filters">The saved filters.</param>
public sealed class RowColours(FilterSource source, IReadOnlyList<StoredFilter> filters)
{
    private readonly List<(FilterReader Reader, RowColour Colour)> _readers =
    [
        .. RowColour.Read(filters).Select(one => (new FilterReader(source, one.Filter), one.Colour)),
    ];

    /// <summary>The colour of an entry; null for none.</summary>
    /// <param name="sequence">Its sequence.</param>
    public RowColour? Of(long sequence)
    {
        foreach (var (reader, colour) in _readers)
        {
            if (reader.Forward(sequence - 1, sequence + 1, limit: 1, maxSegments: 1, CancellationToken.None).Sequences.Count > 0)
            {
                return colour;
            }
        }

        return null;
    }

    /// <summary>Marks rows.</summary>
    /// <param name="rows">Rows in the order of the journal; gaps may be among them.</param>
    public void Mark(List<FeedRow> rows)
    {
        foreach (var (reader, colour) in _readers)
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
                    Mark(rows, i, end, reader, colour);
                }

                i = end;
            }
        }
    }

    private static void Mark(List<FeedRow> rows, int from, int to, FilterReader reader, RowColour colour)
    {
        var first = rows[from].Sequence;
        var found = reader.Forward(first - 1, first + to - from, to - from, maxSegments: 4, CancellationToken.None);
        foreach (var sequence in found.Sequences)
        {
            var row = rows[from + (int)(sequence - first)];
            if (row is { Colour: null, IsGap: false })
            {
                rows[from + (int)(sequence - first)] = row with { Colour = colour };
            }
        }
    }
}

using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Feed;

/// <content>The rows in sight.</content>
public sealed partial class FeedWindow
{
    private List<FeedRow> ReadRows(in ScrollPosition position)
    {
        var rows = new List<FeedRow>(position.ReadCount + 1);
        if (position.ShowsGap)
        {
            rows.Add(FeedRow.Evicted(position.From, _source.Gone));
        }

        var count = _source.Read(position.ReadFrom, _rows.AsSpan(0, position.ReadCount));
        ReadOnlySpan<EntryRef> rest = _rows.AsSpan(0, count);
        var (reference, before) = (Reference(position.ReadFrom), (DateOnly?)null);

        while (rest.Length > 0)
        {
            if (_entries.ReadRun(rest, Columns.PayloadBytes) is not { } batch)
            {
                // Evicted since the source looked, or between those of other journals: its place stays, so that all others do.
                rows.Add(FeedRow.Missing(rest[0], (_source as MergedRows)?.MissingAt(position.ReadFrom + count - rest.Length) ?? 0));
                rest = rest[1..];
                continue;
            }

            var (origin, source) = (OriginOf?.Invoke(rest[0].JournalId), SourceOf?.Invoke(rest[0].JournalId));
            foreach (var entry in batch)
            {
                var name = rest[0] with { Sequence = entry.Sequence };
                var day = TimeColumn.DayOf(entry.Time, Zone);
                var row = FeedRow.Of(name, entry, TimeColumn.Format(TimeStyle, entry.Time, reference, Zone), ContentStyle) with
                {
                    Origin = origin,
                    Note = _entries.NoteOf(name),
                    Values = ReadValues(entry, source),
                    Day = day,
                    BeginsDay = before is { } other && other != day,
                };
                rows.Add(Search?.Wanted is { } wanted ? row.With(wanted, entry, ContentStyle) : row);
                before = day;
                reference = TimeStyle == TimeStyle.Delta ? entry.Time : reference;
            }

            rest = rest[batch.Count..];
        }

        if (_source is FoldedRows folds)
        {
            Fold(folds, position.From, rows);
        }

        foreach (var colours in Colours)
        {
            colours.Mark(rows);
        }

        return rows;
    }

    private static void Fold(FoldedRows folds, long from, List<FeedRow> rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Entry.JournalId.Length > 0 && folds.FoldedAt(from + i, rows[i].Sequence) is > 0 and var count)
            {
                rows[i] = FeedRow.Folded(rows[i].Entry, count);
            }
        }
    }

    /// <summary>What times are relative to: the first kept entry, or for deltas the entry before the first row.</summary>
    private DateTime? Reference(long from) =>
        TimeStyle switch
        {
            TimeStyle.SinceFirst => TimeOfFirst(),
            TimeStyle.Delta when from > _source.First => EntryAt(from - 1) is { } before ? _entries.TimeOf(before) : null,
            _ => null,
        };

    private DateTime? TimeOfFirst()
    {
        if (EntryAt(_source.First) is not { } first)
        {
            return null;
        }

        if (_first?.Entry != first)
        {
            _first = _entries.TimeOf(first) is { } time ? (first, time) : null;
        }

        return _first?.Time;
    }
}

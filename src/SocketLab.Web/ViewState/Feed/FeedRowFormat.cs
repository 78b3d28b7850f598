using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;
using SocketLab.Web.ViewState.Filtering;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>Makes the rows of a feed from entries: how times and payloads are written, and what is marked.</summary>
/// <param name="entries">Reads the entries.</param>
public sealed class FeedRowFormat(EntryReader entries)
{
    /// <summary>Characters of a value that a row shows at most.</summary>
    private const int MaxText = 200;

    private static readonly RowValues NoValues = new([.. Enumerable.Repeat("", FeedColumns.MaxValues)]);

    private readonly EntryRef[] _names = new EntryRef[ScrollWindow<EntryRef>.MaxRows];
    private (EntryRef Entry, DateTime Time)? _first;

    /// <summary>The columns, of which those with values are read for the rows in sight.</summary>
    public FeedColumns Columns { get; set; } = FeedColumns.Default;

    /// <summary>How times are written.</summary>
    public TimeStyle TimeStyle { get; set; }

    /// <summary>How payloads are written.</summary>
    public ContentStyle ContentStyle { get; set; }

    /// <summary>The viewer's time zone.</summary>
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>Which endpoint an entry of a journal is of, where a feed has entries of several; null where it has one's only.</summary>
    public Func<string, FeedOrigin?>? OriginOf { get; set; }

    /// <summary>What is looked for in the rows; null for nothing.</summary>
    public FeedSearch? Search { get; set; }

    /// <summary>The journals as values are read from them, and the colours of their rows; null where neither is wanted.</summary>
    public FeedFiltering? Filtering { get; set; }

    /// <summary>Reads the rows in sight.</summary>
    /// <param name="names">All rows by name.</param>
    /// <param name="position">Which of them.</param>
    internal List<FeedRow> Read(FeedRows names, in ScrollPosition position)
    {
        var source = names.Source;
        var rows = new List<FeedRow>(position.ReadCount + 1);
        if (position.ShowsGap)
        {
            rows.Add(FeedRow.Evicted(position.From, source.Gone));
        }

        var count = source.Read(position.ReadFrom, _names.AsSpan(0, position.ReadCount));
        ReadOnlySpan<EntryRef> rest = _names.AsSpan(0, count);
        var (reference, before) = (Reference(names, position.ReadFrom), (DateOnly?)null);

        while (rest.Length > 0)
        {
            if (entries.ReadRun(rest, Columns.PayloadBytes) is not { } batch)
            {
                // Evicted since the source looked, or between those of other journals: its place stays, so that all others do.
                rows.Add(FeedRow.Missing(rest[0], (source as MergedRows)?.MissingAt(position.ReadFrom + count - rest.Length) ?? 0));
                rest = rest[1..];
                continue;
            }

            var (origin, journal) = (OriginOf?.Invoke(rest[0].JournalId), Filtering?.SourceOf(rest[0].JournalId));
            foreach (var entry in batch)
            {
                var name = rest[0] with { Sequence = entry.Sequence };
                var day = TimeColumn.DayOf(entry.Time, Zone);
                var row = FeedRow.Of(name, entry, TimeColumn.Format(TimeStyle, entry.Time, reference, Zone), ContentStyle) with
                {
                    Origin = origin,
                    Note = entries.NoteOf(name),
                    Values = ReadValues(entry, journal),
                    Day = day,
                    BeginsDay = before is { } other && other != day,
                };
                rows.Add(Search?.Wanted is { } wanted ? row.With(wanted, entry, ContentStyle) : row);
                before = day;
                reference = TimeStyle == TimeStyle.Delta ? entry.Time : reference;
            }

            rest = rest[batch.Count..];
        }

        if (source is IFoldingRows folds)
        {
            Fold(folds, rows);
        }

        Filtering?.Colour(rows);
        return rows;
    }

    private static void Fold(IFoldingRows folds, List<FeedRow> rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Entry.JournalId.Length > 0 && folds.FoldedAt(rows[i].Entry) is > 0 and var count)
            {
                rows[i] = FeedRow.Folded(rows[i].Entry, count);
            }
        }
    }

    private RowValues ReadValues(in EntryView entry, FilterSource? journal)
    {
        if (Columns.Values.IsEmpty)
        {
            return RowValues.None;
        }

        if (journal is null || entry.Kind == EntryKind.Event)
        {
            return NoValues;
        }

        var texts = new string[Columns.Values.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = VisibleText.Sentence(ShortText.Of(Columns.Values[i].Value.ReadText(entry, journal) ?? "", MaxText));
        }

        return new(texts);
    }

    /// <summary>What times are relative to: the first kept entry, or for deltas the entry before the first row.</summary>
    private DateTime? Reference(FeedRows names, long from) =>
        TimeStyle switch
        {
            TimeStyle.SinceFirst => TimeOfFirst(names),
            TimeStyle.Delta when from > names.Source.First => names.At(from - 1) is { } before ? entries.TimeOf(before) : null,
            _ => null,
        };

    private DateTime? TimeOfFirst(FeedRows names)
    {
        if (names.At(names.Source.First) is not { } first)
        {
            return null;
        }

        if (_first?.Entry != first)
        {
            _first = entries.TimeOf(first) is { } time ? (first, time) : null;
        }

        return _first?.Time;
    }
}

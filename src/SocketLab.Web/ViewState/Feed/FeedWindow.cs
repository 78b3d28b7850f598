using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>
/// A person's window over entries, of one journal or of whatever a source offers: where they look, and the rows for that.
/// </summary>
/// <remarks>
/// What a person does may be told while <see cref="Read"/> runs on another thread; what reads the source takes turns.
/// </remarks>
public sealed class FeedWindow
{
    /// <summary>Reads of a journal that one update takes where the source must search: some ten milliseconds.</summary>
    private const int MaxReads = 24;

    private readonly Lock _reading = new();
    private IRowSource<EntryRef> _source;
    private readonly ScrollWindow<EntryRef> _scroll;
    private readonly EntryReader _entries;
    private readonly EntryRef[] _rows = new EntryRef[ScrollWindow<EntryRef>.MaxRows];
    private (EntryRef Entry, DateTime Time)? _first;
    private long _end;
    private ScrollPosition _position;

    /// <summary>Opens a window over all entries of a journal, which follows the tail.</summary>
    public FeedWindow(EntryJournal journal)
        : this(new JournalRows(journal), journal) { }

    /// <summary>Opens a window that follows the tail.</summary>
    /// <param name="source">The entries to show.</param>
    /// <param name="journals">The journals that they are in.</param>
    public FeedWindow(IRowSource<EntryRef> source, params IReadOnlyList<EntryJournal> journals) =>
        (_source, _scroll, _entries) = (source, new(source), new(journals));

    /// <summary>How times are written.</summary>
    public TimeStyle TimeStyle { get; set; }

    /// <summary>How payloads are written.</summary>
    public ContentStyle ContentStyle { get; set; }

    /// <summary>Which endpoint an entry of a journal is of, where a feed has entries of several; null where it has one's only.</summary>
    public Func<string, FeedOrigin?>? OriginOf { get; set; }

    /// <summary>The viewer's time zone.</summary>
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>The person scrolled, or the view changed its size.</summary>
    /// <param name="top">Ordinal of the row at the top, as the page counts them from its origin.</param>
    /// <param name="visibleRows">Rows that fit.</param>
    /// <param name="atEnd">Whether the last row is in sight.</param>
    public void ScrollTo(long top, int visibleRows, bool atEnd) => _scroll.ScrollTo(top, visibleRows, atEnd);

    /// <summary>Goes back to the newest row.</summary>
    public void FollowTail() => _scroll.Follow();

    /// <summary>Freezes the view or lets it go on.</summary>
    public void TogglePause() => _scroll.TogglePause();

    /// <summary>Freezes the view at the rows before an ordinal.</summary>
    public void PauseAt(long end) => _scroll.PauseAt(end);

    /// <summary>Puts a row at the top.</summary>
    public void GoTo(long ordinal) => _scroll.GoTo(ordinal);

    /// <summary>Goes to the oldest kept entry.</summary>
    public void GoToFirst() => _scroll.GoToFirst();

    /// <summary>Puts the browser back where the person looked before they left the page.</summary>
    public void Restore() => _scroll.Restore();

    /// <summary>Follows the newest row only as long as an entry stays in sight.</summary>
    public void Keep(EntryRef entry) => _scroll.Keep(entry);

    /// <summary>Brings an entry into sight, if it is not.</summary>
    public void Reveal(EntryRef entry) => _scroll.Reveal(entry);

    /// <summary>The entry so many rows behind another, or as near to that as there is one; null when there is no row.</summary>
    /// <param name="from">Where to begin; null for the newest, which is then the first step.</param>
    /// <param name="rows">Rows to go on, or back.</param>
    public EntryRef? Step(EntryRef? from, long rows)
    {
        lock (_reading)
        {
            var (first, last) = (_source.First, _end - 1);
            var ordinal = from is { } entry ? (_source.Find(entry) ?? first) + rows : last;
            var row = new EntryRef[1];
            return first <= last && _source.Read(Math.Clamp(ordinal, first, last), row) > 0 ? row[0] : null;
        }
    }

    /// <summary>The rows from one to another, both among them, beginning with the first.</summary>
    /// <param name="from">Where to begin.</param>
    /// <param name="to">Where to end, before or behind it.</param>
    /// <param name="most">Rows at most.</param>
    public IReadOnlyList<EntryRef> Between(EntryRef from, EntryRef to, int most)
    {
        lock (_reading)
        {
            if (_source.Find(to) is not { } end)
            {
                return [];
            }

            var begin = _source.Find(from) ?? end;
            var (step, count) = (end >= begin ? 1 : -1, (int)Math.Min(most, Math.Abs(end - begin) + 1));
            var rows = ReadNames(step > 0 ? begin : begin - count + 1, count);
            if (step < 0)
            {
                rows.Reverse();
            }

            return rows;
        }
    }

    /// <summary>The newest rows in order.</summary>
    public IReadOnlyList<EntryRef> Last(int most)
    {
        lock (_reading)
        {
            var begin = Math.Max(_source.First, _end - most);
            return ReadNames(begin, (int)Math.Max(0, _end - begin));
        }
    }

    /// <summary>Reads entries whole, in the order of the rows. What is not kept any more is left out.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="maxBytes">Payload bytes of all together at most.</param>
    public IReadOnlyList<ChosenEntry> ReadEntries(IReadOnlySet<EntryRef> entries, long maxBytes)
    {
        lock (_reading)
        {
            var read = new List<ChosenEntry>();
            var bytes = 0L;
            foreach (var name in entries.OrderBy(entry => _source.Find(entry) ?? long.MaxValue))
            {
                if (_entries.Read(name) is { } entry && (bytes += entry.Payload.Length) <= maxBytes)
                {
                    read.Add(new(name, entry, OriginOf?.Invoke(name.JournalId)?.Name));
                }
            }

            return read;
        }
    }

    /// <summary>Shows other rows from now on.</summary>
    public void Use(IRowSource<EntryRef> source)
    {
        lock (_reading)
        {
            (_source, _first) = (source, null);
            _scroll.Use(source);
        }
    }

    /// <summary>Reads one entry whole; null when it is not kept any more.</summary>
    public Entry? ReadEntry(EntryRef entry)
    {
        lock (_reading)
        {
            return _entries.Read(entry);
        }
    }

    /// <summary>Pulls the rows in sight.</summary>
    public FeedPage Read()
    {
        lock (_reading)
        {
            if (_source is MergedRows merged)
            {
                merged.Fixed = _position.Following ? long.MaxValue : _position.Top;
            }

            var position = _position = _scroll.Update(MaxReads);
            _end = position.Origin + position.TotalRows;
            return new FeedPage
            {
                Origin = position.Origin,
                TotalRows = position.TotalRows,
                FirstRow = position.From - position.Origin,
                Rows = ReadRows(position),
                Following = position.Following,
                Paused = position.Paused,
                NewBelow = position.NewBelow,
                JumpId = position.JumpId,
                JumpTo = position.JumpTo,
                Searching = !position.IsComplete,
            };
        }
    }

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
            if (_entries.ReadRun(rest, ContentColumn.PreviewBytes) is not { } batch)
            {
                // Evicted since the source looked, or between those of other journals: its place stays, so that all others do.
                rows.Add(FeedRow.Missing(rest[0], (_source as MergedRows)?.MissingAt(position.ReadFrom + count - rest.Length) ?? 0));
                rest = rest[1..];
                continue;
            }

            var origin = OriginOf?.Invoke(rest[0].JournalId);
            foreach (var entry in batch)
            {
                var name = rest[0] with { Sequence = entry.Sequence };
                var day = TimeColumn.DayOf(entry.Time, Zone);
                rows.Add(
                    FeedRow.Of(name, entry, TimeColumn.Format(TimeStyle, entry.Time, reference, Zone), ContentStyle) with
                    {
                        Origin = origin,
                        Day = day,
                        BeginsDay = before is { } other && other != day,
                    }
                );
                before = day;
                reference = TimeStyle == TimeStyle.Delta ? entry.Time : reference;
            }

            rest = rest[batch.Count..];
        }

        return rows;
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

    private List<EntryRef> ReadNames(long begin, int count)
    {
        var names = new EntryRef[count];
        return [.. names.AsSpan(0, _source.Read(begin, names)).ToArray().Where(name => name.JournalId.Length > 0)];
    }

    private EntryRef? EntryAt(long ordinal)
    {
        var one = new EntryRef[1];
        return _source.Count > 0 && _source.Read(ordinal, one) > 0 ? one[0] : null;
    }
}

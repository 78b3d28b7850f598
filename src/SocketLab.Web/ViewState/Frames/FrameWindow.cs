using SocketLab.Core.Definitions;
using SocketLab.Core.Framing;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.ViewState.Frames;

/// <summary>A person's window over the frames of one connection: which rows they look at, and the frame that they look into.</summary>
/// <remarks>
/// What they want is one value that never changes, replaced on the page's dispatcher; <see cref="Read"/> takes it as it is and works on
/// whatever thread it was called on, one call at a time. Frames that ended stay as they are, so rows that were read are not read again.
/// </remarks>
public sealed class FrameWindow(EntryJournal journal, ConnectionId connection, FramingOptions framing)
{
    private const int Overscan = 24;
    private const int MostRows = 250;

    /// <summary>Batches of 256 KiB that one look takes: some ten milliseconds, and a few thousand frames at least.</summary>
    private const int Slice = 128;

    private readonly EntryBatch _batch = new();
    private volatile Wish _wish = new(framing);
    private Wish? _done;
    private FrameIndex? _index;
    private Dictionary<long, FrameRow> _rows = [];
    private FrameDetail? _detail;
    private FrameSelection? _wanted;
    private FrameSelection? _selection;
    private bool _detailShowsMore;
    private long _origin = 1;
    private long _seenLast;
    private int _forcedJumps;
    private long _jumpTo = 1;
    private long _evictedTo;

    /// <summary>How frames are cut.</summary>
    public FramingOptions Framing => _wish.Framing;

    /// <summary>How bytes are written.</summary>
    public StreamFormat Format
    {
        get => _wish.Format;
        set => _wish = _wish with { Format = value };
    }

    /// <summary>The viewer's time zone.</summary>
    public TimeZoneInfo Zone
    {
        get => _wish.Zone;
        set => _wish = _wish with { Zone = value };
    }

    /// <summary>Cuts differently from now on. Other frames have other places, so it begins at the newest.</summary>
    public void Use(FramingOptions other) => _wish = _wish with { Framing = other, Following = true, Selection = null };

    /// <summary>The person scrolled, or the view changed its size.</summary>
    public void ScrollTo(long top, int visibleRows, bool atEnd) =>
        _wish = _wish with { Top = top, VisibleRows = Math.Clamp(visibleRows, 1, MostRows - (2 * Overscan)), Following = atEnd };

    /// <summary>Back to the newest row.</summary>
    public void FollowTail() => _wish = _wish with { Following = true, JumpId = _wish.JumpId + (_wish.Following ? 0 : 1) };

    /// <summary>To the oldest frame that is kept.</summary>
    public void GoToFirst() => Jump(0);

    /// <summary>Looks into a frame, or into none, and brings it into sight.</summary>
    /// <param name="frame">Which; null for none.</param>
    /// <param name="shown">What the person sees.</param>
    public void Select(FrameSelection? frame, FrameTablePage shown)
    {
        _wish = _wish with { Selection = frame, ShowsMore = false };
        var top = _wish.Following ? shown.Origin + shown.TotalRows - _wish.VisibleRows : _wish.Top;
        if (frame is not null && (frame.Ordinal < top || frame.Ordinal >= top + _wish.VisibleRows))
        {
            Jump(frame.Ordinal - (_wish.VisibleRows / 2));
        }
    }

    /// <summary>Looks into the frame so many rows on; from the newest, when none is looked into.</summary>
    public void Move(int rows, FrameTablePage shown)
    {
        var (first, last) = (shown.Rows.FirstOrDefault(row => row.IsGap)?.Ordinal + 1 ?? shown.Origin, shown.Origin + shown.TotalRows - 1);
        if (last >= first)
        {
            Select(new(Math.Clamp(_wish.Selection is { } now ? now.Ordinal + rows : last, first, last), null), shown);
        }
    }

    /// <summary>Shows more bytes of the frame that is looked into.</summary>
    public void ShowMore() => _wish = _wish with { ShowsMore = true };

    /// <summary>Looks at what is new, a bounded piece, and pulls the rows in sight.</summary>
    /// <param name="ended">Whether the connection is closed.</param>
    public FrameTablePage Read(bool ended)
    {
        var wish = _wish;
        Prepare(wish);
        var isWhole = _index!.Advance(Slice);
        var (first, count, open) = (_index.First, _index.Count, _index.Open);
        var last = count + open.Count;
        var oldest = first > 1 ? first - 1 : first;
        var top = Anchor(wish, oldest, last);
        var rows = ReadRows(wish, Math.Max(top - Overscan, oldest), Math.Min(top + wish.VisibleRows + Overscan, last + 1), first, ended);
        _seenLast = wish.Following ? last : Math.Max(_seenLast, Math.Min(top + wish.VisibleRows - 1, last));
        _done = wish;
        return new FrameTablePage
        {
            Framing = wish.Framing,
            Origin = _origin,
            TotalRows = Math.Max(0, last - _origin + 1),
            FirstRow = rows.Count > 0 ? rows[0].Ordinal - _origin : 0,
            Rows = rows,
            Following = wish.Following,
            NewBelow = Math.Max(0, last - _seenLast),
            JumpId = wish.JumpId + _forcedJumps,
            JumpTo = Math.Max(0, _jumpTo - _origin),
            Searched = isWhole ? null : Percent(_index.Position, journal.Ledger),
            Detail = _detail = ReadDetail(wish, ended),
        };
    }

    private static int Percent(long position, JournalLedger ledger) =>
        (int)Math.Clamp(100 * (position - ledger.First + 1) / Math.Max(1, ledger.Last - ledger.First + 1), 0, 99);

    private void Jump(long ordinal) => _wish = _wish with { Following = false, Top = ordinal, JumpId = _wish.JumpId + 1 };

    private void Prepare(Wish wish)
    {
        if (_index is null || _done?.Framing != wish.Framing)
        {
            _index = new FrameIndex(journal, connection, wish.Framing);
            (_rows, _origin, _seenLast, _evictedTo, _wanted, _selection, _detail) = ([], 1, 0, 0, null, null, null);
        }
        else if (_done.Format != wish.Format || !ReferenceEquals(_done.Zone, wish.Zone))
        {
            (_rows, _detail) = ([], null);
        }

        if (_done?.JumpId != wish.JumpId)
        {
            _jumpTo = wish.Top;
        }
    }

    /// <summary>Settles the origin, and where the rows in sight begin.</summary>
    private long Anchor(Wish wish, long oldest, long last)
    {
        if (wish.Following)
        {
            _origin = oldest;
            return Math.Max(oldest, last - wish.VisibleRows + 1);
        }

        var jumped = _done?.JumpId != wish.JumpId;
        if (wish.Top < oldest && (jumped || _evictedTo != oldest))
        {
            // The place where the person looked was evicted: the oldest row is the nearest that is left.
            (_origin, _jumpTo, _evictedTo) = (oldest, oldest, oldest);
            _forcedJumps += jumped ? 0 : 1;
        }

        return Math.Max(wish.Top, oldest);
    }

    private List<FrameRow> ReadRows(Wish wish, long from, long to, long first, bool ended)
    {
        var rows = new List<FrameRow>((int)Math.Clamp(to - from, 0, MostRows));
        if (from < first && first > 1)
        {
            rows.Add(FrameRow.Gone(first - 1));
        }

        var (start, end) = (Math.Max(from, first), Math.Min(to, _index!.Count + 1));
        Fetch(wish, start, end);
        var kept = new Dictionary<long, FrameRow>();
        for (var ordinal = start; ordinal < end && _rows.TryGetValue(ordinal, out var row); ordinal++)
        {
            rows.Add(kept[ordinal] = row);
        }

        _rows = kept;
        if (to > end)
        {
            rows.AddRange(OpenRows(wish, ended).Take((int)(to - end)));
        }

        return rows;
    }

    /// <summary>Reads those of the rows that are not known yet.</summary>
    private void Fetch(Wish wish, long start, long end)
    {
        while (start < end && _rows.ContainsKey(start))
        {
            start++;
        }

        while (start < end && _rows.ContainsKey(end - 1))
        {
            end--;
        }

        var frames = start < end ? _index!.Read(start, (int)(end - start)) : [];
        foreach (var (frame, payload) in WithPayloads(frames, FrameRow.PreviewBytes))
        {
            _rows[frame.Ordinal] = FrameRow.Of(frame.Ordinal, frame, payload, FrameWording.Of(frame, wish.Framing), wish.Format, wish.Zone);
        }
    }

    private IEnumerable<FrameRow> OpenRows(Wish wish, bool ended) =>
        WithPayloads(_index!.Open, FrameRow.PreviewBytes)
            .Select(
                (one, i) =>
                    FrameRow.Of(
                        _index.Count + 1 + i,
                        one.Frame,
                        one.Payload,
                        FrameWording.OfOpen(one.Frame, wish.Framing, ended),
                        wish.Format,
                        wish.Zone
                    )
            );

    private IEnumerable<(ConversationFrame Frame, byte[]? Payload)> WithPayloads(IReadOnlyList<ConversationFrame> frames, int maxBytes)
    {
        var payloads = new Dictionary<FrameKey, byte[]?>();
        foreach (var direction in (EntryDirection[])[EntryDirection.In, EntryDirection.Out])
        {
            var wanted = frames.Where(one => one.Direction == direction).Select(one => one.Frame).ToList();
            foreach (
                var (frame, payload) in wanted.Zip(
                    FramePayloads.Read(journal, new(connection, direction, framing), wanted, maxBytes, _batch)
                )
            )
            {
                payloads[new(direction, frame.Number)] = payload;
            }
        }

        return frames.Select(one => (one, payloads[new(one.Direction, one.Frame.Number)]));
    }

    /// <summary>The frame that is looked into, as it is now: it may have grown or ended meanwhile.</summary>
    private FrameDetail? ReadDetail(Wish wish, bool ended)
    {
        if (!ReferenceEquals(_wanted, wish.Selection))
        {
            (_wanted, _selection, _detail) = (wish.Selection, wish.Selection, null);
        }

        if (_selection is null || (_detail is { Row.State.IsOpen: false } && _detailShowsMore == wish.ShowsMore))
        {
            return _detail;
        }

        if (Find(_selection) is not { } found)
        {
            return _detail;
        }

        var one = found.Frame with { Ordinal = found.Ordinal };
        var state = found.IsOpen ? FrameWording.OfOpen(one, wish.Framing, ended) : FrameWording.Of(one, wish.Framing);
        var payload = WithPayloads([one], wish.ShowsMore ? FrameDetail.MostBytes : FrameDetail.FirstBytes).Single().Payload;
        (_selection, _detailShowsMore) = (new(found.Ordinal, new(one.Direction, one.Frame.Number)), wish.ShowsMore);
        return new(
            FrameRow.Of(found.Ordinal, one, payload, state, wish.Format, wish.Zone),
            one.Frame,
            payload,
            payload is null ? 0 : one.Frame.Length - payload.Length
        );
    }

    /// <summary>Finds a frame at its place, or near it: what was under way has its place only once it has ended.</summary>
    private (ConversationFrame Frame, long Ordinal, bool IsOpen)? Find(FrameSelection wanted)
    {
        foreach (var (i, one) in _index!.Open.Index())
        {
            if (wanted.Means(one, _index.Count + 1 + i))
            {
                return (one, _index.Count + 1 + i, true);
            }
        }

        foreach (var one in _index.Read(wanted.Ordinal - 1, wanted.Key is null ? 2 : MostRows))
        {
            if (wanted.Means(one, one.Ordinal))
            {
                return (one, one.Ordinal, false);
            }
        }

        return null;
    }

    /// <summary>What a person wants to see.</summary>
    private sealed record Wish(FramingOptions Framing)
    {
        public long Top { get; init; } = 1;

        public int VisibleRows { get; init; } = 40;

        public bool Following { get; init; } = true;

        public int JumpId { get; init; }

        public StreamFormat Format { get; init; }

        public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

        public FrameSelection? Selection { get; init; }

        public bool ShowsMore { get; init; }
    }
}

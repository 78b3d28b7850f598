using SocketLab.Core.Definitions;
using SocketLab.Core.Filtering;
using SocketLab.Core.Framing;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Rows;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.ViewState.Frames;

/// <summary>A person's window over frames: which rows they look at, and the frame that they look into.</summary>
/// <remarks>
/// What they want is one value that never changes, replaced on the page's dispatcher; <see cref="Read"/> takes it as it is and works on
/// whatever thread it was called on, one call at a time.
/// </remarks>
public sealed class FrameWindow
{
    /// <summary>Reads of 256 KiB that one update takes: some ten milliseconds, and a few thousand frames at least.</summary>
    private const int MaxReads = 128;

    private readonly EntryJournal _journal;
    private readonly Func<FramingOptions, IFrameIndex> _cut;
    private readonly bool _namesPeers;
    private readonly ScrollWindow<ConversationFrame> _scroll;
    private readonly FrameRowReader _rows;
    private readonly FrameDetailReader _detail;
    private volatile FrameRequest _request;
    private volatile FrameAnchor? _anchor;
    private FramingOptions _framing;
    private FrameRows _all;
    private IFrameRows _frames;
    private FrameColours _colours;
    private IReadOnlyList<StoredFilter> _saved = [];
    private Filter? _filter;
    private ScrollPosition _position;
    private long _firstKept;

    /// <summary>Opens a window over the frames of one connection, which follows the newest.</summary>
    public FrameWindow(EntryJournal journal, ConnectionId connection, FramingOptions framing)
        : this(journal, framing, other => new FrameIndex(journal, connection, other), peers: null) { }

    /// <summary>Opens a window over the frames of all connections of an endpoint, which follows the newest.</summary>
    /// <param name="journal">The endpoint's journal.</param>
    /// <param name="framing">How frames are cut.</param>
    /// <param name="peers">Names the other side of a connection.</param>
    public FrameWindow(EntryJournal journal, FramingOptions framing, Func<ConnectionId, string> peers)
        : this(journal, framing, other => new EndpointFrames(journal, other), peers) { }

    private FrameWindow(
        EntryJournal journal,
        FramingOptions framing,
        Func<FramingOptions, IFrameIndex> cut,
        Func<ConnectionId, string>? peers
    )
    {
        (_journal, _framing, _cut, _namesPeers) = (journal, framing, cut, peers is not null);
        Source = new FilterSource(journal);
        _colours = new(cut(framing), Source, _saved);
        (_request, _frames) = (new(framing), _all = new(cut(framing), journal));
        _scroll = new(_frames);
        var bytes = new FrameBytes(journal);
        (_rows, _detail) = (new(bytes, peers), new(bytes, peers));
    }

    /// <summary>The journal, as filters see it.</summary>
    public FilterSource Source { get; init; }

    /// <summary>How frames are cut.</summary>
    public FramingOptions Framing => _request.Framing;

    /// <summary>Which frames are shown; null for all.</summary>
    public Filter? Filter
    {
        get => _request.Filter;
        set => _request = _request with { Filter = value };
    }

    /// <summary>The saved filters, which colour frames.</summary>
    public IReadOnlyList<StoredFilter> Saved
    {
        get => _request.Saved;
        set => _request = _request with { Saved = value };
    }

    /// <summary>How bytes are written.</summary>
    public StreamFormat Format
    {
        get => _request.Format;
        set => _request = _request with { Format = value };
    }

    /// <summary>The viewer's time zone.</summary>
    public TimeZoneInfo Zone
    {
        get => _request.Zone;
        set => _request = _request with { Zone = value };
    }

    /// <summary>Cuts differently from now on. Other frames have other places, so it begins at the newest.</summary>
    public void Use(FramingOptions other)
    {
        _anchor = null;
        _scroll.Follow();
        _request = _request with { Framing = other, Selection = null };
    }

    /// <summary>The person scrolled, or the view changed its size.</summary>
    public void ScrollTo(long top, int visibleRows, bool atEnd)
    {
        _anchor = null;
        _scroll.ScrollTo(top, visibleRows, atEnd);
    }

    /// <summary>Goes back to the newest row.</summary>
    public void FollowTail()
    {
        _anchor = null;
        _scroll.Follow();
    }

    /// <summary>Goes to the oldest frame that is kept.</summary>
    public void GoToFirst()
    {
        _anchor = null;
        _scroll.GoToFirst();
    }

    /// <summary>Looks into a frame, or into none, and brings it into sight.</summary>
    /// <param name="frame">The frame; null for none.</param>
    public void Select(FrameSelection? frame)
    {
        _request = _request with { Selection = frame, ShowsMore = false };
        if (frame is not null)
        {
            _scroll.RevealAt(frame.Ordinal);
        }
    }

    /// <summary>Looks into the frame so many rows on; into the newest, when none is looked into.</summary>
    /// <param name="rows">Rows to go on, or back.</param>
    /// <param name="shown">What the person sees.</param>
    public void Move(int rows, FrameTablePage shown)
    {
        // A place under another filter is another's; the page knows which one the frame has now.
        var from = _request.Selection is { } now && !Equals(now.Among, Filter) ? shown.Detail?.Row.Ordinal : _request.Selection?.Ordinal;
        SelectAt(from + rows ?? shown.Origin + shown.TotalRows - 1, shown);
    }

    /// <summary>Looks into the oldest frame, and goes there.</summary>
    public void SelectFirst(FrameTablePage shown)
    {
        SelectAt(shown.First, shown);
        GoToFirst();
    }

    /// <summary>Looks into the newest frame, and follows those behind it.</summary>
    public void SelectLast(FrameTablePage shown)
    {
        SelectAt(long.MaxValue, shown);
        FollowTail();
    }

    /// <summary>Shows more bytes of the frame that is looked into.</summary>
    public void ShowMore() => _request = _request with { ShowsMore = true };

    /// <summary>Takes in what is new, a bounded piece, and pulls the rows in sight.</summary>
    /// <param name="ended">Whether the connection is closed.</param>
    public FrameTablePage Read(bool ended)
    {
        var (request, before) = (_request, _firstKept);
        _firstKept = _journal.Ledger.First;

        // A clear that is undone brings back what was passed over: all is cut again.
        var isCutAnew = _framing != request.Framing || _firstKept < before;
        if (isCutAnew)
        {
            (_framing, _all) = (request.Framing, new FrameRows(_cut(request.Framing), _journal));
        }

        if (isCutAnew || !ReferenceEquals(_saved, request.Saved))
        {
            (_saved, _colours) = (request.Saved, new(_all.Index, Source, request.Saved));
        }

        if (isCutAnew || !Equals(_filter, request.Filter))
        {
            Use(request.Filter, isCutAnew);
        }

        Settle();
        var position = _position = _scroll.Update(MaxReads);
        return new FrameTablePage
        {
            Framing = request.Framing,
            NamesPeers = _namesPeers,
            Origin = position.Origin,
            First = position.First,
            TotalRows = position.TotalRows,
            FirstRow = position.From - position.Origin,
            Rows = _rows.Read(_frames, position, request, _colours, ended),
            Following = position.Following,
            NewBelow = position.NewBelow,
            JumpId = position.JumpId,
            JumpTo = position.JumpTo,
            Searched = position.IsComplete ? null : _frames.Percent,
            Scan = _frames.Status,
            Detail = _detail.Read(_frames, request, ended),
        };
    }

    /// <summary>Shows other rows. Who looks back goes on looking at the frame that was at the top, or the first behind it.</summary>
    private void Use(Filter? filter, bool isCutAnew)
    {
        var top = new ConversationFrame[1];
        var isBack = _anchor is null && !_position.Following && !isCutAnew && _position.TotalRows > 0;
        if (isBack && _frames.Read(Math.Max(_position.Top, _frames.First), top) > 0 && _position.Top <= _frames.Ended)
        {
            _anchor = new(top[0]);
        }

        (_filter, _frames) = (filter, filter is null ? _all : new FilteredFrameRows(_all, Source, filter));
        _scroll.Use(_frames);
    }

    /// <summary>Puts the window where it is to be as soon as it is known where that is.</summary>
    private void Settle()
    {
        if (_anchor is not { } anchor)
        {
            return;
        }

        _frames.Advance(MaxReads);
        if (_frames.FindFrom(anchor.Frame) is { } place)
        {
            _scroll.GoTo(place);
            _anchor = null;
        }
    }

    private void SelectAt(long ordinal, FrameTablePage shown)
    {
        var last = shown.Origin + shown.TotalRows - 1;
        if (last >= shown.First)
        {
            Select(new(Math.Clamp(ordinal, shown.First, last), null) { Among = Filter });
        }
    }

    /// <summary>The frame that is to be at the top. Never changes, so that it can be exchanged from any thread.</summary>
    private sealed record FrameAnchor(ConversationFrame Frame);
}

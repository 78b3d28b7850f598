using System.Globalization;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Filtering;
using SocketLab.Web.ViewState.Rows;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.ViewState.Frames;

/// <summary>
/// The frames of a connection, or of all of an endpoint, while somebody looks at them. One for each open view; a page uses it on its
/// dispatcher.
/// </summary>
/// <remarks>
/// Cutting and reading happen on the thread pool, one bounded update at a time: a circuit that shows frames answers clicks as fast as one
/// that does not. An update is made when the journal or what the person wants has changed, and never while nobody sees the page.
/// </remarks>
public sealed class FramesView : FilteredState, IDisposable
{
    /// <summary>Eight updates a second: frames are read, not watched.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(125);

    private readonly CancellationTokenSource _closed = new();
    private readonly ChangeSignal _requested = new();
    private readonly TcpConnection? _connection;
    private readonly TimeProvider _time;
    private Filter? _folded;
    private bool _sawEnd;

    /// <summary>A view that shows nothing yet; <see cref="WatchAsync"/> fills it.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="connection">The connection; null for all that the endpoint has and had.</param>
    /// <param name="zone">The viewer's time zone.</param>
    /// <param name="time">The clock.</param>
    /// <param name="filter">Which frames are shown: the filter of whatever they are shown beside.</param>
    public FramesView(Endpoint endpoint, TcpConnection? connection, TimeZoneInfo zone, TimeProvider time, FeedFilter? filter = null)
    {
        (Endpoint, _connection, _time, Filter) = (endpoint, connection, time, filter ?? new());
        var source = endpoint.ToFilterSource();
        Sources = [source];
        var framing = endpoint.Definition.Tcp.Framing;
        Window = connection is null
            ? new FrameWindow(endpoint.Journal, framing, PeerOf)
            {
                Zone = zone,
                Source = source,
                Filter = Filter.InForce,
            }
            : new FrameWindow(endpoint.Journal, connection.Id, framing)
            {
                Zone = zone,
                Source = source,
                Filter = Filter.InForce,
            };
        Form = new FramingForm(framing);
        Filter.Applied += UseFilter;
    }

    /// <inheritdoc/>
    public override FeedFilter Filter { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<FilterSource> Sources { get; }

    /// <inheritdoc/>
    public override ScanStatus? Scan { get; protected set; }

    /// <summary>The endpoint.</summary>
    public Endpoint Endpoint { get; }

    /// <summary>The window over the frames.</summary>
    public FrameWindow Window { get; }

    /// <summary>The framing, to be changed.</summary>
    public FramingForm Form { get; }

    /// <summary>What is shown now.</summary>
    public FrameTablePage Page { get; private set; } = FrameTablePage.Empty;

    /// <summary>The connection that the frames are of; null for all of the endpoint.</summary>
    public ConnectionId? Connection => _connection?.Id;

    private bool HasEnded => _connection?.State == ConnectionState.Closed;

    /// <summary>How bytes are written.</summary>
    public StreamFormat Format
    {
        get => Window.Format;
        set => Request(() => Window.Format = value);
    }

    /// <summary>What to say where there is no row; null when there are some, or may be.</summary>
    public string? WhyEmpty =>
        Page is not { TotalRows: 0, Searched: null } ? null
        : Scan?.WhyNone is { } none ? none
        : HasEnded ? "Nothing of this stream is kept: no bytes came or went, or they were cleared or evicted."
        : "No bytes came or went yet.";

    /// <summary>Colours frames by saved filters, and leaves out those that they hide.</summary>
    public override void UseSaved(IReadOnlyList<StoredFilter> filters)
    {
        _folded = FoldedEntries.Of(filters);
        Request(() => (Window.Saved, Window.Filter) = (filters, Shown));
    }

    /// <summary>Uses the browser's time zone.</summary>
    public void Use(TimeZoneInfo zone) => Request(() => Window.Zone = zone);

    /// <summary>Uses the framing that the endpoint has now, whoever changed it, and shows that the connection has ended.</summary>
    public void Refresh()
    {
        var framing = Endpoint.Definition.Tcp.Framing;
        Form.Refresh(framing);
        if (framing != Window.Framing)
        {
            Request(() => Window.Use(framing));
        }
        else if (!_sawEnd && HasEnded)
        {
            _requested.Set();
        }
    }

    /// <summary>Gives the endpoint the framing that was edited, if it is one.</summary>
    /// <param name="change">Changes the endpoint's framing. What it throws is passed on, and the form is as before.</param>
    public async Task ReframeAsync(Func<FramingOptions, Task> change)
    {
        if (!Form.IsReady)
        {
            return;
        }

        try
        {
            await change(Form.Draft);
        }
        catch
        {
            Form.Undo();
            throw;
        }
        finally
        {
            Refresh();
        }
    }

    /// <summary>The person scrolled.</summary>
    public void Scroll(long top, int visibleRows, bool atEnd) => Request(() => Window.ScrollTo(top, visibleRows, atEnd));

    /// <summary>Goes back to the newest frame.</summary>
    public void FollowTail() => Request(Window.FollowTail);

    /// <summary>Looks into a frame, or into none.</summary>
    public void Select(FrameRow? row) =>
        Request(() => Window.Select(row is null or { IsGap: true } ? null : new(row.Ordinal, row.Key) { Among = Window.Filter }));

    /// <summary>Looks into the frame so many rows on.</summary>
    public void Move(int rows) => Request(() => Window.Move(rows, Page));

    /// <summary>Does what a key stands for.</summary>
    /// <returns>Whether it stands for anything here.</returns>
    public bool Press(string key)
    {
        switch (key)
        {
            case "j" or "k":
                Move(key == "j" ? 1 : -1);
                return true;
            case "g":
                Request(() => Window.SelectFirst(Page));
                return true;
            case "G":
                Request(() => Window.SelectLast(Page));
                return true;
            case "Escape" when Page.Detail is not null:
                Select(null);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Shows more bytes of the frame that is looked into.</summary>
    public void ShowMore() => Request(Window.ShowMore);

    /// <summary>Keeps <see cref="Page"/> up to date until this is disposed.</summary>
    /// <param name="seen">Waits while nobody sees the page.</param>
    /// <param name="changed">Called when there is something else to show.</param>
    public async Task WatchAsync(Func<Task> seen, Action changed)
    {
        var (journal, shownAt) = (Endpoint.Journal, 0L);
        var (arrived, asked) = (new ChangeWait(journal.Changed, _closed.Token), new ChangeWait(_requested, _closed.Token));
        while (!_closed.IsCancellationRequested)
        {
            var (started, version, requested) = (_time.GetTimestamp(), journal.Changed.Version, _requested.Version);
            var ended = _sawEnd = HasEnded;
            var page = await Task.Run(() => Window.Read(ended), CancellationToken.None);
            var isWhole = page.Searched is null;
            if (
                !_closed.IsCancellationRequested
                && !(page.IsSameAs(Page) && StatusOf(page) == Scan)
                && (isWhole || requested != _requested.Version || _time.GetElapsedTime(shownAt) >= Interval)
            )
            {
                (Page, Scan, shownAt) = (page, StatusOf(page), _time.GetTimestamp());
                changed();
                OnChanged();
            }

            // A journal that is looked through takes one core in two at most, and hurries for what the person wants.
            var took = _time.GetElapsedTime(started);
            var rest = isWhole ? TimeSpan.FromTicks(Math.Max(1, (Interval - took).Ticks)) : took;
            await Task.WhenAny(Task.Delay(rest, _time, _closed.Token), asked.ChangeAsync(requested));
            if (isWhole)
            {
                await Task.WhenAny(arrived.ChangeAsync(version), asked.ChangeAsync(requested));
            }

            await seen();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Filter.Applied -= UseFilter;
        _closed.Cancel();
    }

    private Filter? Shown => _folded is null ? Filter.InForce : Core.Filtering.Filter.Without(Filter.InForce, _folded);

    private void UseFilter() => Request(() => Window.Filter = Shown);

    private ScanStatus? StatusOf(FrameTablePage page) =>
        page.Scan is { } scan && _folded is not null ? scan with { LeavesOutHidden = true } : page.Scan;

    private string PeerOf(ConnectionId id) =>
        Endpoint.Connections.Find(id) is { } known
            ? PeerText.Of(known)
            : string.Create(CultureInfo.InvariantCulture, $"connection {id.Number}");

    private void Request(Action change)
    {
        change();
        _requested.Set();
    }
}

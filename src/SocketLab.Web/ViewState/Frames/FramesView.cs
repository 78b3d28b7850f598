using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.ViewState.Frames;

/// <summary>The frames of one connection while somebody looks at them. One for each open view; a page uses it on its dispatcher.</summary>
/// <remarks>
/// Cutting and reading happen on the thread pool, one bounded look at a time: a circuit that shows frames answers clicks as fast as one
/// that does not. A look is taken when the journal or what the person wants has changed, and never while nobody sees the page.
/// </remarks>
public sealed class FramesView : IDisposable
{
    /// <summary>Eight looks a second: frames are read, not watched.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(125);

    private readonly CancellationTokenSource _closed = new();
    private readonly ChangeSignal _wanted = new();
    private readonly TcpConnection _connection;
    private readonly TimeProvider _time;
    private bool _sawEnd;

    /// <summary>A view that shows nothing yet; <see cref="WatchAsync"/> fills it.</summary>
    public FramesView(Endpoint endpoint, TcpConnection connection, TimeZoneInfo zone, TimeProvider time)
    {
        (Endpoint, _connection, _time) = (endpoint, connection, time);
        var framing = endpoint.Definition.Tcp.Framing;
        Window = new FrameWindow(endpoint.Journal, connection.Id, framing) { Zone = zone };
        Form = new FramingForm(framing);
    }

    /// <summary>The endpoint.</summary>
    public Endpoint Endpoint { get; }

    /// <summary>The window over the frames.</summary>
    public FrameWindow Window { get; }

    /// <summary>The framing, to be changed.</summary>
    public FramingForm Form { get; }

    /// <summary>What is shown now.</summary>
    public FrameTablePage Page { get; private set; } = FrameTablePage.Empty;

    /// <summary>Whose frames they are.</summary>
    public ConnectionId Connection => _connection.Id;

    /// <summary>How bytes are written.</summary>
    public StreamFormat Format
    {
        get => Window.Format;
        set => Want(() => Window.Format = value);
    }

    /// <summary>What to say where there is no row; null when there are some, or may be.</summary>
    public string? WhyEmpty =>
        Page is not { TotalRows: 0, Searched: null } ? null
        : _connection.State == ConnectionState.Closed
            ? "Nothing of this stream is kept: no bytes came or went, or they were cleared or evicted."
        : "No bytes came or went yet.";

    /// <summary>Uses the browser's time zone.</summary>
    public void Use(TimeZoneInfo zone) => Want(() => Window.Zone = zone);

    /// <summary>Takes the framing that the endpoint has now, whoever changed it, and notes whether the connection has ended.</summary>
    public void Refresh()
    {
        var framing = Endpoint.Definition.Tcp.Framing;
        Form.Refresh(framing);
        if (framing != Window.Framing)
        {
            Want(() => Window.Use(framing));
        }
        else if (!_sawEnd && _connection.State == ConnectionState.Closed)
        {
            _wanted.Set();
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
    public void Scroll(long top, int visibleRows, bool atEnd) => Want(() => Window.ScrollTo(top, visibleRows, atEnd));

    /// <summary>Back to the newest frame.</summary>
    public void FollowTail() => Want(Window.FollowTail);

    /// <summary>To the oldest frame.</summary>
    public void GoToFirst() => Want(Window.GoToFirst);

    /// <summary>Looks into a frame, or into none.</summary>
    public void Select(FrameRow? row) => Want(() => Window.Select(row is null or { IsGap: true } ? null : new(row.Ordinal, row.Key), Page));

    /// <summary>Looks into the frame so many rows on.</summary>
    public void Move(int rows) => Want(() => Window.Move(rows, Page));

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
                GoToFirst();
                return true;
            case "G":
                FollowTail();
                return true;
            case "Escape" when Page.Detail is not null:
                Select(null);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Shows more bytes of the frame that is looked into.</summary>
    public void ShowMore() => Want(Window.ShowMore);

    /// <summary>Keeps <see cref="Page"/> up to date until this is disposed.</summary>
    /// <param name="seen">Waits while nobody sees the page.</param>
    /// <param name="changed">Called when there is something else to show.</param>
    public async Task WatchAsync(Func<Task> seen, Action changed)
    {
        var shownAt = 0L;
        while (!_closed.IsCancellationRequested)
        {
            var (started, version, wanted) = (_time.GetTimestamp(), Endpoint.Journal.Changed.Version, _wanted.Version);
            var ended = _sawEnd = _connection.State == ConnectionState.Closed;
            var page = await Task.Run(() => Window.Read(ended), CancellationToken.None);
            var isWhole = page.Searched is null;
            if (
                !_closed.IsCancellationRequested
                && !page.IsSameAs(Page)
                && (isWhole || wanted != _wanted.Version || _time.GetElapsedTime(shownAt) >= Pace)
            )
            {
                (Page, shownAt) = (page, _time.GetTimestamp());
                changed();
            }

            // A journal that is looked through takes one core in two at most, and hurries for what the person wants.
            var took = _time.GetElapsedTime(started);
            await WaitAsync(
                wanted,
                Task.Delay(isWhole ? TimeSpan.FromTicks(Math.Max(1, (Pace - took).Ticks)) : took, _time, _closed.Token)
            );
            if (isWhole)
            {
                using var either = CancellationTokenSource.CreateLinkedTokenSource(_closed.Token);
                await WaitAsync(wanted, Endpoint.Journal.Changed.WaitAsync(version, either.Token));
                await either.CancelAsync();
            }

            await seen();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _closed.Cancel();

    private async Task WaitAsync(long wanted, Task other)
    {
        if (!_closed.IsCancellationRequested)
        {
            await Task.WhenAny(other, _wanted.WaitAsync(wanted, _closed.Token));
        }
    }

    private void Want(Action change)
    {
        change();
        _wanted.Set();
    }
}

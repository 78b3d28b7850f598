using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.ViewState.Boundaries;
using SocketLab.Web.ViewState.Filtering;
using SocketLab.Web.ViewState.Frames;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Connections;

/// <summary>What the page of one connection shows: its head, its stream and what the system tells of it. One for each open page.</summary>
/// <remarks>Pulls from Core when told to; the page decides when. Used on the page's dispatcher only.</remarks>
public sealed class ConnectionView : FollowedView
{
    private readonly EndpointSupervisor _supervisor;
    private readonly TimeProvider _time;
    private readonly ConnectionRows _all;
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private bool _isOtherEndSought;

    private ConnectionView(
        EndpointSupervisor supervisor,
        FilterScans scans,
        Endpoint endpoint,
        TcpConnection connection,
        StreamRows rows,
        TimeProvider time
    )
        : base(endpoint, scans, rows, WholeOf(connection.Id), () => rows.BeginningGone)
    {
        (_supervisor, Connection, _time) = (supervisor, connection, time);
        _all = new ConnectionRows(endpoint.Connections);
        Options = new ConnectionOptionsForm(connection.Options);
        Refresh();
        RefreshStream();
    }

    /// <summary>The connection.</summary>
    public TcpConnection Connection { get; }

    /// <inheritdoc/>
    protected override (BoundarySide Ours, BoundarySide Theirs)? Ends =>
        OtherEnd is { } other && _supervisor.Find(other.EndpointId) is { } endpoint
            ? (BoundarySide.Of(Endpoint, Connection.Id), BoundarySide.Of(endpoint, other.Id))
            : null;

    /// <summary>The stream as frames while those are shown in the place of its reads; null otherwise.</summary>
    public FramesView? Frames { get; private set; }

    /// <summary>What is shown, filtered and searched: the stream's entries, or its frames.</summary>
    public FilteredState Shown => Frames is { } frames ? frames : this;

    /// <summary>The form of its options.</summary>
    public ConnectionOptionsForm Options { get; }

    /// <summary>The other end, where that is an endpoint here; null where it is not known to be.</summary>
    public TcpConnection? OtherEnd { get; private set; }

    /// <summary>Its figures.</summary>
    public ConnectionRow Row { get; private set; } = default!;

    /// <summary>What the system tells of it, a row a figure: as it was last, once it has ended. None where it does not tell.</summary>
    public IReadOnlyList<TcpInfoRow> TcpInfo { get; private set; } = [];

    /// <summary>The connections before and behind it in the endpoint's list.</summary>
    public ConnectionSiblings Siblings { get; private set; }

    /// <summary>What its TLS handshake agreed on; null without, and before it is complete.</summary>
    public TlsFacts? Tls { get; private set; }

    /// <summary>Whether it has ended.</summary>
    public bool IsClosed => Row.State == ConnectionState.Closed;

    /// <summary>Whether it takes data: both sides, or only ours, are open.</summary>
    public bool CanSend => Row.State is ConnectionState.Open or ConnectionState.PeerHalfClosed;

    /// <summary>Why it takes none.</summary>
    public string WhyNotSend =>
        Row.State switch
        {
            ConnectionState.Closed => "The connection has ended, so nothing can be sent.",
            ConnectionState.Connecting => "The TLS handshake is not complete.",
            _ => "We sent FIN: our side of the stream has ended. The peer can still send.",
        };

    /// <summary>Whether the server still remembers it.</summary>
    public bool IsRemembered => _supervisor.FindConnection(Connection.Id) is not null;

    /// <summary>Opens the view of the connection with this id; null when there is none, or none any more.</summary>
    public static ConnectionView? Open(EndpointSupervisor supervisor, string? id, TimeProvider time, FilterScans? scans = null) =>
        ConnectionId.TryParse(id, out var known)
        && supervisor.FindConnection(known) is { } connection
        && supervisor.Find(connection.EndpointId) is { } endpoint
            ? new(supervisor, scans ?? new FilterScans(), endpoint, connection, new StreamRows(endpoint.Journal, connection.Id), time)
            : null;

    /// <summary>Looks at the figures.</summary>
    public void Refresh()
    {
        Row = ConnectionRow.Of(Connection, _time.GetUtcNow().UtcDateTime, selected: false, current: false);
        Tls = TlsFacts.Of(Connection.Tls);
        TcpInfo = (Connection.ReadTcpInfo() ?? Connection.LastTcpInfo) is { } info ? TcpInfoRow.Of(info) : [];
        _all.Advance(maxReads: 1);
        Siblings = ConnectionSiblings.Of(_all, Connection.Id);
        Options.Refresh(Connection.Options);
        if (IsClosed && Options.IsChanged)
        {
            // Too late for what was edited.
            Options.Undo();
        }

        SeekOtherEnd();
        Frames?.Refresh();
        OnChanged();
    }

    /// <summary>Shows the stream as frames, or its reads.</summary>
    public void ShowFrames(bool frames)
    {
        if (frames == Frames is not null)
        {
            return;
        }

        var (before, search) = (Frames, Shown.RowSearch);
        Frames = frames ? new FramesView(Endpoint, Connection, _zone, _time, Filter) { Format = Window.Format } : null;
        Shown.RowSearch.TakeOver(search);
        search.Close();
        before?.Dispose();
        RefreshStream();
    }

    private static Filter WholeOf(ConnectionId id) =>
        Core.Filtering.Filter.Parse(FilterText.Test("conn", FilterOperator.Equal, id.ToString()));

    /// <summary>Once at first, and again when the peer's program turns out to be this one: the ends open one after the other.</summary>
    private void SeekOtherEnd()
    {
        var isOurs = Connection.PeerProgram is { IsOurselves: true };
        if (OtherEnd is null && (!_isOtherEndSought || isOurs))
        {
            (_isOtherEndSought, OtherEnd) = (true, _supervisor.FindOtherEnd(Connection));
        }
    }

    /// <inheritdoc/>
    public override void Use(StreamFormat format)
    {
        if (Frames is not null)
        {
            Frames.Format = format;
        }

        base.Use(format);
    }

    /// <inheritdoc/>
    public override void Use(TimeZoneInfo zone)
    {
        _zone = zone;
        Frames?.Use(zone);
        base.Use(zone);
    }

    /// <inheritdoc/>
    public override void FollowTail()
    {
        Frames?.FollowTail();
        base.FollowTail();
    }
}

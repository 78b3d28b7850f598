using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.ViewState.Bytes;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Conversations;
using SocketLab.Web.ViewState.Endpoints;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Frames;
using SocketLab.Web.ViewState.Sending;

namespace SocketLab.Web.ViewState;

/// <summary>
/// The endpoint that the workbench shows: its feed, its figures, its connections, their frames, and what is written to it.
/// </summary>
public sealed class SelectedEndpoint : LiveState
{
    private readonly TimeProvider _time;

    /// <summary>Opens an endpoint. What lasts longer than the selection comes from whoever keeps it.</summary>
    public SelectedEndpoint(
        Endpoint endpoint,
        ConnectionList? connections,
        ComposerState composing,
        FilterScans scans,
        TimeZoneInfo zone,
        TimeProvider time,
        MergedFeed? merged = null
    )
    {
        (Endpoint, Connections, Composing, Zone, _time, Merged) = (endpoint, connections, composing, zone, time, merged);
        (Feed, Reading) = merged is null ? (new FeedState(endpoint.ToFilterSource(), scans, zone), new()) : (merged.Feed, merged.Reading);
        if (merged is null)
        {
            Feed.Search.Changed += () => Reading.Mark(Entry is { Event: null } ? Feed.Search.Places : []);
        }

        Figures = EndpointFigures.Of(endpoint, time.GetUtcNow().UtcDateTime, before: null);
        connections?.Refresh();
    }

    /// <summary>The endpoint.</summary>
    public Endpoint Endpoint { get; }

    /// <summary>The endpoint's id.</summary>
    public string Id => Endpoint.Id;

    /// <summary>The feed of several endpoints that is shown, of which this one sends; null where its own is.</summary>
    public MergedFeed? Merged { get; }

    /// <summary>The entry that is looked at, whole; null when there is none or it was evicted.</summary>
    public Entry? Entry => Feed.Selection.Entry;

    /// <summary>The endpoint of the selected entry.</summary>
    public Endpoint EntryEndpoint => Merged?.EndpointOf(Feed.Selection.Current) ?? Endpoint;

    /// <summary>What the columns of the feed are remembered by: all feeds of several endpoints have the same.</summary>
    public string ColumnsKey => Merged is null ? Id : MergedFeed.ColumnsKey;

    /// <summary>The counts of what the feed shows.</summary>
    public LedgerLine Ledger => Merged?.Ledger ?? Figures.Ledger;

    /// <summary>The feed that is shown, and the entry that is looked at.</summary>
    public FeedState Feed { get; }

    /// <summary>How the bytes of its messages are read.</summary>
    public ByteReading Reading { get; }

    /// <summary>Its connections; null when it has none by its kind.</summary>
    public ConnectionList? Connections { get; }

    /// <summary>What is being written for it.</summary>
    public ComposerState Composing { get; }

    /// <summary>What is shown of it besides its entries.</summary>
    public EndpointFigures Figures { get; private set; }

    /// <summary>
    /// The frames while they are shown: of all connections of a listener, of the newest of a client; null before that has one.
    /// </summary>
    public FramesView? Frames { get; private set; }

    /// <summary>The viewer's time zone.</summary>
    public TimeZoneInfo Zone { get; private set; }

    /// <summary>Whether it runs.</summary>
    public bool IsRunning => Endpoint.State == EndpointState.Running;

    /// <summary>Whether there are frames to show: datagrams are messages as they are.</summary>
    public bool HasFrames => HasSocket && !Endpoint.Definition.Kind.Traits().CarriesDatagrams;

    /// <summary>Whether it has a socket to send with. A capture has what its file had.</summary>
    public bool HasSocket => Endpoint.Definition.Kind.Traits().HasSocket;

    /// <summary>How many connections its view of them is headed with; null when it has none by its kind.</summary>
    public long? ConnectionsCount => Endpoint.Captured?.ConnectionsTotal ?? Connections?.Page.Open;

    /// <summary>The connection that the selected entry belongs to, if it is remembered.</summary>
    public TcpConnection? EntryConnection =>
        Entry is { ConnectionId.IsNone: false } entry ? EntryEndpoint.Connections.Find(entry.ConnectionId) : null;

    /// <summary>The conversation that the selected entry belongs to, where that is no connection with a socket.</summary>
    public ConversationPlace? EntryConversation =>
        EntryConnection is null && Entry is { } entry && (EntryEndpoint.Captured is not null || entry.Kind == EntryKind.Datagram)
            ? ConversationPlace.Of(EntryEndpoint.Id, entry)
            : null;

    /// <summary>Where the conversation of the selected entry is followed, below the dashboard's own address; null without.</summary>
    public string? Followed => EntryConnection is { } connection ? $"connections/{connection.Id}" : EntryConversation?.Address;

    /// <summary>The program at the other side of the selected entry; empty where it is not known.</summary>
    public string EntryProgram => Entry is { Peer.IsNone: false } entry ? PeerText.Of(EntryEndpoint.ProgramOf(entry)) : "";

    /// <summary>Our address as far as the selected entry is concerned; empty where it is not known.</summary>
    public string LocalAddress =>
        VisibleText.Name(EntryConnection?.Local.ToString() ?? CapturedLocal ?? EntryEndpoint.Status.Bound?.ToString() ?? "");

    private string? CapturedLocal =>
        Entry is { ConnectionId.IsNone: false } entry ? EntryEndpoint.Captured?.Find(entry.ConnectionId)?.Local.ToString() : null;

    /// <summary>
    /// Where a datagram goes when nobody named a destination: the endpoint's remote, or whoever is being looked at or sent last.
    /// </summary>
    public string? DefaultDestination =>
        Endpoint.Definition.Remote?.ToString()
        ?? (
            EntryEndpoint == Endpoint && Entry is { Peer: { IsNone: false, IsUnnamed: false }, Kind: EntryKind.Datagram } entry
                ? entry.Peer.ToString()
                : Feed.LastPeer
        );

    /// <summary>Has the next send go to the selected entry's peer, on its connection if that is open.</summary>
    /// <returns>Whether there is a peer that can be answered.</returns>
    public bool AimAtEntry()
    {
        if (Entry is not { Peer.IsNone: false } entry || (entry.Kind == EntryKind.Datagram && entry.Peer.IsUnnamed))
        {
            return false;
        }

        Composing.To = entry.Peer.ToString();
        Composing.SendTo(EntryConnection is { State: not ConnectionState.Closed } open ? [open.Id] : []);
        return true;
    }

    /// <summary>Has the next send go to the ticked connections, or else to the one that the keys act on.</summary>
    /// <returns>Whether there is one that is open.</returns>
    public bool AimAtConnections()
    {
        if (Connections?.ToWriteTo is not { Count: > 0 } chosen)
        {
            return false;
        }

        Composing.SendTo([.. chosen.Select(connection => connection.Id)]);
        return true;
    }

    /// <summary>Pulls the figures and the connections.</summary>
    public void Refresh()
    {
        Figures = EndpointFigures.Of(Endpoint, _time.GetUtcNow().UtcDateTime, Figures);
        Connections?.Refresh();
        if (Frames is not null)
        {
            ShowFrames();
        }

        OnChanged();
    }

    /// <summary>Shows the frames: a client that reconnects has a newest connection again and again, a listener's stand together.</summary>
    public void ShowFrames()
    {
        if (Endpoint.Definition.Kind.Traits().AcceptsConnections)
        {
            Frames ??= new FramesView(Endpoint, connection: null, Zone, _time, Feed.Filter);
            Frames.Refresh();
            return;
        }

        var newest = Endpoint.Connections.List().MaxBy(connection => connection.Id.Number);
        if (newest is null || newest.Id == Frames?.Connection)
        {
            Frames?.Refresh();
            return;
        }

        var before = Frames;
        Frames = new FramesView(Endpoint, newest, Zone, _time, Feed.Filter);
        if (before is not null)
        {
            Frames.Search.TakeOver(before.Search);
            before.Dispose();
        }
    }

    /// <summary>Ends what showing the frames takes.</summary>
    public void HideFrames()
    {
        Frames?.Dispose();
        Frames = null;
    }

    /// <summary>Uses the browser's time zone.</summary>
    public void UseZone(TimeZoneInfo zone)
    {
        Zone = zone;
        Feed.UseZone(zone);
        Frames?.Use(zone);
    }
}

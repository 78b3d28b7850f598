using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Endpoints;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Rows;
using SocketLab.Web.ViewState.Sending;

namespace SocketLab.Web.ViewState;

/// <summary>What the workbench shows: the endpoints, the selected one's feed or connections, and the selected entry.</summary>
/// <remarks>
/// One for each open tab, which it lasts as long as: who comes back from another page finds everything where it was. Pulls from Core when
/// told to refresh; the page decides when. Used on the page's dispatcher only.
/// </remarks>
public sealed class WorkbenchState
{
    private readonly EndpointSupervisor _supervisor;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, RateHistory> _histories = [];
    private readonly Dictionary<string, ComposerState> _composers = [];
    private readonly Dictionary<string, ConnectionList> _connections = [];
    private readonly Dictionary<string, (long Version, int? Port)> _freePorts = [];
    private long _lastHistory;

    /// <summary>Creates the state of a fresh page.</summary>
    public WorkbenchState(EndpointSupervisor supervisor, TimeProvider time)
    {
        (_supervisor, _time) = (supervisor, time);
        RefreshEndpoints();
    }

    /// <summary>All endpoints, in order of creation.</summary>
    public IReadOnlyList<EndpointCard> Cards { get; private set; } = [];

    /// <summary>The selected endpoint, if it still exists.</summary>
    public Endpoint? Selected { get; private set; }

    /// <summary>The window over the selected endpoint's journal.</summary>
    public FeedWindow? Window { get; private set; }

    /// <summary>The selected endpoint's connections; null when it has none by its kind.</summary>
    public ConnectionList? Connections { get; private set; }

    /// <summary>Whether the connections are shown in the place of the feed.</summary>
    public bool ShowsConnections { get; private set; }

    /// <summary>What the feed shows now.</summary>
    public FeedPage Page { get; private set; } = FeedPage.Empty;

    /// <summary>The status line's counts.</summary>
    public LedgerLine Ledger { get; private set; } = LedgerLine.Zero;

    /// <summary>How busy the selected endpoint is.</summary>
    public TrafficView Traffic { get; private set; } = TrafficView.Empty;

    /// <summary>What was measured of sequence-stamped messages that the selected endpoint received.</summary>
    public SequenceView Sequence { get; private set; } = SequenceView.Off;

    /// <summary>What the selected endpoint's reply rules did.</summary>
    public RepliesView Replies { get; private set; } = RepliesView.Empty;

    /// <summary>The multicast groups of the selected endpoint.</summary>
    public MulticastView Multicast { get; private set; } = MulticastView.None;

    /// <summary>Connecting and closing, where the selected endpoint is a TCP client; null otherwise.</summary>
    public ClientView? Client { get; private set; }

    /// <summary>The selected entry, whole; null when none is or it was evicted.</summary>
    public Entry? Entry { get; private set; }

    /// <summary>The selected entry's sequence.</summary>
    public long? SelectedSequence { get; private set; }

    /// <summary>The viewer's time zone.</summary>
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>Who sent to the selected endpoint last, as <c>address:port</c>; null before anybody did.</summary>
    public string? LastPeer { get; private set; }

    /// <summary>
    /// Where a datagram goes when nobody named a destination: the endpoint's remote, or whoever is being looked at or sent last.
    /// </summary>
    public string? DefaultDestination =>
        Selected?.Definition.Remote?.ToString()
        ?? (Entry is { Peer: { IsNone: false, IsUnnamed: false }, Kind: EntryKind.Datagram } entry ? entry.Peer.ToString() : LastPeer);

    /// <summary>Counts changes of the feed's source: what a watcher waits on.</summary>
    public ChangeSignal? FeedChanged => Selected?.Journal.Changed;

    /// <summary>Selects an endpoint, or none.</summary>
    public void Select(string? id)
    {
        if (id is not null && id == Selected?.Id)
        {
            return;
        }

        Selected = id is null ? null : _supervisor.Find(id);
        Window = Selected is null ? null : new FeedWindow(Selected.Journal) { Zone = Zone };
        Connections = Selected is null || Selected.Definition.Kind.IsUdp() ? null : ConnectionsOf(Selected);
        ShowsConnections &= Connections is not null;
        Connections?.Refresh();
        LastPeer = null;
        SelectEntry(null);
        RefreshFeed();
        RefreshLedger();
    }

    /// <summary>Shows the connections, or the feed.</summary>
    public void ShowConnections(bool connections)
    {
        ShowsConnections = connections && Connections is not null;
        Connections?.Refresh();
        RefreshFeed();
    }

    /// <summary>What a person who came back, or by a link, sees: the place where they were, or the entry that the link names.</summary>
    public void Restore(long? entry, bool connections)
    {
        ShowConnections(connections);
        if (entry is { } sequence)
        {
            SelectEntry(sequence);
            Window?.Reveal(RefTo(sequence));
        }

        Window?.Restore();
        Connections?.Restore();
        RefreshFeed();
    }

    /// <summary>What is being written for the selected endpoint.</summary>
    public ComposerState Composing(Func<ComposerState> fresh)
    {
        var key = Selected?.Id ?? "";
        if (!_composers.TryGetValue(key, out var composing))
        {
            _composers.Add(key, composing = fresh());
        }

        return composing;
    }

    /// <summary>Selects an entry, or none.</summary>
    public void SelectEntry(long? sequence)
    {
        SelectedSequence = sequence;
        Entry = sequence is { } s ? Window?.ReadEntry(RefTo(s)) : null;
    }

    /// <summary>Moves the selection by rows and keeps it in sight.</summary>
    public void MoveSelection(long rows)
    {
        if (Window?.Step(SelectedSequence is { } selected ? RefTo(selected) : null, rows) is { } to)
        {
            SelectEntry(to.Sequence);
            Window.Reveal(to);
            RefreshFeed();
        }
    }

    /// <summary>Uses the browser's time zone.</summary>
    public void UseZone(TimeZoneInfo zone)
    {
        Zone = zone;
        if (Window is not null)
        {
            Window.Zone = zone;
            RefreshFeed();
        }
    }

    /// <summary>Pulls the feed's rows.</summary>
    public void RefreshFeed() => Page = Window?.Read() ?? FeedPage.Empty;

    /// <summary>Pulls the endpoints and the counts; takes a value for the sparklines once a second.</summary>
    public void RefreshEndpoints()
    {
        var endpoints = _supervisor.List();
        if (Selected is not null && !endpoints.Contains(Selected))
        {
            Select(null);
        }

        Forget(endpoints);
        var second = _lastHistory == 0 || _time.GetElapsedTime(_lastHistory) >= TimeSpan.FromSeconds(1);
        _lastHistory = second ? _time.GetTimestamp() : _lastHistory;
        Cards =
        [
            .. endpoints.Select(endpoint =>
                EndpointCard.Of(endpoint, HistoryOf(endpoint, second), FreePortFor(endpoint), _time.GetUtcNow().UtcDateTime)
            ),
        ];
        Connections?.Refresh();
        LastPeer = Page.Rows.LastOrDefault(row => row is { Kind: FeedRowKind.In, CanAnswer: true })?.Peer ?? LastPeer;
        RefreshLedger();
    }

    private EntryRef RefTo(long sequence) => new(Selected?.Journal.Id ?? "", sequence);

    private void RefreshLedger()
    {
        if (Selected is null)
        {
            (Ledger, Traffic, Sequence, Replies, Multicast, Client) = (
                LedgerLine.Zero,
                TrafficView.Empty,
                SequenceView.Off,
                RepliesView.Empty,
                MulticastView.None,
                null
            );
            return;
        }

        var (kind, statistics) = (Selected.Definition.Kind, Selected.Statistics);
        (Ledger, Traffic) = (LedgerLine.Of(kind, statistics), TrafficView.Of(kind, statistics, Selected.ReceiveBufferGranted));
        Sequence = SequenceView.Of(Selected.Definition, statistics.Sequence);
        Replies = RepliesView.Of(Selected.Definition, statistics, Selected.RepliesPaused);
        (Multicast, Client) = (
            MulticastView.Of(Selected.Definition),
            ClientView.Of(Selected.Definition, Selected.Status, EndpointCard.AddressLine(Selected), _time.GetUtcNow().UtcDateTime)
        );
    }

    private ConnectionList ConnectionsOf(Endpoint endpoint)
    {
        if (!_connections.TryGetValue(endpoint.Id, out var connections))
        {
            _connections.Add(endpoint.Id, connections = new ConnectionList(endpoint, _time));
        }

        return connections;
    }

    private IReadOnlyList<double> HistoryOf(Endpoint endpoint, bool takeValue)
    {
        if (!_histories.TryGetValue(endpoint.Id, out var history))
        {
            _histories.Add(endpoint.Id, history = new RateHistory());
        }

        if (takeValue)
        {
            history.Add(EndpointCard.RateOf(endpoint));
        }

        return history.Values;
    }

    /// <summary>Looks for a free port once per fault, not once per refresh.</summary>
    private int? FreePortFor(Endpoint endpoint)
    {
        if (endpoint.Fault is not { Code: Core.Faults.FaultCode.AddressInUse } || !endpoint.Definition.Kind.IsListener())
        {
            return null;
        }

        if (!_freePorts.TryGetValue(endpoint.Id, out var known) || known.Version != endpoint.Version)
        {
            known = (endpoint.Version, Core.Transport.FreePort.After(endpoint.Definition));
            _freePorts[endpoint.Id] = known;
        }

        return known.Port;
    }

    private void Forget(IReadOnlyList<Endpoint> endpoints)
    {
        foreach (var id in _histories.Keys.Except(endpoints.Select(e => e.Id)).ToList())
        {
            _histories.Remove(id);
            _freePorts.Remove(id);
            _composers.Remove(id);
            _connections.Remove(id);
        }
    }
}

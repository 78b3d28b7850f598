using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Payloads;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.ViewState.Comparing;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Endpoints;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Sending;

namespace SocketLab.Web.ViewState;

/// <summary>What the workbench shows: which endpoint, and which view of it.</summary>
/// <remarks>
/// One for each open tab, which it lasts as long as: who comes back from another page finds everything where it was. Used on the page's
/// dispatcher only.
/// </remarks>
public sealed partial class WorkbenchState : LiveState
{
    private readonly EndpointSupervisor _supervisor;
    private readonly Func<IReadOnlyList<PayloadText>> _sent;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, ComposerState> _composers = [];
    private readonly Dictionary<string, ConnectionList> _connections = [];
    private TabMemory _memory = new();
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private EndpointView _wanted;
    private (bool, string)? _shown;

    /// <summary>Creates the state of a fresh page.</summary>
    /// <param name="supervisor">Has the endpoints.</param>
    /// <param name="sent">What was sent before, newest first.</param>
    /// <param name="time">The clock.</param>
    public WorkbenchState(EndpointSupervisor supervisor, Func<IReadOnlyList<PayloadText>> sent, TimeProvider time)
    {
        (_supervisor, _sent, _time) = (supervisor, sent, time);
        Endpoints = new EndpointsState(supervisor, time);
        Endpoints.Changed += RefreshSelected;
    }

    /// <summary>The cards of all endpoints. Whoever refreshes them refreshes what is selected as well.</summary>
    public EndpointsState Endpoints { get; }

    /// <summary>How the list of endpoints is looked at.</summary>
    public EndpointListView List { get; } = new();

    /// <summary>The selected endpoint, which of several is the one that sends; null when none is, or it was deleted.</summary>
    public SelectedEndpoint? Selected { get; private set; }

    /// <summary>The id of an endpoint that was asked for and is not there; null otherwise.</summary>
    public string? Missing { get; private set; }

    /// <summary>How the inspector shows an entry, where that has it.</summary>
    public InspectorTab InspectorTab { get; private set; }

    /// <summary>The entry that others are compared with.</summary>
    public CompareState Compare { get; } = new();

    /// <summary>The pane that a narrow screen shows.</summary>
    public WorkbenchTab Tab { get; private set; } = WorkbenchTab.Feed;

    /// <summary>The view of the selected endpoint that is shown: the one that was wanted last, if it has that.</summary>
    public EndpointView View =>
        _wanted switch
        {
            _ when Merged is not null => EndpointView.Feed,
            EndpointView.Connections when Selected?.Connections is not null => EndpointView.Connections,
            EndpointView.Frames when Selected?.HasFrames == true => EndpointView.Frames,
            _ => EndpointView.Feed,
        };

    /// <summary>Selects an endpoint, or none.</summary>
    public void Select(string? id)
    {
        if (id is null || id != Selected?.Id || Merged is not null)
        {
            Open(id, null);
        }
    }

    /// <summary>Shows a view of the selected endpoint.</summary>
    public void Show(EndpointView view)
    {
        _wanted = view;
        if (view == EndpointView.Connections && View != view)
        {
            // What has none is no reason to show those of whatever is selected next.
            _wanted = EndpointView.Feed;
        }

        Selected?.Connections?.Refresh();
        if (View == EndpointView.Frames)
        {
            Selected!.ShowFrames();
        }
        else
        {
            Selected?.HideFrames();
        }

        OnChanged();
    }

    /// <summary>Shows entries in another way.</summary>
    public void Show(InspectorTab tab) => Change(() => InspectorTab = tab);

    /// <summary>Shows another pane on a narrow screen.</summary>
    public void Show(WorkbenchTab tab) => Change(() => Tab = tab);

    /// <summary>Shows what an address names; where it names no endpoint, the one that was shown, or else the first.</summary>
    public void GoTo(WorkbenchPlace place)
    {
        var endpoint = place.EndpointId ?? Selected?.Id ?? (Endpoints.Cards is [var first, ..] ? first.Id : null);
        if (place.Merged is { } choice && Endpoints.Cards.Count > 0)
        {
            Merge(choice, endpoint);
        }
        else if (place.EndpointId is not null || Merged is null)
        {
            Select(endpoint);
        }

        if (place.Entry is { Run: { } run } entry && Selected is { } selected && !selected.Feed.Knows(run))
        {
            Restore(null, place.View);
            selected.Feed.Miss(entry.Sequence);
        }
        else
        {
            Restore(place.Entry?.Sequence, place.View, place.Entry?.Run);
        }
    }

    /// <summary>What a person who came back, or by a link, sees: the place where they were, or the entry that the link names.</summary>
    public void Restore(long? entry, EndpointView view, string? run = null)
    {
        Show(view);
        Selected?.Feed.Restore(entry, run);
        Selected?.Connections?.Restore();
    }

    /// <summary>The connection that a key opens: that of the table, or the selected entry's; null when there is none.</summary>
    public TcpConnection? ConnectionFor(string key) =>
        View == EndpointView.Connections ? Selected!.Connections!.Current
        : View == EndpointView.Frames
            ? Selected!.Frames?.Page.Detail is { } detail ? Selected.Endpoint.Connections.Find(detail.Row.Key.Connection)
                : null
        : key == "f" ? Selected?.EntryConnection
        : null;

    /// <summary>Uses the browser's time zone.</summary>
    public void UseZone(TimeZoneInfo zone)
    {
        _zone = zone;
        Selected?.UseZone(zone);
    }

    /// <summary>What the tab is to remember of all this.</summary>
    public TabMemory Remember()
    {
        _memory = List.Remember(_memory with { Seen = new Dictionary<string, SeenEntries>(Endpoints.Unread.Seen) });
        if (Selected is not { } selected)
        {
            return _memory;
        }

        var feed = selected.Feed;
        if (Merged is not null)
        {
            return _memory with
            {
                InspectorTab = InspectorTab,
                Drafts = TabMemory.With(_memory.Drafts, selected.Id, selected.Composing.Draft),
                TimeStyle = feed.TimeStyle,
            };
        }

        return _memory with
        {
            InspectorTab = InspectorTab,
            Places = TabMemory.With(_memory.Places, selected.Id, feed.Place),
            Drafts = TabMemory.With(_memory.Drafts, selected.Id, selected.Composing.Draft),
            TimeStyle = feed.TimeStyle,
            Encodings = TabMemory.With(_memory.Encodings, selected.Id, EncodingToKeep(selected)),
            Content = TabMemory.With(_memory.Content, selected.Id, feed.ContentStyle == ContentStyle.Auto ? null : feed.ContentStyle),
        };
    }

    /// <summary>Goes on with what the tab remembers. What was written or chosen since counts more.</summary>
    public void Recall(TabMemory memory)
    {
        _memory = memory;
        Endpoints.Unread.Recall(memory.Seen);
        Endpoints.Show(Shown);
        List.Recall(memory);
        InspectorTab = InspectorTab == default ? memory.InspectorTab : InspectorTab;
        if (Selected is { } selected)
        {
            selected.Composing.Recall(memory.Drafts.GetValueOrDefault(selected.Id));
            if (selected.Reading.Encoding == PayloadEncoding.Utf8)
            {
                selected.Reading.Use(memory.Encodings.GetValueOrDefault(selected.Id));
            }

            var feed = selected.Feed;
            feed.Use(
                feed.TimeStyle == default ? memory.TimeStyle : feed.TimeStyle,
                feed.ContentStyle == default ? memory.Content.GetValueOrDefault(selected.Id) : feed.ContentStyle
            );
            feed.Recall(memory.Places.GetValueOrDefault(selected.Id));
            OnChanged();
        }
    }

    private static PayloadEncoding? EncodingToKeep(SelectedEndpoint selected) =>
        selected.Reading.Encoding == PayloadEncoding.Utf8 ? null : selected.Reading.Encoding;

    private SelectedEndpoint Open(Endpoint endpoint)
    {
        if (!_composers.TryGetValue(endpoint.Id, out var composing))
        {
            _composers.Add(endpoint.Id, composing = new ComposerState(_time, _sent));
            composing.Recall(_memory.Drafts.GetValueOrDefault(endpoint.Id));
        }

        var connections = endpoint.Definition.Kind.IsUdp() ? null : ConnectionsOf(endpoint);
        var opened = new SelectedEndpoint(endpoint, connections, composing, _zone, _time, Merged);
        opened.Reading.Use(_memory.Encodings.GetValueOrDefault(endpoint.Id));
        if (Merged is not null)
        {
            return opened;
        }

        opened.Feed.Use(_memory.TimeStyle, _memory.Content.GetValueOrDefault(endpoint.Id));
        opened.Feed.Recall(_memory.Places.GetValueOrDefault(endpoint.Id));
        return opened;
    }

    private ConnectionList ConnectionsOf(Endpoint endpoint)
    {
        if (!_connections.TryGetValue(endpoint.Id, out var connections))
        {
            _connections.Add(endpoint.Id, connections = new ConnectionList(endpoint, _time));
        }

        return connections;
    }

    private void RefreshSelected()
    {
        foreach (var gone in _composers.Keys.Where(id => _supervisor.Find(id) is null).ToList())
        {
            _composers.Remove(gone);
            _connections.Remove(gone);
        }

        if (Selected is null)
        {
            return;
        }

        if (_supervisor.Find(Selected.Id) is null)
        {
            SelectAnother();
            return;
        }

        RefreshMerged();
        Selected.Refresh();
        var shown = (Selected.IsRunning, Selected.Figures.Name);
        if (shown != _shown)
        {
            _shown = shown;
            OnChanged();
        }
    }
}

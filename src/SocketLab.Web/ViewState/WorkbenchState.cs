using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Core.Payloads;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.ViewState.Comparing;
using SocketLab.Web.ViewState.Endpoints;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Filtering;

namespace SocketLab.Web.ViewState;

/// <summary>What the workbench shows: which endpoint, and which view of it.</summary>
/// <remarks>
/// One for each open tab, which it lasts as long as: who comes back from another page finds everything where it was. Used on the page's
/// dispatcher only.
/// </remarks>
public sealed partial class WorkbenchState : LiveState
{
    private readonly EndpointSupervisor _supervisor;
    private readonly TimeProvider _time;
    private readonly FilterScans _scans;
    private readonly WorkbenchMemory _memory;
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private EndpointView _wanted;
    private (bool, string)? _shown;

    /// <summary>Creates the state of a fresh page.</summary>
    /// <param name="supervisor">Has the endpoints.</param>
    /// <param name="sent">What was sent before, newest first.</param>
    /// <param name="time">The clock.</param>
    /// <param name="scans">What was found with the filters that were used last; those of this page alone where it is null.</param>
    /// <param name="columns">The columns of a feed that the workspace keeps; none where it is null.</param>
    public WorkbenchState(
        EndpointSupervisor supervisor,
        Func<IReadOnlyList<PayloadText>> sent,
        TimeProvider time,
        FilterScans? scans = null,
        Func<string, FeedColumns?>? columns = null
    )
    {
        (_supervisor, _time, _scans, _memory) = (supervisor, time, scans ?? new FilterScans(), new(sent, time, columns ?? (_ => null)));
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

    /// <summary>The filters that were used last on this page, newest first.</summary>
    public RecentFilters RecentFilters { get; } = new();

    /// <summary>The entry that others are compared with.</summary>
    public CompareState Compare { get; } = new();

    /// <summary>The pane that a narrow screen shows.</summary>
    public WorkbenchTab Tab { get; private set; } = WorkbenchTab.Feed;

    /// <summary>The view of the selected endpoint that is shown: the one that was wanted last, if it has that.</summary>
    public EndpointView View =>
        _wanted switch
        {
            EndpointView.Connections or EndpointView.Frames when Merged is not null => EndpointView.Feed,
            EndpointView.Connections when Selected?.ConnectionsCount is not null => EndpointView.Connections,
            EndpointView.Frames when Selected?.HasFrames == true => EndpointView.Frames,
            EndpointView.Plots or EndpointView.Statistics when Selected is not null => _wanted,
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
        if (View != view && (view == EndpointView.Connections || Merged is not null))
        {
            // What has no such view is no reason to show that of whatever is selected next.
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

        if (place.Filter is { } filter)
        {
            Selected?.Feed.Filter.GoTo(filter);
        }

        if (place.Entry is { Run: { } run } entry && Selected is { } selected && !selected.Feed.Knows(run))
        {
            Restore(null, place.View);
            selected.Feed.Selection.Miss(entry.Sequence);
        }
        else
        {
            Restore(place.Entry?.Sequence, place.View, place.Entry?.Run);
        }
    }

    /// <summary>Goes where the way back leads, where a feed without a filter was one.</summary>
    public void GoBackTo(WorkbenchPlace place)
    {
        GoTo(place with { Filter = place.Filter ?? (WorkbenchPlace.HasFilter(place.View) ? FilterPlace.None : null) });
    }

    /// <summary>What a person who came back, or by a link, sees: the place where they were, or the entry that the link names.</summary>
    public void Restore(long? entry, EndpointView view, string? run = null)
    {
        Show(view);
        Selected?.Feed.Restore(entry, run);
        Selected?.Connections?.Restore();
    }

    /// <summary>
    /// The address of what a key opens: the connection of the table, or that of the selected frame, or the conversation of the selected
    /// entry; null when there is none.
    /// </summary>
    public string? FollowedBy(string key) =>
        View switch
        {
            EndpointView.Connections => AddressOf(Selected!.Connections?.Current),
            EndpointView.Frames => Selected!.Frames?.Page.Detail is { } detail
                ? AddressOf(Selected.Endpoint.Connections.Find(detail.Row.Key.Connection))
                : null,
            _ => key == "f" ? Selected?.Followed : null,
        };

    /// <summary>What the tab is to remember of all this.</summary>
    public TabMemory Remember() => _memory.Remember(this);

    /// <summary>Goes on with what the tab remembers. What was written or chosen since counts more.</summary>
    public void Recall(TabMemory memory)
    {
        _memory.Recall(memory);
        Endpoints.Unread.Recall(memory.Seen);
        Endpoints.Show(Shown);
        List.Recall(memory);
        RecentFilters.Recall(memory.RecentFilters);
        InspectorTab = InspectorTab == default ? memory.InspectorTab : InspectorTab;
        if (Selected is { } selected)
        {
            _memory.Restore(selected);
            OnChanged();
        }
    }

    /// <summary>Adds a condition to the filter of what is shown, and shows the feed.</summary>
    public void FilterBy(string condition)
    {
        if (Selected is { Feed.Filter: var filter })
        {
            filter.Add(condition);
            RecentFilters.Add(filter.Text);
            Show(WorkbenchTab.Feed);
            Show(EndpointView.Feed);
        }
    }

    /// <summary>Uses the browser's time zone.</summary>
    public void UseZone(TimeZoneInfo zone)
    {
        _zone = zone;
        Selected?.UseZone(zone);
    }

    private static string? AddressOf(TcpConnection? connection) => connection is null ? null : $"connections/{connection.Id}";

    private SelectedEndpoint Open(Endpoint endpoint)
    {
        var (connections, composing) = (_memory.ConnectionsOf(endpoint), _memory.ComposerOf(endpoint.Id));
        var opened = new SelectedEndpoint(endpoint, connections, composing, _scans, _zone, _time, Merged);
        _memory.Restore(opened);
        return opened;
    }

    private void RefreshSelected()
    {
        _memory.Forget(id => _supervisor.Find(id) is null);
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

using SocketLab.Core.Definitions;
using SocketLab.Core.Payloads;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Endpoints;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Sending;

namespace SocketLab.Web.ViewState;

/// <summary>What outlives the selection of an endpoint: what is written for it and its connections, and what the tab remembers.</summary>
/// <param name="sent">What was sent before, newest first.</param>
/// <param name="time">The clock.</param>
/// <param name="columns">The columns of a feed that the workspace keeps, by <see cref="SelectedEndpoint.ColumnsKey"/>.</param>
internal sealed class WorkbenchMemory(Func<IReadOnlyList<PayloadText>> sent, TimeProvider time, Func<string, FeedColumns?> columns)
{
    private readonly Dictionary<string, ComposerState> _composers = [];
    private readonly Dictionary<string, ConnectionList> _connections = [];
    private TabMemory _tab = new();

    // What the last feed had before somebody chose others on this page.
    private (FeedState? Feed, FeedColumns Columns) _given = (null, FeedColumns.Default);

    /// <summary>What is written for an endpoint.</summary>
    public ComposerState ComposerOf(string id)
    {
        if (!_composers.TryGetValue(id, out var composer))
        {
            _composers.Add(id, composer = new ComposerState(time, sent));
            composer.Recall(_tab.Drafts.GetValueOrDefault(id));
        }

        return composer;
    }

    /// <summary>The connections of an endpoint; null where it has none by its kind.</summary>
    public ConnectionList? ConnectionsOf(Endpoint endpoint)
    {
        if (endpoint.Definition.Kind.IsUdp() || !endpoint.Definition.Kind.Traits().HasSocket)
        {
            return null;
        }

        if (!_connections.TryGetValue(endpoint.Id, out var connections))
        {
            _connections.Add(endpoint.Id, connections = new ConnectionList(endpoint, time));
        }

        return connections;
    }

    /// <summary>Forgets what belongs to endpoints that are gone.</summary>
    public void Forget(Func<string, bool> isGone)
    {
        foreach (var gone in _composers.Keys.Where(isGone).ToList())
        {
            _composers.Remove(gone);
            _connections.Remove(gone);
        }
    }

    /// <summary>Takes in what the tab is to remember of the workbench as it is.</summary>
    public TabMemory Remember(WorkbenchState state)
    {
        _tab = state.List.Remember(_tab with { Seen = new Dictionary<string, SeenEntries>(state.Endpoints.Unread.Seen) });
        if (state.Selected is { } selected)
        {
            _tab = With(selected) with { InspectorTab = state.InspectorTab, RecentFilters = state.RecentFilters.List };
        }

        return _tab;
    }

    /// <summary>Goes on with what the tab remembers.</summary>
    public void Recall(TabMemory memory)
    {
        _tab = memory;
        foreach (var (id, composer) in _composers)
        {
            // Also of what was left before the browser had answered.
            composer.Recall(memory.Drafts.GetValueOrDefault(id));
        }
    }

    /// <summary>Shows an endpoint as the tab remembers it. What was chosen since counts more.</summary>
    public void Restore(SelectedEndpoint selected)
    {
        if (selected.Reading.Encoding == PayloadEncoding.Utf8)
        {
            selected.Reading.Use(_tab.Encodings.GetValueOrDefault(selected.Id));
        }

        var feed = selected.Feed;
        RestoreColumns(selected);
        feed.Use(
            feed.TimeStyle == default ? _tab.TimeStyle : feed.TimeStyle,
            feed.ContentStyle == default && !feed.IsMerged ? _tab.Content.GetValueOrDefault(selected.Id) : feed.ContentStyle
        );
        if (feed.IsMerged)
        {
            return;
        }

        if (feed.Filter.Syntax.IsBlank && _tab.Filters.GetValueOrDefault(selected.Id) is { } filter)
        {
            feed.Filter.GoTo(filter);
        }

        feed.Recall(_tab.Places.GetValueOrDefault(selected.Id));
    }

    private TabMemory With(SelectedEndpoint selected)
    {
        var (id, feed) = (selected.Id, selected.Feed);
        var memory = _tab with
        {
            Columns = IsAsGiven(feed) ? _tab.Columns : TabMemory.With(_tab.Columns, selected.ColumnsKey, feed.Columns),
            Drafts = TabMemory.With(_tab.Drafts, id, selected.Composing.Draft),
            TimeStyle = feed.TimeStyle,
        };
        if (selected.Merged is not null)
        {
            return memory;
        }

        PayloadEncoding? encoding = selected.Reading.Encoding == PayloadEncoding.Utf8 ? null : selected.Reading.Encoding;
        ContentStyle? content = feed.ContentStyle == ContentStyle.Auto ? null : feed.ContentStyle;
        return memory with
        {
            Places = TabMemory.With(_tab.Places, id, feed.Place),
            Filters = TabMemory.With(_tab.Filters, id, feed.Filter.Place.Text.Length > 0 ? feed.Filter.Place : null),
            Encodings = TabMemory.With(_tab.Encodings, id, encoding),
            Content = TabMemory.With(_tab.Content, id, content),
        };
    }

    /// <summary>What this tab chose counts more than what the workspace keeps, and what was chosen since more than both.</summary>
    private void RestoreColumns(SelectedEndpoint selected)
    {
        var (feed, key) = (selected.Feed, selected.ColumnsKey);
        if (IsAsGiven(feed))
        {
            var known = _tab.Columns.GetValueOrDefault(key)?.Readable() ?? columns(key) ?? FeedColumns.Default;
            feed.Columns = feed.Columns == known ? feed.Columns : known;
            _given = (feed, feed.Columns);
        }
    }

    private bool IsAsGiven(FeedState feed) => feed.Columns == (feed == _given.Feed ? _given.Columns : FeedColumns.Default);
}

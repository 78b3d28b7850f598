using SocketLab.Core.Payloads;
using SocketLab.Web.ViewState.Endpoints;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.ViewState;

/// <content>What outlives a reload of the page.</content>
public sealed partial class WorkbenchState
{
    /// <summary>What the tab is to remember of all this.</summary>
    public TabMemory Remember()
    {
        _memory = List.Remember(_memory with { Seen = new Dictionary<string, SeenEntries>(Endpoints.Unread.Seen) });
        if (Selected is not { } selected)
        {
            return _memory;
        }

        var feed = selected.Feed;
        _memory = _memory with { Columns = TabMemory.With(_memory.Columns, ColumnsKey(selected), KeptColumns(feed.Columns)) };
        if (Merged is not null)
        {
            return _memory with
            {
                InspectorTab = InspectorTab,
                Drafts = TabMemory.With(_memory.Drafts, selected.Id, selected.Composing.Draft),
                TimeStyle = feed.TimeStyle,
                RecentFilters = RecentFilters.List,
            };
        }

        return _memory with
        {
            InspectorTab = InspectorTab,
            Places = TabMemory.With(_memory.Places, selected.Id, feed.Place),
            Drafts = TabMemory.With(_memory.Drafts, selected.Id, selected.Composing.Draft),
            TimeStyle = feed.TimeStyle,
            Filters = TabMemory.With(_memory.Filters, selected.Id, feed.Filter.Place.Text.Length > 0 ? feed.Filter.Place : null),
            RecentFilters = RecentFilters.List,
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
        RecentFilters.Recall(memory.RecentFilters);
        InspectorTab = InspectorTab == default ? memory.InspectorTab : InspectorTab;
        foreach (var (id, composing) in _composers)
        {
            // Also of what was left before the browser had answered.
            composing.Recall(memory.Drafts.GetValueOrDefault(id));
        }

        if (Selected is { } selected)
        {
            if (selected.Reading.Encoding == PayloadEncoding.Utf8)
            {
                selected.Reading.Use(memory.Encodings.GetValueOrDefault(selected.Id));
            }

            var feed = selected.Feed;
            feed.Use(
                feed.TimeStyle == default ? memory.TimeStyle : feed.TimeStyle,
                feed.ContentStyle == default ? memory.Content.GetValueOrDefault(selected.Id) : feed.ContentStyle
            );
            if (feed.Columns == FeedColumns.Usual)
            {
                RecallColumns(selected);
            }

            if (Merged is null && feed.Filter.Syntax.IsBlank && memory.Filters.GetValueOrDefault(selected.Id) is { } filter)
            {
                feed.Filter.GoTo(filter);
            }

            feed.Recall(memory.Places.GetValueOrDefault(selected.Id));
            OnChanged();
        }
    }

    /// <summary>All merged feeds of a tab have the same columns.</summary>
    private static string ColumnsKey(SelectedEndpoint selected) => selected.Merged is null ? selected.Id : "merged";

    private static FeedColumns? KeptColumns(FeedColumns columns) => columns == FeedColumns.Usual ? null : columns;

    private void RecallColumns(SelectedEndpoint opened) =>
        opened.Feed.Columns = _memory.Columns.GetValueOrDefault(ColumnsKey(opened))?.Readable() ?? opened.Feed.Columns;

    private static PayloadEncoding? EncodingToKeep(SelectedEndpoint selected) =>
        selected.Reading.Encoding == PayloadEncoding.Utf8 ? null : selected.Reading.Encoding;
}

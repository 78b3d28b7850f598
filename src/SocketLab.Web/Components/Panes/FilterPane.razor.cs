using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Filtering;

namespace SocketLab.Web.Components.Panes;

/// <summary>The filter of a feed: what is written is in force as soon as nobody writes any more and nothing is wrong.</summary>
public sealed partial class FilterPane
{
    /// <summary>Between two letters of somebody who writes.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);

    private int _typed;

    /// <summary>The workbench, which remembers filters.</summary>
    [Parameter, EditorRequired]
    public WorkbenchState State { get; set; } = default!;

    /// <summary>The feed.</summary>
    [Parameter, EditorRequired]
    public FeedState Feed { get; set; } = default!;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [Feed, Filter];

    /// <inheritdoc/>
    protected override object Shown => (Filter, Filter.Syntax, Filter.Revision, Filter.Place, Feed.Scan);

    private FeedFilter Filter => Feed.Filter;

    private IReadOnlyList<FilterItem> Propose(string text, int caret)
    {
        if (text != Filter.Text)
        {
            Filter.Type(text);
            _typed++;
            if (!FilterProposals.IsHalf(text, caret))
            {
                _ = GuardAsync(ApplyLaterAsync(_typed));
            }
        }

        return FilterProposals.At(Feed.Sources[0], State.RecentFilters.List, text, caret);
    }

    private async Task ApplyLaterAsync(int typed)
    {
        await Task.Delay(Rest, Time, Closed);
        if (typed == _typed)
        {
            Filter.Apply();
        }
    }

    private void Apply(string text)
    {
        _typed++;
        Filter.Type(text);
        Filter.Apply();
        if (Filter.Error is null)
        {
            State.RecentFilters.Add(text);
        }
    }

    private void Clear() => Filter.Use("");
}

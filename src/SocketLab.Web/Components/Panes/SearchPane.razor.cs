using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Filtering;

namespace SocketLab.Web.Components.Panes;

/// <summary>The search in a feed.</summary>
public sealed partial class SearchPane
{
    /// <summary>The endpoint whose feed is searched.</summary>
    [Parameter, EditorRequired]
    public SelectedEndpoint Selected { get; set; } = default!;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [Feed, Search];

    /// <inheritdoc/>
    protected override object Shown => (Search, Search.IsOpen, Search.Text, Search.Kind, Search.Error, Search.Words);

    private FeedState Feed => Selected.Feed;

    private FeedSearch Search => Feed.Search;

    private void Step(bool back)
    {
        Feed.Find(back);
        if (Search.Current is { } found)
        {
            Selected.Reading.Select(found.Start, found.Length);
        }
    }
}

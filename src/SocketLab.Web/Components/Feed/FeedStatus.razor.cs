using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.Components.Feed;

/// <summary>The counts under the feed: received, sent and events are what is kept, evicted and cleared.</summary>
public partial class FeedStatus
{
    /// <summary>The counts.</summary>
    [Parameter]
    public LedgerLine Line { get; set; } = LedgerLine.Zero;

    /// <summary>What there is to say of the rows that are selected; null for nothing.</summary>
    [Parameter]
    public string? Selection { get; set; }

    /// <inheritdoc/>
    protected override object Shown => (Line, Selection);
}

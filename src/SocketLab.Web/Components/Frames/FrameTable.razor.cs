using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SocketLab.Web.Components.Feed;
using SocketLab.Web.ViewState.Frames;

namespace SocketLab.Web.Components.Frames;

/// <summary>The table of frames: a window of rows that the browser moves while it scrolls, as the feed's is.</summary>
public sealed partial class FrameTable
{
    private const string NumberMeaning =
        "Place among the frames of both directions, counted from the oldest byte that was kept when this view was opened";

    private const string StateMeaning =
        "Complete; under way; partial (beginning or end missing); oversized (a piece of a frame that is longer than the longest allowed); "
        + "unsynchronized (where frames begin is not known)";

    /// <summary>The rows in sight, and where they stand among all frames.</summary>
    [Parameter, EditorRequired]
    public FrameTablePage Page { get; set; } = FrameTablePage.Empty;

    /// <summary>The person scrolled.</summary>
    [Parameter]
    public EventCallback<FeedScroll> OnScroll { get; set; }

    /// <summary>A row was chosen.</summary>
    [Parameter]
    public EventCallback<FrameRow> OnSelect { get; set; }

    /// <summary>The selection is to move by so many rows.</summary>
    [Parameter]
    public EventCallback<int> OnStep { get; set; }

    /// <summary>The selected row, if it is there: what a screen reader reads while the table has the focus.</summary>
    private string? Active => Page.Rows.Any(row => row.Key == Page.Detail?.Row.Key) ? FrameLine.SelectedId : null;

    /// <inheritdoc/>
    protected override string ScriptName => "feed";

    /// <summary>Called by the script: the ordinal at the top, the rows that fit, and whether the end is in sight.</summary>
    [JSInvokable]
    public Task Scrolled(long top, int visibleRows, bool atEnd) => OnScroll.InvokeAsync(new(top, visibleRows, atEnd));

    /// <summary>Called by the script: an arrow key moves the selection.</summary>
    [JSInvokable]
    public Task Stepped(int rows) => OnStep.InvokeAsync(rows);

    /// <inheritdoc/>
    protected override object Shown => Page;
}

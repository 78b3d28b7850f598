using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Components.Connections;

/// <summary>The table of an endpoint's connections: a window of rows that the browser moves while it scrolls, as the feed's is.</summary>
public sealed partial class ConnectionTableView
{
    private ConnectionTablePage? _rendered;

    /// <summary>What to show.</summary>
    [Parameter, EditorRequired]
    public ConnectionTablePage Page { get; set; } = ConnectionTablePage.Empty;

    /// <summary>Whether the person may change things.</summary>
    [Parameter]
    public bool CanOperate { get; set; }

    /// <summary>The endpoint's option, which a close depends on.</summary>
    [Parameter]
    public int? LingerSeconds { get; set; }

    /// <summary>Whether it is about Unix sockets.</summary>
    [Parameter]
    public bool IsUnix { get; set; }

    /// <summary>The person scrolled.</summary>
    [Parameter]
    public EventCallback<(long Top, int VisibleRows)> OnScroll { get; set; }

    /// <summary>The place of the keys is to move by so many rows.</summary>
    [Parameter]
    public EventCallback<int> OnStep { get; set; }

    /// <summary>Space or Enter was pressed on the table.</summary>
    [Parameter]
    public EventCallback<string> OnKey { get; set; }

    /// <summary>A row was clicked.</summary>
    [Parameter]
    public EventCallback<ConnectionId> OnCurrent { get; set; }

    /// <summary>A connection is to be opened.</summary>
    [Parameter]
    public EventCallback<ConnectionId> OnOpen { get; set; }

    /// <summary>A connection is to be ticked, or not.</summary>
    [Parameter]
    public EventCallback<ConnectionId> OnToggle { get; set; }

    /// <summary>All open ones are to be ticked, or none.</summary>
    [Parameter]
    public EventCallback OnToggleAll { get; set; }

    /// <summary>Write to the ticked ones.</summary>
    [Parameter]
    public EventCallback OnSendTo { get; set; }

    /// <summary>End the ticked ones.</summary>
    [Parameter]
    public EventCallback<ConnectionAction> OnSelected { get; set; }

    /// <summary>End all open ones.</summary>
    [Parameter]
    public EventCallback<ConnectionAction> OnAll { get; set; }

    /// <inheritdoc/>
    protected override string ScriptPath => "./js/feed.js";

    /// <summary>Called by the script: the row at the top, and the rows that fit.</summary>
    [JSInvokable]
    public Task Scrolled(long top, int visibleRows, bool atEnd) => OnScroll.InvokeAsync((top, visibleRows));

    /// <summary>Called by the script: an arrow key moves the place.</summary>
    [JSInvokable]
    public Task Stepped(int rows) => OnStep.InvokeAsync(rows);

    /// <summary>Called by the script: space or Enter.</summary>
    [JSInvokable]
    public Task Picked(string key) => OnKey.InvokeAsync(key);

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        // The page renders with every look at the feed; the table only when it was looked at.
        var changed = !ReferenceEquals(Page, _rendered);
        _rendered = Page;
        return changed;
    }
}

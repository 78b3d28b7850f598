using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.Components.Connections;

/// <summary>The table of an endpoint's connections: a window of rows that the browser moves while it scrolls, as the feed's is.</summary>
public sealed partial class ConnectionTableView
{
    /// <summary>The rows in sight, and where they stand among all connections.</summary>
    [Parameter, EditorRequired]
    public ConnectionTablePage Page { get; set; } = ConnectionTablePage.Empty;

    /// <summary>Whether the connections are encrypted.</summary>
    [Parameter]
    public bool ShowsTls { get; set; }

    /// <summary>The person scrolled.</summary>
    [Parameter]
    public EventCallback<(long Top, int VisibleRows)> OnScroll { get; set; }

    /// <summary>The place of the keys is to move by so many rows.</summary>
    [Parameter]
    public EventCallback<int> OnStep { get; set; }

    /// <summary>Space or Enter was pressed on the table.</summary>
    [Parameter]
    public EventCallback<string> OnKey { get; set; }

    /// <summary>Connections are to be sorted by a column, the other way round, or no more.</summary>
    [Parameter]
    public EventCallback<ConnectionColumn> OnSort { get; set; }

    /// <summary>A row was clicked.</summary>
    [Parameter]
    public EventCallback<ConnectionId> OnCurrent { get; set; }

    /// <summary>A connection is to be opened.</summary>
    [Parameter]
    public EventCallback<ConnectionId> OnOpen { get; set; }

    /// <summary>A connection is to be ticked, or not.</summary>
    [Parameter]
    public EventCallback<ConnectionId> OnToggle { get; set; }

    /// <summary>The row of the keys, if it is there: what a screen reader reads while the table has the focus.</summary>
    private string? Active => Page.Rows.Any(row => row.Current) ? ConnectionLine.CurrentId : null;

    /// <inheritdoc/>
    protected override string ScriptName => "feed";

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
    protected override object Shown => (Page, ShowsTls);
}

using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace SocketLab.Web.Components.Common;

/// <summary>
/// What can be done with a row of a long table: opened by the secondary button of the mouse, by a long touch, by the Menu key, or by
/// Shift and F10 (<c>js/context-menu.js</c>). It stands in the element that holds the table.
/// </summary>
/// <remarks>With Shift held, the mouse opens the browser's own menu.</remarks>
public sealed partial class ContextMenu
{
    private ElementReference _menu;

    /// <summary>What the actions are about.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>What can be done with the row that was asked for.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<MenuAction> Items { get; set; } = [];

    /// <summary>The menu of a row is asked for; it opens when this has ended, unless there is nothing to do.</summary>
    [Parameter]
    public EventCallback<RowCell> OnAsk { get; set; }

    /// <summary>Called by the script.</summary>
    /// <param name="row">The row's <c>data-sequence</c>.</param>
    /// <param name="cell">The class of the cell that is pointed at; empty for the keyboard.</param>
    /// <param name="journal">The row's <c>data-journal</c>; empty where all rows are of one.</param>
    [JSInvokable]
    public Task Asked(long row, string cell, string journal) => OnAsk.InvokeAsync(new(row, cell, journal));

    /// <inheritdoc/>
    protected override Task OnAfterRenderAsync(bool firstRender) =>
        firstRender ? AttachAsync("context-menu", self => [_menu, self]) : Task.CompletedTask;
}

/// <summary>A cell of a long table.</summary>
/// <param name="Sequence">The row.</param>
/// <param name="Cell">The classes of the cell; empty for the row as a whole.</param>
/// <param name="Journal">The id of the row's journal; empty where all rows are of one.</param>
public sealed record RowCell(long Sequence, string Cell, string Journal);

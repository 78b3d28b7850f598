using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.Components.Feed;

/// <summary>The feed's table: a window of rows that the browser moves while it scrolls, and asks for the next one.</summary>
public sealed partial class FeedView
{
    /// <summary>The rows in sight, and where they stand among all entries.</summary>
    [Parameter, EditorRequired]
    public FeedPage Page { get; set; } = FeedPage.Empty;

    /// <summary>The entry that is looked at.</summary>
    [Parameter]
    public EntryRef? Current { get; set; }

    /// <summary>All rows that are selected.</summary>
    [Parameter]
    public RowSelection Selection { get; set; } = RowSelection.None;

    /// <summary>Whether the rows are of several endpoints, so that their names stand beside them.</summary>
    [Parameter]
    public bool ShowsOrigin { get; set; }

    /// <summary>How times are written.</summary>
    [Parameter]
    public TimeStyle TimeStyle { get; set; }

    /// <summary>The person scrolled.</summary>
    [Parameter]
    public EventCallback<FeedScroll> OnScroll { get; set; }

    /// <summary>A row was chosen.</summary>
    [Parameter]
    public EventCallback<RowClick> OnSelect { get; set; }

    /// <summary>The stream that a row belongs to is to be followed.</summary>
    [Parameter]
    public EventCallback<EntryRef> OnOpen { get; set; }

    /// <summary>The selection is to move by so many rows.</summary>
    [Parameter]
    public EventCallback<RowStep> OnStep { get; set; }

    /// <summary>All rows are to be selected.</summary>
    [Parameter]
    public EventCallback OnSelectAll { get; set; }

    /// <summary>The columns.</summary>
    [Parameter]
    public FeedColumns Columns { get; set; } = FeedColumns.Default;

    /// <summary>Other columns are wanted.</summary>
    [Parameter]
    public EventCallback<FeedColumns> OnColumns { get; set; }

    /// <summary>The selected rows are to be copied.</summary>
    [Parameter]
    public EventCallback OnCopy { get; set; }

    /// <summary>Times are to be written in the next way.</summary>
    [Parameter]
    public EventCallback OnTimeStyle { get; set; }

    /// <summary>How payloads are written.</summary>
    [Parameter]
    public ContentStyle ContentStyle { get; set; }

    /// <summary>Payloads are to be written in the next way.</summary>
    [Parameter]
    public EventCallback OnContentStyle { get; set; }

    /// <summary>The selected row, if it is there: what a screen reader reads while the table has the focus.</summary>
    private string? Active => Page.Rows.Any(row => row.Entry == Current) ? FeedLine.SelectedId : null;

    /// <inheritdoc/>
    protected override string ScriptName => "feed";

    /// <summary>The day of the row at the top, which the times of day do not say.</summary>
    private string? Day =>
        TimeStyle == TimeStyle.Absolute && Page.Rows.FirstOrDefault(row => row.Day != default) is { } row
            ? row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;

    private string TableClass =>
        string.Join(' ', Columns.Hidden.Select(name => $"hide-{name}").Prepend(ShowsOrigin ? "merged" : "").Where(name => name.Length > 0));

    private string? Width(string name) =>
        Columns.Widths.TryGetValue(name, out var pixels) ? string.Create(CultureInfo.InvariantCulture, $"width: {pixels}px") : null;

    private string Widths => string.Create(CultureInfo.InvariantCulture, $"--number: {Page.NumberWidth}ch; --length: {Page.LengthWidth}ch");

    /// <summary>Called by the script: the sequence at the top, the rows that fit, and whether the end is in sight.</summary>
    [JSInvokable]
    public Task Scrolled(long topSequence, int visibleRows, bool atEnd) => OnScroll.InvokeAsync(new(topSequence, visibleRows, atEnd));

    /// <summary>Called by the script: an arrow key moves the selection.</summary>
    [JSInvokable]
    public Task Stepped(int rows) => OnStep.InvokeAsync(new(rows, SelectHow.Only));

    /// <summary>Called by the script: Shift and an arrow key select one row more.</summary>
    [JSInvokable]
    public Task Extended(int rows) => OnStep.InvokeAsync(new(rows, SelectHow.Extend));

    /// <summary>Called by the script: a column of a value was dragged to another place.</summary>
    [JSInvokable]
    public Task ColumnMoved(int from, int to) => OnColumns.InvokeAsync(Columns.Move(from, to));

    /// <summary>Called by the script: a column has another width; 0 for the usual one.</summary>
    [JSInvokable]
    public Task ColumnResized(string name, int width) => OnColumns.InvokeAsync(Columns.Resize(name, width > 0 ? width : null));

    /// <summary>Called by the script: the selected rows are to be copied.</summary>
    [JSInvokable]
    public Task Copied() => OnCopy.InvokeAsync();

    /// <summary>Called by the script: all rows are to be selected.</summary>
    [JSInvokable]
    public Task AllSelected() => OnSelectAll.InvokeAsync();

    /// <inheritdoc/>
    protected override object Shown => (Page, Current, Selection, TimeStyle, ContentStyle, ShowsOrigin, Columns);
}

/// <summary>Where a person scrolled to.</summary>
/// <param name="TopSequence">Sequence of the row at the top.</param>
/// <param name="VisibleRows">Rows that fit.</param>
/// <param name="AtEnd">Whether the last row is in sight.</param>
public sealed record FeedScroll(long TopSequence, int VisibleRows, bool AtEnd);

/// <summary>A row that was clicked.</summary>
/// <param name="Row">The row.</param>
/// <param name="How">What happens to the others that are selected.</param>
public sealed record RowClick(EntryRef Row, SelectHow How);

/// <summary>A step from row to row.</summary>
/// <param name="Rows">Rows to go on, or back.</param>
/// <param name="How">What happens to those that are selected.</param>
public sealed record RowStep(int Rows, SelectHow How);

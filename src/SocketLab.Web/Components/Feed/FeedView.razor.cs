using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.Components.Feed;

/// <summary>The feed's table: a window of rows that the browser moves while it scrolls, and asks for the next one.</summary>
public sealed partial class FeedView
{
    /// <summary>The rows in sight, and where they stand among all entries.</summary>
    [Parameter, EditorRequired]
    public FeedPage Page { get; set; } = FeedPage.Empty;

    /// <summary>The selected entry.</summary>
    [Parameter]
    public long? SelectedSequence { get; set; }

    /// <summary>How times are written.</summary>
    [Parameter]
    public TimeStyle TimeStyle { get; set; }

    /// <summary>The person scrolled.</summary>
    [Parameter]
    public EventCallback<FeedScroll> OnScroll { get; set; }

    /// <summary>A row was chosen.</summary>
    [Parameter]
    public EventCallback<long> OnSelect { get; set; }

    /// <summary>The stream that a row belongs to is to be followed.</summary>
    [Parameter]
    public EventCallback<long> OnOpen { get; set; }

    /// <summary>The selection is to move by so many rows.</summary>
    [Parameter]
    public EventCallback<int> OnStep { get; set; }

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
    private string? Active => Page.Rows.Any(row => row.Sequence == SelectedSequence) ? FeedLine.SelectedId : null;

    /// <inheritdoc/>
    protected override string ScriptName => "feed";

    private string Widths => string.Create(CultureInfo.InvariantCulture, $"--number: {Page.NumberWidth}ch; --length: {Page.LengthWidth}ch");

    /// <summary>Called by the script: the sequence at the top, the rows that fit, and whether the end is in sight.</summary>
    [JSInvokable]
    public Task Scrolled(long topSequence, int visibleRows, bool atEnd) => OnScroll.InvokeAsync(new(topSequence, visibleRows, atEnd));

    /// <summary>Called by the script: an arrow key moves the selection.</summary>
    [JSInvokable]
    public Task Stepped(int rows) => OnStep.InvokeAsync(rows);

    /// <inheritdoc/>
    protected override object Shown => (Page, SelectedSequence, TimeStyle);
}

/// <summary>Where a person scrolled to.</summary>
/// <param name="TopSequence">Sequence of the row at the top.</param>
/// <param name="VisibleRows">Rows that fit.</param>
/// <param name="AtEnd">Whether the last row is in sight.</param>
public sealed record FeedScroll(long TopSequence, int VisibleRows, bool AtEnd);

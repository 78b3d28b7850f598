using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using SocketLab.Core.Dissecting;
using SocketLab.Web.ViewState.Decoding;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.Components.Feed;

/// <summary>One row of the feed.</summary>
public partial class FeedLine
{
    /// <summary>The id of the selected row's element.</summary>
    public const string SelectedId = "selected-entry";

    /// <summary>The entry, or the gap.</summary>
    [Parameter, EditorRequired]
    public FeedRow Row { get; set; } = default!;

    /// <summary>Whether the entry is among the selected ones.</summary>
    [Parameter]
    public bool Selected { get; set; }

    /// <summary>Whether the entry is the one that is looked at.</summary>
    [Parameter]
    public bool Current { get; set; }

    /// <summary>Whether the name of its endpoint stands beside it.</summary>
    [Parameter]
    public bool ShowsOrigin { get; set; }

    /// <summary>The columns.</summary>
    [Parameter]
    public FeedColumns Columns { get; set; } = FeedColumns.Default;

    /// <summary>The row was chosen.</summary>
    [Parameter]
    public EventCallback<RowClick> OnSelect { get; set; }

    /// <summary>The stream that a row belongs to is to be followed.</summary>
    [Parameter]
    public EventCallback<EntryRef> OnOpen { get; set; }

    /// <summary>What Wireshark says of the rows, where that is shown in the place of their bytes.</summary>
    [CascadingParameter]
    public DecodedLines? Decoded { get; set; }

    private DissectedSummary? Summary => Decoded?.Find(Row.Entry);

    private string KindClass =>
        Row.Kind switch
        {
            FeedRowKind.In => "in",
            FeedRowKind.Out => "out",
            FeedRowKind.Trouble => "trouble",
            _ => "event",
        };

    /// <inheritdoc/>
    protected override object Shown => (Row, Selected, Current, ShowsOrigin, Columns, Summary);

    private string NoteTitle => string.IsNullOrEmpty(Row.Note) ? "Marked" : Row.Note;

    private string DayText => Row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Pressed, not clicked: until the button is released the rows may have moved on, and the browser then clicks none of them.
    private Task Press(MouseEventArgs press) =>
        press.Button == 0
            ? OnSelect.InvokeAsync(
                new(
                    Row.Entry,
                    press.ShiftKey ? SelectHow.Extend
                        : press.CtrlKey || press.MetaKey ? SelectHow.Toggle
                        : SelectHow.Only
                )
            )
            : Task.CompletedTask;
}

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using SocketLab.Web.ViewState.Frames;

namespace SocketLab.Web.Components.Frames;

/// <summary>One row of the table of frames.</summary>
public partial class FrameLine
{
    /// <summary>The id of the selected row's element.</summary>
    public const string SelectedId = "selected-frame";

    /// <summary>The frame, or the gap.</summary>
    [Parameter, EditorRequired]
    public FrameRow Row { get; set; } = default!;

    /// <summary>Whether the frame is the one that is looked into.</summary>
    [Parameter]
    public bool Selected { get; set; }

    /// <summary>Whether the row has a column for its peer.</summary>
    [Parameter]
    public bool NamesPeers { get; set; }

    /// <summary>The row was chosen.</summary>
    [Parameter]
    public EventCallback<FrameRow> OnSelect { get; set; }

    private string? MarkClass => Row.State is { IsOpen: false, IsBetween: false } ? "bad" : null;

    /// <inheritdoc/>
    protected override object Shown => (Row, Selected);

    // As in the feed: between press and release the rows may have moved on.
    private Task Press(MouseEventArgs press) => press.Button == 0 ? OnSelect.InvokeAsync(Row) : Task.CompletedTask;
}

using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Bytes;
using SocketLab.Web.ViewState.Comparing;

namespace SocketLab.Web.Components.Comparing;

/// <summary>What each byte does from message to message. Choosing a field selects its bytes and names it.</summary>
public partial class ChangesTable
{
    /// <summary>The fields.</summary>
    [Parameter, EditorRequired]
    public ChangesView Changes { get; set; } = default!;

    /// <summary>The selected bytes.</summary>
    [Parameter]
    public ByteSelection? Selection { get; set; }

    /// <summary>A field was chosen.</summary>
    [Parameter]
    public EventCallback<ByteSelection> OnChoose { get; set; }

    /// <inheritdoc/>
    protected override object Shown => (Changes, Selection);

    /// <summary>The one tab stop: the field that is chosen, or the first.</summary>
    private bool IsStop(ChangeRow row, int index) =>
        Changes.Rows.Any(other => other.Selection == Selection) ? row.Selection == Selection : index == 0;
}

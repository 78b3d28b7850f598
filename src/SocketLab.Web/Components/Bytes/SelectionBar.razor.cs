using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Bytes;

namespace SocketLab.Web.Components.Bytes;

/// <summary>Which bytes are selected, and the expression that names them.</summary>
public partial class SelectionBar
{
    /// <summary>The selected bytes; null for none.</summary>
    [Parameter]
    public ByteSelection? Selection { get; set; }

    /// <summary>What else can be done with what is selected.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }

    /// <summary>Put text on the clipboard.</summary>
    [Parameter]
    public EventCallback<string> OnCopy { get; set; }

    /// <summary>No bytes are to be selected.</summary>
    [Parameter]
    public EventCallback OnClear { get; set; }
}

using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.Components.Connections;

/// <summary>Text, hex or raw digits.</summary>
public partial class StreamFormatChoice
{
    /// <summary>How bytes are written.</summary>
    [Parameter, EditorRequired]
    public StreamFormat Format { get; set; }

    /// <summary>Another way was chosen.</summary>
    [Parameter]
    public EventCallback<StreamFormat> OnChoose { get; set; }
}

using Microsoft.AspNetCore.Components;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.Components.Connections;

/// <summary>Text, hex or raw digits.</summary>
public partial class StreamFormatChoice
{
    private static readonly Segment<StreamFormat>[] Formats =
    [
        .. Enum.GetValues<StreamFormat>().Select(format => new Segment<StreamFormat>(format, format.ToString())),
    ];

    /// <summary>How bytes are written.</summary>
    [Parameter, EditorRequired]
    public StreamFormat Format { get; set; }

    /// <summary>Another way was chosen.</summary>
    [Parameter]
    public EventCallback<StreamFormat> OnChoose { get; set; }
}

using Microsoft.AspNetCore.Components;
using SocketLab.Core.Capture.Streams;

namespace SocketLab.Web.Components.Feed;

/// <summary>What an opened capture file has, while no entry of it is looked at.</summary>
public partial class CaptureFacts
{
    /// <summary>What was in the file besides its entries.</summary>
    [Parameter, EditorRequired]
    public CaptureContents Captured { get; set; } = default!;
}

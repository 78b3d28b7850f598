using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.Components.Connections;

/// <summary>Below the head of a TCP client: whether it is connected, and the two things that can be done about that.</summary>
public partial class ClientBar
{
    /// <summary>What to show.</summary>
    [Parameter, EditorRequired]
    public ClientView View { get; set; } = default!;

    /// <summary>Whether the person may change things.</summary>
    [Parameter]
    public bool CanOperate { get; set; }

    /// <summary>Connect, at once if it waits.</summary>
    [Parameter]
    public EventCallback OnConnect { get; set; }

    /// <summary>End the connection, or the attempts at one.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }
}

using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.Components.Connections;

/// <summary>Below the head of a TCP client: whether it is connected, and the two things that can be done about that.</summary>
public partial class ClientBar
{
    /// <summary>How the connection stands, and what can be done about it.</summary>
    [Parameter, EditorRequired]
    public ClientView View { get; set; } = default!;

    /// <summary>Whether the person may change things.</summary>
    [Parameter]
    public bool CanOperate { get; set; }

    /// <summary>The client is to connect, at once if it waits for its next attempt.</summary>
    [Parameter]
    public EventCallback OnConnect { get; set; }

    /// <summary>The connection, or the attempts at one, are to be ended.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }
}

using Microsoft.AspNetCore.Components;
using SocketLab.Core.Definitions;
using SocketLab.Web.Commands;

namespace SocketLab.Web.Components.Connections;

/// <summary>The ways to end a connection, each saying what the peer will see. Nothing, once it has ended.</summary>
public partial class ConnectionButtons
{
    /// <summary>Where the connection is in its life.</summary>
    [Parameter]
    public ConnectionState State { get; set; }

    /// <summary>The connection's linger option, which a close depends on.</summary>
    [Parameter]
    public int? LingerSeconds { get; set; }

    /// <summary>Whether it is about Unix sockets.</summary>
    [Parameter]
    public bool IsUnix { get; set; }

    /// <summary>A way to end the connection was chosen.</summary>
    [Parameter]
    public EventCallback<ConnectionEnding> OnAction { get; set; }
}

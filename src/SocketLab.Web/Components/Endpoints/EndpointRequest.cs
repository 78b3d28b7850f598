namespace SocketLab.Web.Components.Endpoints;

/// <summary>What a person wants done to an endpoint.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Action">What.</param>
/// <param name="Port">The port to use instead, for <see cref="EndpointAction.UsePort"/>.</param>
public sealed record EndpointRequest(string Id, EndpointAction Action, int Port = 0);

/// <summary>What can be done to an endpoint from its card.</summary>
public enum EndpointAction
{
    /// <summary>Start it if it is stopped, stop it if it runs.</summary>
    Toggle,

    /// <summary>Connect a client, at once if it waits.</summary>
    Connect,

    /// <summary>End a client's connection, or its attempts at one.</summary>
    Close,

    /// <summary>Change its definition.</summary>
    Edit,

    /// <summary>Make another one like it.</summary>
    Duplicate,

    /// <summary>Empty its journal.</summary>
    Clear,

    /// <summary>Remove it.</summary>
    Delete,

    /// <summary>Copy its address.</summary>
    CopyAddress,

    /// <summary>Copy a command that reaches it.</summary>
    CopyCommand,

    /// <summary>Use another port, since this one is taken, and start.</summary>
    UsePort,
}

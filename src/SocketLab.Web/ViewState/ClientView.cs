using System.Globalization;
using SocketLab.Core.Endpoints;

namespace SocketLab.Web.ViewState;

/// <summary>What can be done to a TCP client's connection. The endpoint, its feed and its definition stay in any case.</summary>
/// <param name="Connect">What the button that connects says; null where there is nothing to connect.</param>
/// <param name="Close">What the button that ends says; null where there is nothing to end.</param>
/// <param name="CloseMeaning">What that does.</param>
/// <param name="Waits">When it tries next, in words; null while it does not wait.</param>
public sealed record ClientView(string? Connect, string? Close, string CloseMeaning, string? Waits)
{
    /// <summary>For an endpoint; null unless it is a TCP client.</summary>
    public static ClientView? Of(EndpointDefinition definition, EndpointStatus status, DateTime now) => definition.Kind != EndpointKind.TcpClient ? null : status.State switch
    {
        EndpointState.Stopped or EndpointState.Faulted => new("Connect", null, "", null),
        EndpointState.Starting when status.NextAttemptAt is not null => new("Connect now", "Give up", "Do not try again. The endpoint stays", NextAttempt(status, now)),
        EndpointState.Starting => new(null, "Give up", "Do not wait for an answer any longer. The endpoint stays", null),
        EndpointState.Running => new(null, "Close", $"End the connection in order (FIN){(definition.Tcp.Reconnect ? ", and do not connect again" : "")}. The endpoint stays", null),
        _ => new(null, null, "", null),
    };

    /// <summary>When a client that waits tries next; null while none waits.</summary>
    public static string? NextAttempt(EndpointStatus status, DateTime now) => status.NextAttemptAt is not { } next ? null
        : next <= now ? "connecting again"
        : string.Create(CultureInfo.InvariantCulture, $"connects again in {Math.Ceiling((next - now).TotalSeconds):N0} s");
}

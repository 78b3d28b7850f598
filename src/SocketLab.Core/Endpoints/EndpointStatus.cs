using System.Net;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Endpoints;

/// <summary>An endpoint's state and what belongs to it, so that a reader never sees half of a change.</summary>
/// <param name="State">Where the endpoint is in its life.</param>
/// <param name="Fault">Why the endpoint is faulted, or could not connect last time and tries again; null otherwise.</param>
/// <param name="Bound">Where the socket is bound; null unless running.</param>
/// <param name="ReceiveBufferGranted">The receive buffer that the system granted, in bytes; null unless a running UDP endpoint.</param>
public sealed record EndpointStatus(EndpointState State, Fault? Fault, EndPoint? Bound, int? ReceiveBufferGranted)
{
    /// <summary>
    /// When a client that waits to connect again tries next, UTC; null when none waits. The fault then says what went wrong last.
    /// </summary>
    public DateTime? NextAttemptAt { get; init; }

    /// <summary>Where every endpoint begins.</summary>
    public static EndpointStatus Stopped { get; } = Of(EndpointState.Stopped);

    /// <summary>A state without a socket.</summary>
    internal static EndpointStatus Of(EndpointState state, Fault? fault = null) => new(state, fault, null, null);
}

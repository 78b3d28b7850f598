using System.Globalization;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;

namespace SocketLab.Web.ViewState.Connections;

/// <summary>
/// Whether a TCP client is connected, and what can be done about it. The endpoint, its feed and its definition stay in any case.
/// </summary>
/// <param name="Text">How things stand.</param>
/// <param name="Colour">The name of the state's colour in the style sheet. The text says the same.</param>
/// <param name="Connect">What the button that connects says; null where there is nothing to connect.</param>
/// <param name="Close">What the button that ends says; null where there is nothing to end.</param>
/// <param name="CloseMeaning">What that does.</param>
public sealed record ClientView(string Text, string Colour, string? Connect, string? Close, string CloseMeaning)
{
    /// <summary>For an endpoint; null unless it is a TCP client.</summary>
    /// <param name="definition">What it was told.</param>
    /// <param name="status">Where it is.</param>
    /// <param name="to">Whom it connects to, with the address that was used once that is known.</param>
    /// <param name="now">The time, UTC.</param>
    public static ClientView? Of(EndpointDefinition definition, EndpointStatus status, string to, DateTime now) =>
        !definition.Kind.Traits().Connects
            ? null
            : status.State switch
            {
                EndpointState.Starting when NextAttempt(status, now) is { } next => new(
                    $"{char.ToUpperInvariant(next[0])}{next[1..]}",
                    "waits",
                    "Connect now",
                    "Give up",
                    "Do not try again. The endpoint stays"
                ),
                EndpointState.Starting => new(
                    $"Connecting to {to}…",
                    "waits",
                    null,
                    "Give up",
                    "Do not wait for an answer any longer. The endpoint stays"
                ),
                EndpointState.Running => new(
                    $"Connected to {to}",
                    "open",
                    null,
                    "Close",
                    $"End the connection in order (FIN){(definition.Tcp.Reconnect ? ", and do not connect again" : "")}. The endpoint stays"
                ),
                EndpointState.Stopping => new("Closing the connection…", "waits", null, null, ""),
                EndpointState.Faulted => new($"Not connected. {status.Fault?.Message}", "lost", "Connect", null, ""),
                _ => new("Not connected.", "", "Connect", null, ""),
            };

    /// <summary>When a client that waits tries next; null while none waits.</summary>
    public static string? NextAttempt(EndpointStatus status, DateTime now) =>
        status.NextAttemptAt is not { } next ? null
        : next <= now ? "connecting again"
        : string.Create(CultureInfo.InvariantCulture, $"connects again in {Math.Ceiling((next - now).TotalSeconds):N0} s");
}

using SocketLab.Core.Definitions;

namespace SocketLab.Core.Transport;

/// <summary>What to send with no endpoint, and how.</summary>
/// <param name="Protocol">What carries it.</param>
/// <param name="To">Where it goes.</param>
/// <param name="Payload">The bytes.</param>
/// <param name="Wait">How long to listen for answers; zero for not at all.</param>
public sealed record OneShotSend(OneShotProtocol Protocol, RemoteAddress To, ReadOnlyMemory<byte> Payload, TimeSpan Wait)
{
    /// <summary>Where it leaves from; null for the system's choice.</summary>
    public LocalAddress? Local { get; init; }

    /// <summary>Whether a datagram may go to a broadcast address.</summary>
    public bool Broadcast { get; init; }

    /// <summary>When our side of a stream ends.</summary>
    public HalfClose HalfClose { get; init; }
}

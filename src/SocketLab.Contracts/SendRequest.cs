using System.Text.Json.Serialization;
using SocketLab.Core.Definitions;
using SocketLab.Core.Payloads;

namespace SocketLab.Contracts;

/// <summary>What to send from an endpoint or on a connection.</summary>
public sealed record SendRequest
{
    /// <summary>The payload as it was written.</summary>
    public required PayloadText Payload { get; init; }

    /// <summary>Where a datagram goes. Streams take none.</summary>
    public RemoteAddress? To { get; init; }

    /// <summary>Which of the endpoint's connections it goes to; null: all that are open. For streams only.</summary>
    public IReadOnlyList<string>? ConnectionIds { get; init; }

    /// <summary>How often; null: once.</summary>
    public RepeatOptions? Repeat { get; init; }

    /// <summary>
    /// The payload's bytes themselves, where the protocol can carry them; they take the place of <see cref="PayloadText.Data"/>. They are
    /// no property of the JSON.
    /// </summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte>? PayloadBytes { get; init; }
}

/// <summary>A send with no endpoint made first.</summary>
public sealed record OneShotRequest
{
    /// <summary>What carries it.</summary>
    public required OneShotProtocol Protocol { get; init; }

    /// <summary>Where it goes.</summary>
    public required RemoteAddress To { get; init; }

    /// <summary>The payload as it was written.</summary>
    public required PayloadText Payload { get; init; }

    /// <summary>How long to listen for answers, in milliseconds, 0 to 60,000; 0: not at all.</summary>
    public int WaitForReplyMs { get; init; }

    /// <summary>Where it leaves from; null: the system's choice.</summary>
    public LocalAddress? Local { get; init; }

    /// <summary>Whether a datagram may go to a broadcast address.</summary>
    public bool Broadcast { get; init; }

    /// <summary>When our side of a TCP connection ends.</summary>
    public HalfClose HalfClose { get; init; }
}

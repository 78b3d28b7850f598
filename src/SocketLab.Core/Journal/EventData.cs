using System.Text.Json.Serialization;

namespace SocketLab.Core.Journal;

/// <summary>The figures of an event, as <c>event.data</c> carries them: one record for each set of figures.</summary>
/// <remarks>
/// <see cref="EventDataTypes"/> says which type of event carries which record. Properties are strings, whole numbers or booleans; one that
/// is null is left out.
/// </remarks>
[JsonConverter(typeof(EventDataConverter))]
public abstract record EventData
{
    /// <summary>The figures by the names that they have in JSON, without those that are missing.</summary>
    public IEnumerable<KeyValuePair<string, object>> ListFields()
    {
        foreach (var property in EventDataJson.Default.GetTypeInfo(GetType())!.Properties)
        {
            if (property.Get!(this) is { } value)
            {
                yield return new(property.Name, value);
            }
        }
    }
}

/// <summary>
/// The figures of <see cref="EventType.Started"/>: where the socket is bound and, for a client, where it is connected to.
/// </summary>
public sealed record StartedData : EventData
{
    /// <summary>The local IP address, or <c>unix:PATH</c>; null where the system gave none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Address { get; init; }

    /// <summary>The local port; 0 for a Unix socket.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Port { get; init; }

    /// <summary>The host that a client was told to connect to.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RemoteHost { get; init; }

    /// <summary>Which of the host's addresses a client is connected to.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RemoteAddress { get; init; }

    /// <summary>The port that a client is connected to; 0 for a Unix socket.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? RemotePort { get; init; }

    /// <summary>The number of the attempt that succeeded, from 2; null for the first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Attempt { get; init; }
}

/// <summary>The figures of <see cref="EventType.ConnectionOpened"/> for a connection that we opened.</summary>
/// <param name="Host">What we were told to connect to.</param>
/// <param name="Address">Which of the host's addresses was used.</param>
/// <param name="Port">The peer's port.</param>
public sealed record ConnectionOpenedData(string Host, string Address, long Port) : EventData;

/// <summary>The figures of <see cref="EventType.ConnectionRejected"/>.</summary>
/// <param name="Limit">How many connections the endpoint keeps open at most.</param>
/// <param name="Count">How many were turned away: in a flood one event a second stands for all of them.</param>
public sealed record ConnectionRejectedData(long Limit, long Count) : EventData;

/// <summary>The figures of <see cref="EventType.PeerHalfClosed"/>.</summary>
public sealed record PeerHalfClosedData : EventData
{
    /// <summary>Whether TLS's own end of stream came before FIN (RFC 8446, 6.1); null without TLS.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? CloseNotify { get; init; }

    /// <summary>How long after our last send our side closes by itself, in seconds; null when it had finished before.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ClosesAfterSeconds { get; init; }
}

/// <summary>The figures of <see cref="EventType.HalfClosed"/>.</summary>
/// <param name="PeerFinished">Whether the peer had finished before, so that both directions have ended.</param>
public sealed record HalfClosedData(bool PeerFinished) : EventData;

/// <summary>The figures of <see cref="EventType.ServerRestarted"/>.</summary>
/// <param name="Lost">How many entries were in memory and are gone.</param>
/// <param name="IsExact">Whether that is the exact number; otherwise it was that many at least, since the server did not stop in order.
/// </param>
public sealed record ServerRestartedData(long Lost, bool IsExact) : EventData;

/// <summary>The figures of <see cref="EventType.UrgentData"/>.</summary>
/// <param name="Offset">Where the urgent byte stands in what the peer sends.</param>
public sealed record UrgentMarkData(long Offset) : EventData;

/// <summary>The figures of every event that ends a connection.</summary>
/// <param name="CloseReason">How it ended, as the contract names it.</param>
/// <param name="ReceivedBytes">Payload bytes received over the connection's life.</param>
/// <param name="SentBytes">Payload bytes sent over the connection's life.</param>
public sealed record ConnectionEndedData(string CloseReason, long ReceivedBytes, long SentBytes) : EventData
{
    /// <summary>Whether the peer's end of the stream (FIN) came.</summary>
    public bool PeerFinished { get; init; }
}

/// <summary>When a client connects again.</summary>
/// <param name="Attempt">The number of the attempt to come, from 2.</param>
/// <param name="RetryInMs">How long it waits before, in milliseconds.</param>
public sealed record RetryData(long Attempt, long RetryInMs) : EventData;

/// <summary>How much of a payload went out before sending ended.</summary>
/// <param name="Sent">Bytes that went out.</param>
/// <param name="Asked">Bytes that were to go out.</param>
public sealed record PartlySentData(long Sent, long Asked) : EventData;

/// <summary>How many datagrams or messages an event stands for.</summary>
/// <param name="Count">The number of datagrams or messages.</param>
public sealed record CountData(long Count) : EventData;

/// <summary>The datagrams that ICMP said were not delivered.</summary>
/// <param name="Count">How many.</param>
public sealed record UnreachableData(long Count) : EventData
{
    /// <summary>ICMP's type (RFC 792; RFC 4443 for a destination of IPv6); null where the system refused by itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? IcmpType { get; init; }

    /// <summary>ICMP's code.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? IcmpCode { get; init; }

    /// <summary>The address of who said so; null where the system does not tell.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RefusedBy { get; init; }
}

/// <summary>
/// The figures of <see cref="EventType.DatagramsRefused"/>: of the whole machine, since the last such event or the start.
/// </summary>
/// <param name="Checksum">Datagrams with a wrong checksum.</param>
/// <param name="Malformed">Datagrams refused for anything else but a full receive buffer.</param>
public sealed record DatagramsRefusedData(long Checksum, long Malformed) : EventData;

/// <summary>Which membership in a multicast group an event is about.</summary>
/// <param name="Group">The group's address.</param>
public sealed record MulticastData(string Group) : EventData
{
    /// <summary>The one source that is heard; null for all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Source { get; init; }

    /// <summary>The interface's name; null where it has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Interface { get; init; }
}

/// <summary>The figures of <see cref="EventType.ReplyPaused"/>.</summary>
/// <param name="Limit">How many replies a second the endpoint may send.</param>
public sealed record ReplyPausedData(long Limit) : EventData;

/// <summary>The figures of <see cref="EventType.ReplyResumed"/>.</summary>
/// <param name="Skipped">How many replies were not sent during the pause.</param>
public sealed record ReplyResumedData(long Skipped) : EventData;

/// <summary>The figures of <see cref="EventType.RecordingStopped"/>.</summary>
/// <param name="Recording">The recording's id.</param>
public sealed record RecordingStoppedData(string Recording) : EventData;

/// <summary>The figures of <see cref="EventType.JobStarted"/>.</summary>
/// <param name="Job">The job's id.</param>
public sealed record JobStartedData(string Job) : EventData;

/// <summary>The figures of <see cref="EventType.JobEnded"/>.</summary>
/// <param name="Job">The job's id.</param>
/// <param name="Sent">Messages sent.</param>
/// <param name="Failed">Messages that the system refused.</param>
/// <param name="Bytes">Payload bytes sent.</param>
/// <param name="Rebased">How often the job fell so far behind that its timetable began anew.</param>
public sealed record JobEndedData(string Job, long Sent, long Failed, long Bytes, long Rebased) : EventData;

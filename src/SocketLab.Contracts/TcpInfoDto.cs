namespace SocketLab.Contracts;

/// <summary>TCP_INFO, with units in the names. What the kernel does not tell is null.</summary>
public sealed record TcpInfoDto(
    string State,
    long? RttMicroseconds,
    long? RttvarMicroseconds,
    long? MinRttMicroseconds,
    long? RtoMicroseconds,
    long? CwndSegments,
    long? SsthreshSegments,
    long? MssBytes,
    long? UnackedSegments,
    long? LostSegments,
    long? Retransmits,
    long? TotalRetransmits,
    long? NotSentBytes,
    long? PeerWindowBytes,
    long? BytesSent,
    long? BytesAcked,
    long? BytesReceived,
    long? SegmentsOut,
    long? SegmentsIn,
    long? PacingBytesPerSecond,
    long? DeliveryBytesPerSecond
);

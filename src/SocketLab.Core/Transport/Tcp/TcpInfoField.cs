namespace SocketLab.Core.Transport.Tcp;

/// <summary>One figure of <see cref="TcpInfo"/> as a person reads it: name, value, unit, and what it means in one line.</summary>
/// <param name="Name">Its name in the field: what <c>ss -ti</c> or RFC 9293 call it.</param>
/// <param name="Unit">The unit of the value; empty for a plain count.</param>
/// <param name="Meaning">One line.</param>
/// <param name="Value">Reads it; null where the kernel does not tell.</param>
public sealed record TcpInfoField(string Name, string Unit, string Meaning, Func<TcpInfo, long?> Value)
{
    /// <summary>The unit of times.</summary>
    public const string Microseconds = "µs";

    /// <summary>The unit of rates.</summary>
    public const string BytesPerSecond = "bytes/s";

    /// <summary>The name of the figure that has none where nothing limits the rate.</summary>
    public const string PacingRate = "pacing rate";

    private const string Segments = "segments";
    private const string Bytes = "bytes";

    /// <summary>All figures but the state, in the order in which they are read best.</summary>
    public static IReadOnlyList<TcpInfoField> All { get; } =
    [
        new("rtt", Microseconds, "Smoothed round-trip time: from sending data to its acknowledgement (RFC 6298).", i => i.RttMicroseconds),
        new("rttvar", Microseconds, "How much the round-trip time varies around that.", i => i.RttvarMicroseconds),
        new("min rtt", Microseconds, "The shortest round trip seen lately: the path without queues.", i => i.MinRttMicroseconds),
        new("rto", Microseconds, "How long an acknowledgement may take before data is sent again (RFC 6298).", i => i.RtoMicroseconds),
        new("cwnd", Segments, "Congestion window: how much may be under way at once, as our side judges the path (RFC 5681).", i =>
            i.CwndSegments
        ),
        new("ssthresh", Segments, "Where fast growth of cwnd ends; nothing here until the first loss.", i => i.SsthreshSegments),
        new("mss", Bytes, "The most data that one segment carries on this path.", i => i.MssBytes),
        new("unacked", Segments, "Sent and not acknowledged yet: what is under way, a FIN included.", i => i.UnackedSegments),
        new("lost", Segments, "Of those, how many are held to be lost.", i => i.LostSegments),
        new("retransmits", "", "How often the oldest of them was sent again in a row; above 0 the peer is not answering just now.", i =>
            i.Retransmits
        ),
        new("total retransmits", Segments, "Sent again since the connection opened.", i => i.TotalRetransmits),
        new("not sent", Bytes, "Waits in our send buffer for the peer's window or for cwnd.", i => i.NotSentBytes),
        new("peer's window", Bytes, "Room that the peer offers for more; 0 means that its program does not read.", i => i.PeerWindowBytes),
        new("bytes sent", Bytes, "Data put on the wire, retransmissions included.", i => i.BytesSent),
        new("bytes acked", Bytes, "What the peer's system acknowledged; SYN and FIN count as one each.", i => i.BytesAcked),
        new("bytes received", Bytes, "What our system received in order and acknowledged.", i => i.BytesReceived),
        new("segments out", Segments, "Segments sent, those without data included.", i => i.SegmentsOut),
        new("segments in", Segments, "Segments received, those without data included.", i => i.SegmentsIn),
        new(PacingRate, BytesPerSecond, "How fast the kernel would let segments go out at most.", i => i.PacingBytesPerSecond),
        new("delivery rate", BytesPerSecond, "How fast data reached the peer lately.", i => i.DeliveryBytesPerSecond),
    ];
}

using System.Runtime.InteropServices;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>
/// What Linux knows of a TCP connection at one moment (<c>TCP_INFO</c>, tcp(7); <c>struct tcp_info</c> in <c>linux/tcp.h</c>).
/// </summary>
/// <remarks>
/// Older kernels tell less: what they do not tell, and what they do not know yet, is null. <see cref="TcpInfoField.All"/> says what each
/// figure means. "Segments" are counted as the kernel counts them, each at most <see cref="MssBytes"/> of data.
/// </remarks>
public sealed record TcpInfo
{
    /// <summary>Enough for what kernels tell today, with room for some more.</summary>
    internal const int Bytes = 256;

    /// <summary>The <see cref="State"/> of no connection.</summary>
    internal const string Closed = "CLOSED";

    /// <summary>Stands in ssthresh until the first loss (TCP_INFINITE_SSTHRESH).</summary>
    private const uint NoThreshold = 0x7fff_ffff;

    private static readonly string[] States =
    [
        "",
        "ESTABLISHED",
        "SYN-SENT",
        "SYN-RECEIVED",
        "FIN-WAIT-1",
        "FIN-WAIT-2",
        "TIME-WAIT",
        Closed,
        "CLOSE-WAIT",
        "LAST-ACK",
        "LISTEN",
        "CLOSING",
    ];

    /// <summary>The state by its name in RFC 9293, 3.3.2.</summary>
    public required string State { get; init; }

    /// <summary>Smoothed round-trip time.</summary>
    public long? RttMicroseconds { get; init; }

    /// <summary>How much the round-trip time varies.</summary>
    public long? RttvarMicroseconds { get; init; }

    /// <summary>The shortest round trip lately.</summary>
    public long? MinRttMicroseconds { get; init; }

    /// <summary>Retransmission time-out.</summary>
    public long? RtoMicroseconds { get; init; }

    /// <summary>Congestion window.</summary>
    public long? CwndSegments { get; init; }

    /// <summary>Slow start threshold; null while nothing was lost.</summary>
    public long? SsthreshSegments { get; init; }

    /// <summary>Sending segment size.</summary>
    public long? MssBytes { get; init; }

    /// <summary>Retransmissions of the oldest unacknowledged segment so far.</summary>
    public long? Retransmits { get; init; }

    /// <summary>Segments retransmitted since it opened.</summary>
    public long? TotalRetransmits { get; init; }

    /// <summary>Segments under way.</summary>
    public long? UnackedSegments { get; init; }

    /// <summary>Segments under way that are held to be lost.</summary>
    public long? LostSegments { get; init; }

    /// <summary>Bytes that wait in the send buffer.</summary>
    public long? NotSentBytes { get; init; }

    /// <summary>Room that the peer offers.</summary>
    public long? PeerWindowBytes { get; init; }

    /// <summary>Bytes that the peer acknowledged.</summary>
    public long? BytesAcked { get; init; }

    /// <summary>Bytes sent, retransmissions included.</summary>
    public long? BytesSent { get; init; }

    /// <summary>Bytes received and acknowledged by our side.</summary>
    public long? BytesReceived { get; init; }

    /// <summary>Segments sent.</summary>
    public long? SegmentsOut { get; init; }

    /// <summary>Segments received.</summary>
    public long? SegmentsIn { get; init; }

    /// <summary>Pace at which the kernel sends; null when it does not pace.</summary>
    public long? PacingBytesPerSecond { get; init; }

    /// <summary>Rate at which data was delivered lately.</summary>
    public long? DeliveryBytesPerSecond { get; init; }

    /// <summary>Whether something that we sent, our FIN included, is not acknowledged yet.</summary>
    internal bool HasUndelivered => UnackedSegments > 0 || NotSentBytes > 0;

    /// <summary>Reads as much of a <c>struct tcp_info</c> as the kernel returned.</summary>
    internal static TcpInfo Parse(ReadOnlySpan<byte> info) =>
        new()
        {
            State = info.Length > 0 && info[0] > 0 && info[0] < States.Length ? States[info[0]] : "UNKNOWN",
            Retransmits = info.Length > 2 ? info[2] : null,
            RtoMicroseconds = U32(info, 8),
            MssBytes = U32(info, 16),
            UnackedSegments = U32(info, 24),
            LostSegments = U32(info, 32),
            RttMicroseconds = U32(info, 68),
            RttvarMicroseconds = U32(info, 72),
            SsthreshSegments = U32(info, 76) is { } threshold and < NoThreshold ? threshold : null,
            CwndSegments = U32(info, 80),
            TotalRetransmits = U32(info, 100),
            PacingBytesPerSecond = U64(info, 104),
            BytesAcked = U64(info, 120),
            BytesReceived = U64(info, 128),
            SegmentsOut = U32(info, 136),
            SegmentsIn = U32(info, 140),
            NotSentBytes = U32(info, 144),
            MinRttMicroseconds = U32(info, 148) is { } shortest and < uint.MaxValue ? shortest : null,
            DeliveryBytesPerSecond = U64(info, 160),
            BytesSent = U64(info, 200),
            PeerWindowBytes = U32(info, 228),
        };

    private static long? U32(ReadOnlySpan<byte> info, int offset) =>
        info.Length >= offset + sizeof(uint) ? MemoryMarshal.Read<uint>(info[offset..]) : null;

    /// <summary>All ones, which no figure reaches, stands for "without limit".</summary>
    private static long? U64(ReadOnlySpan<byte> info, int offset) =>
        info.Length >= offset + sizeof(ulong) && MemoryMarshal.Read<long>(info[offset..]) is >= 0 and var value ? value : null;
}

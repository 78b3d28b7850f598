using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Web.Api.Contracts;

/// <summary>TCP_INFO, with units in the names. What the kernel does not tell is null.</summary>
internal sealed record TcpInfoDto(
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
)
{
    public static TcpInfoDto? From(TcpInfo? info) =>
        info is null
            ? null
            : new(
                info.State,
                info.RttMicroseconds,
                info.RttvarMicroseconds,
                info.MinRttMicroseconds,
                info.RtoMicroseconds,
                info.CwndSegments,
                info.SsthreshSegments,
                info.MssBytes,
                info.UnackedSegments,
                info.LostSegments,
                info.Retransmits,
                info.TotalRetransmits,
                info.NotSentBytes,
                info.PeerWindowBytes,
                info.BytesSent,
                info.BytesAcked,
                info.BytesReceived,
                info.SegmentsOut,
                info.SegmentsIn,
                info.PacingBytesPerSecond,
                info.DeliveryBytesPerSecond
            );
}

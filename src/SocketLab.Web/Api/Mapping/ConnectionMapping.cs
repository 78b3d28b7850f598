using SocketLab.Contracts;
using SocketLab.Core.Capture.Streams;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Web.Api.Mapping;

/// <summary>Makes the contract's records of TCP connections.</summary>
internal static class ConnectionMapping
{
    extension(ConnectionDto)
    {
        /// <summary>With what the system tells: one more system call.</summary>
        public static ConnectionDto WithTcpInfo(TcpConnection connection) =>
            ConnectionDto.From(connection) with
            {
                TcpInfo = TcpInfoDto.From(connection.ReadTcpInfo()),
            };

        /// <summary>One that a capture file has. It has no socket, and so neither options nor rates that mean anything.</summary>
        public static ConnectionDto From(CapturedConnection connection, string endpointId) =>
            new()
            {
                Id = connection.Id.ToString(),
                EndpointId = endpointId,
                Peer = AddressDto.From(connection.Peer),
                Local = AddressDto.From(connection.Local),
                State = connection.State,
                OpenedAt = connection.OpenedAt,
                ClosedAt = connection.ClosedAt,
                CloseReason = connection.CloseReason,
                ReceivedBytes = connection.ReceivedBytes,
                SentBytes = connection.SentBytes,
                ReceivedMessages = connection.ReceivedMessages,
                SentMessages = connection.SentMessages,
                Options = new(),
                Rates = ConnectionRatesDto.From(default),
            };

        public static ConnectionDto From(TcpConnection connection) =>
            new()
            {
                Id = connection.Id.ToString(),
                EndpointId = connection.EndpointId,
                Peer = AddressDto.From(connection.Peer),
                Local = AddressDto.From(connection.Local),
                State = connection.State,
                OpenedAt = connection.OpenedAt,
                ClosedAt = connection.ClosedAt,
                CloseReason = connection.CloseReason,
                ReceivedBytes = connection.ReceivedBytes,
                SentBytes = connection.SentBytes,
                ReceivedMessages = connection.ReceivedMessages,
                SentMessages = connection.SentMessages,
                Options = connection.Options,
                Rates = ConnectionRatesDto.From(connection.Traffic),
                PeerProgram = connection.PeerProgram is { } program ? new(program.Name, program.ProcessId) : null,
                Tls = TlsDto.From(connection.Tls),
            };
    }

    extension(TcpInfoDto)
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
}

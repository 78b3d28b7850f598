using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Web.Api.Contracts;

/// <summary>A TCP connection.</summary>
internal sealed record ConnectionDto
{
    public required string Id { get; init; }

    public required string EndpointId { get; init; }

    public required AddressDto? Peer { get; init; }

    public required AddressDto? Local { get; init; }

    public required ConnectionState State { get; init; }

    public required DateTime OpenedAt { get; init; }

    public required DateTime? ClosedAt { get; init; }

    public required CloseReason? CloseReason { get; init; }

    public required long ReceivedBytes { get; init; }

    public required long SentBytes { get; init; }

    public required long ReceivedMessages { get; init; }

    public required long SentMessages { get; init; }

    public required ConnectionOptions Options { get; init; }

    public required ConnectionRatesDto Rates { get; init; }

    /// <summary>About the encryption; null without.</summary>
    public TlsDto? Tls { get; init; }

    /// <summary>What the system tells of the connection; null where it is not asked, and when it has ended.</summary>
    public TcpInfoDto? TcpInfo { get; init; }

    /// <summary>With what the system tells: one more system call.</summary>
    public static ConnectionDto WithTcpInfo(TcpConnection connection) =>
        From(connection) with
        {
            TcpInfo = TcpInfoDto.From(connection.ReadTcpInfo()),
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
            Tls = TlsDto.From(connection.Tls),
        };
}

/// <summary><c>GET /api/endpoints/{id}/connections</c>.</summary>
internal sealed record ConnectionsDto(IReadOnlyList<ConnectionDto> Connections);

using SocketLab.Core.Definitions;

namespace SocketLab.Contracts;

/// <summary>A TCP connection.</summary>
public sealed record ConnectionDto
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

    /// <summary>The program of the server's machine at the other side; null where that is not known.</summary>
    public PeerProgramDto? PeerProgram { get; init; }

    /// <summary>About the encryption; null without.</summary>
    public TlsDto? Tls { get; init; }

    /// <summary>What the system tells of the connection; null where it is not asked, and when it has ended.</summary>
    public TcpInfoDto? TcpInfo { get; init; }
}

/// <summary><c>GET /api/endpoints/{id}/connections</c>.</summary>
public sealed record ConnectionsDto(IReadOnlyList<ConnectionDto> Connections);

/// <summary>A program.</summary>
/// <param name="Name">What it calls itself, at most 15 bytes.</param>
/// <param name="ProcessId">Its process id.</param>
public sealed record PeerProgramDto(string Name, int ProcessId);

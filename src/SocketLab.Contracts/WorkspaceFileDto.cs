using SocketLab.Core.Definitions;

namespace SocketLab.Contracts;

/// <summary>All that is saved, as one file: <c>GET</c> and <c>POST /api/workspace</c>.</summary>
public sealed record WorkspaceFileDto
{
    /// <summary>The format that this version writes, and the only one that it reads.</summary>
    public const int Current = 1;

    /// <summary>The file's format.</summary>
    public required int Format { get; init; }

    /// <summary>The endpoints' definitions, with their reply rules, in order. They have no ids there.</summary>
    public IReadOnlyList<EndpointDefinition> Endpoints { get; init; } = [];

    /// <summary>The saved payloads.</summary>
    public IReadOnlyList<SavedPayload> Payloads { get; init; } = [];

    /// <summary>The saved filters.</summary>
    public IReadOnlyList<SavedFilter> Filters { get; init; } = [];

    /// <summary>The columns of feeds, where they are not the usual ones.</summary>
    public IReadOnlyList<WorkspaceColumns> Columns { get; init; } = [];

    /// <summary>The certificates that endpoints may name.</summary>
    public IReadOnlyList<WorkspaceCertificate> Certificates { get; init; } = [];
}

/// <summary>A certificate in a workspace file.</summary>
public sealed record WorkspaceCertificate
{
    /// <summary>What the endpoints of the file call it.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>The certificate and its chain as PEM.</summary>
    public required string Pem { get; init; }

    /// <summary>Its private key as PEM, unencrypted; null unless it was asked for.</summary>
    public string? PrivateKey { get; init; }

    /// <summary>A key is nobody's business.</summary>
    public override string ToString() => $"{nameof(WorkspaceCertificate)} {Id}";
}

/// <summary>What taking a workspace file in did.</summary>
/// <param name="Endpoints">Endpoints that were added, all of them stopped.</param>
/// <param name="EndpointsSkipped">Endpoints that were there already, as they are in the file.</param>
/// <param name="Payloads">What became of the payloads.</param>
/// <param name="Filters">What became of the saved filters.</param>
/// <param name="Columns">Feeds that have the file's columns from now on; those that had others keep them.</param>
/// <param name="Certificates">Certificates that were added.</param>
/// <param name="CertificatesSkipped">Certificates that were there already.</param>
/// <param name="Notes">What is not as it was, in sentences.</param>
public sealed record WorkspaceImport(
    int Endpoints,
    int EndpointsSkipped,
    ImportCounts Payloads,
    ImportCounts Filters,
    int Columns,
    int Certificates,
    int CertificatesSkipped,
    IReadOnlyList<string> Notes
);

using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Tests.Transport;

/// <summary>Endpoints whose Unix sockets lie in a folder of the test's own.</summary>
public abstract class UnixSocketTests : IAsyncDisposable
{
    private protected UnixSocketTests() => Lab = new EndpointLab(destinations: new([], []) { UnixSockets = new UnixFolders(Folder, []) });

    private protected string Folder { get; } = Directory.CreateTempSubdirectory("lab").FullName;

    private protected EndpointLab Lab { get; }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Lab.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private protected string PathOf(string name) => Path.Combine(Folder, name);

    private static EndpointDefinition Definition(EndpointKind kind, string? local, string? remote) =>
        new()
        {
            Kind = kind,
            Local = local is null ? null : new() { Address = local },
            Remote = remote is null ? null : new() { Host = remote },
        };

    private protected Task<Endpoint> CreateAsync(EndpointKind kind, string? local, string? remote = null) =>
        Lab.Supervisor.CreateAsync(Definition(kind, local, remote), start: true, CancellationToken.None);

    private protected Task<Endpoint> StartAsync(EndpointKind kind, string? local, string? remote = null) =>
        Lab.StartAsync(Definition(kind, local, remote));
}

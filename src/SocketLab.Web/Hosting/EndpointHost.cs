using SocketLab.Core.Endpoints;
using SocketLab.Core.Transport.Tls;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Hosting;

/// <summary>
/// Ties the endpoints' life to the server's: what was listening listens again before the first request is answered, and every socket is
/// given back at the end.
/// </summary>
/// <remarks>
/// A hosted service rather than a background service: the web server is started after it, and a failure here is a failed start.
/// </remarks>
internal sealed class EndpointHost(
    WorkspaceDatabase workspace,
    WorkspaceStatus status,
    CertificateLibrary certificates,
    PayloadLibrary payloads,
    PayloadHistory history,
    EndpointSupervisor supervisor
) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await workspace.OpenAsync(cancellationToken);
        status.Count(WorkspaceTable.Certificates, unreadable: await certificates.RestoreAsync(cancellationToken));
        await payloads.RestoreAsync(cancellationToken);
        await history.RestoreAsync(cancellationToken);
        await supervisor.RestoreAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken) => await supervisor.DisposeAsync();
}

using Microsoft.Extensions.Diagnostics.HealthChecks;
using SocketLab.Core.Endpoints;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Hosting;

/// <summary>Healthy once endpoints can be started and those that ran before do again.</summary>
internal sealed class RestoredHealthCheck(EndpointSupervisor supervisor, WorkspaceStatus workspace) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            workspace.IsAwaited ? HealthCheckResult.Unhealthy("Another program has locked the workspace.")
            : supervisor.Restored.IsCompleted ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("TCP clients are still connecting.")
        );
}

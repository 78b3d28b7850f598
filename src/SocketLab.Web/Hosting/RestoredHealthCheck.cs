using Microsoft.Extensions.Diagnostics.HealthChecks;
using SocketLab.Core.Endpoints;

namespace SocketLab.Web.Hosting;

/// <summary>Healthy once endpoints can be started and those that ran before do again.</summary>
internal sealed class RestoredHealthCheck(EndpointSupervisor supervisor) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            supervisor.Restored.IsCompleted ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("TCP clients are still connecting.")
        );
}

using SocketLab.Core.Endpoints;
using SocketLab.Core.Transport.Udp;

namespace SocketLab.Web.Hosting;

/// <summary>Prepares for the first burst of datagrams once the server has started, so that the first page does not wait for it.</summary>
internal sealed class UdpPreparation(EndpointSupervisor supervisor, TimeProvider time) : BackgroundService
{
    /// <summary>Long enough for the first page.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Delay, time, stoppingToken);
        supervisor.ExpectBurst();
        await UdpWarmUp.RunAsync();
    }
}

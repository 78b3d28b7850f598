using SocketLab.Core.Transport.Tls;

namespace SocketLab.Web.Hosting;

/// <summary>
/// Loads what TLS needs once the server has started, so that neither the first page nor the first handshake waits for it.
/// </summary>
internal sealed class TlsPreparation(TimeProvider time) : BackgroundService
{
    /// <summary>Long enough for the first page, and short against the time in which a process can run out of descriptors.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Delay, time, stoppingToken);
        await TlsWarmUp.RunAsync();
    }
}

using Microsoft.Extensions.Primitives;

namespace SocketLab.Web.Access;

/// <summary>Decides the mode as soon as the server listens: the server is a hosted service, and all of them are started by then.</summary>
internal sealed class AccessStartup(AccessGate gate, LoginLink link, IConfiguration configuration, ILogger<AccessStartup> logger)
    : IHostedLifecycleService
{
    private IDisposable? _following;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        gate.TokenCameToBeRequired += () =>
        {
            link.Write();
            AccessLog.Decided(logger, AccessState.TokenRequired, gate.Mode);
        };
        _following = ChangeToken.OnChange(configuration.GetReloadToken, FollowMode);
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        gate.Decide();
        if (gate.State == AccessState.Open)
        {
            AccessLog.Decided(logger, gate.State, gate.Mode);
            if (!BoundAddresses.AllLoopback(gate.Addresses))
                AccessLog.OpenToNetwork(logger, string.Join(", ", gate.Addresses));
        }
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _following?.Dispose();
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Nothing may be thrown here: it would end the process.
    private void FollowMode()
    {
        if (configuration[$"{AccessOptions.Section}:{nameof(AccessOptions.Mode)}"] is not { } text)
            return;
        if (AccessModes.TryParse(text, out var mode))
            gate.Tighten(mode);
        else
            AccessLog.ModeUnknown(logger, text);
    }
}

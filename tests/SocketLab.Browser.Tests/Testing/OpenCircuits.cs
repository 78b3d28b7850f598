using Microsoft.AspNetCore.Components.Server.Circuits;

namespace SocketLab.Browser.Tests.Testing;

/// <summary>Counts the circuits that the server keeps: a page that has gone may still hold what it watched for a moment.</summary>
internal sealed class OpenCircuits : CircuitHandler
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan SampleInterval = TimeSpan.FromMilliseconds(5);

    private int _open;

    /// <summary>Waits until the last one has ended.</summary>
    /// <returns>Whether it has: a line that was cut leaves one that waits for its browser to come back.</returns>
    public async Task<bool> NoneAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        while (Volatile.Read(ref _open) > 0)
        {
            if (limit.IsCancellationRequested)
            {
                return false;
            }

            await Task.Delay(SampleInterval, TimeProvider.System, CancellationToken.None);
        }

        return true;
    }

    /// <inheritdoc/>
    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _open);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Interlocked.Decrement(ref _open);
        return Task.CompletedTask;
    }
}

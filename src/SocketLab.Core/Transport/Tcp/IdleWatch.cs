using SocketLab.Core.Definitions;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>Closes connections on which nothing came or went for too long (<see cref="TcpOptions.IdleTimeoutSeconds"/>).</summary>
internal static class IdleWatch
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);

    /// <summary>Checks once a second until it is stopped; ends at once where nothing is to be watched.</summary>
    public static async Task RunAsync(TcpOptions options, ConnectionTable connections, TimeProvider time, CancellationToken stopping)
    {
        if (options.IdleTimeoutSeconds == 0)
        {
            return;
        }

        var limit = TimeSpan.FromSeconds(options.IdleTimeoutSeconds);
        using var timer = new PeriodicTimer(CheckInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                foreach (var connection in connections.ListLive().Where(c => c.Log.Idle >= limit))
                {
                    // It ends by itself and says so in the journal.
                    _ = connection.Close(CloseReason.Idle);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }
}

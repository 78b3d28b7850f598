using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Endpoints;

/// <summary>A client that stays wanted: however its connection ended, the next attempt is planned and announced here.</summary>
/// <remarks>Used by <see cref="EndpointLife"/> during transitions, so by one caller at a time.</remarks>
internal sealed class Reconnecting(Endpoint endpoint, StartRequest request)
{
    private ReconnectPlan? _plan;

    /// <summary>Somebody asked for a start: a wait under way is over, and pauses begin anew.</summary>
    public void Begin()
    {
        request.GiveUpWait();
        var definition = endpoint.Definition;
        _plan = definition.Tcp.Reconnect && definition.Kind.Traits().Connects ? new ReconnectPlan(endpoint.Journal.Time) : null;
    }

    /// <summary>Records that the endpoint is connected.</summary>
    /// <returns>The number of the attempt that succeeded, from 1.</returns>
    public int RecordConnected() => _plan?.RecordConnected() ?? 1;

    /// <summary>Plans another attempt, if there is to be one: the endpoint is starting from then on.</summary>
    /// <param name="error">Why there is no connection; null when it ended in order.</param>
    /// <param name="lost">Whether there was a connection.</param>
    /// <returns>The attempt to wait for; null when there is none to come.</returns>
    public PendingAttempt? TryPlan(Exception? error, bool lost)
    {
        var fault = (error as NetworkException)?.Fault;
        if (_plan is null || (error is not null && (fault is null || !ReconnectPlan.MayPass(fault.Code))))
        {
            return null;
        }

        var next = _plan.Next(fault?.Code, lost);
        var attempt = new PendingAttempt(next.Pause, endpoint.Journal.Time);
        if (!request.TryBeginWait(attempt.Cancellation))
        {
            attempt.Dispose();
            return null;
        }

        if (next.IsReported)
        {
            endpoint.Journal.AddEvent(lost ? TcpJournal.Reconnecting(fault, next) : TcpJournal.ConnectFailed(fault!, next));
        }

        endpoint.SetStatus(
            new EndpointStatus(EndpointState.Starting, fault, null, null)
            {
                NextAttemptAt = endpoint.Journal.Time.GetUtcNow().UtcDateTime + next.Pause,
            }
        );
        return attempt;
    }
}

/// <summary>An attempt to connect that is waited for.</summary>
/// <param name="pause">How long to wait.</param>
/// <param name="time">The clock.</param>
internal sealed class PendingAttempt(TimeSpan pause, TimeProvider time) : IDisposable
{
    /// <summary>Cancels the wait.</summary>
    public CancellationTokenSource Cancellation { get; } = new();

    /// <summary>Waits until the attempt is due or given up. Never throws.</summary>
    public async Task WaitAsync() =>
        await Task.Delay(pause, time, Cancellation.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <inheritdoc/>
    public void Dispose() => Cancellation.Dispose();
}

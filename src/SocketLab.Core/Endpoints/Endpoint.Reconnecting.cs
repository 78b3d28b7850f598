using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Endpoints;

/// <content>A client that stays wanted: it connects again however its connection ended, until it is stopped.</content>
public sealed partial class Endpoint
{
    private ReconnectPlan? _reconnect;

    // Of the attempt that is waited for; null when none is. Under the lock, so that a stop and the attempt cannot miss each other.
    private CancellationTokenSource? _waiting;

    /// <summary>Somebody asked for it: a wait under way is over, and pauses begin anew.</summary>
    private void BeginConnecting()
    {
        lock (_lock)
        {
            GiveUpWaiting();
        }

        _reconnect = Definition is { Kind: EndpointKind.TcpClient, Tcp.Reconnect: true } ? new ReconnectPlan(Journal.Time) : null;
    }

    private void GiveUpWaiting()
    {
        _waiting?.CancelAfter(TimeSpan.Zero);
        _waiting = null;
    }

    private void FailStart(Exception error)
    {
        if (ConnectAgainLater(error, lost: false))
        {
            return;
        }

        // A handshake that failed told so itself, and the connection below it stood.
        if (
            Definition.Kind == EndpointKind.TcpClient
            && error is NetworkException network
            && network.Fault.Code != FaultCode.TlsHandshakeFailed
        )
        {
            Journal.AddEvent(TcpJournal.ConnectFailed(network.Fault));
        }

        MarkFaulted(error);
    }

    /// <summary>Plans another attempt, if there is to be one. Called during a transition.</summary>
    /// <param name="error">Why there is no connection; null when it ended in order.</param>
    /// <param name="lost">Whether there was a connection.</param>
    private bool ConnectAgainLater(Exception? error, bool lost)
    {
        var fault = (error as NetworkException)?.Fault;
        if (_reconnect is null || (error is not null && (fault is null || !ReconnectPlan.MayPass(fault.Code))))
        {
            return false;
        }

        var waiting = new CancellationTokenSource();
        var next = _reconnect.Next(fault?.Code, lost);
        lock (_lock)
        {
            if (_retired || !IsWanted)
            {
                return false;
            }

            _waiting = waiting;
        }

        if (next.IsReported)
        {
            Journal.AddEvent(lost ? TcpJournal.Reconnecting(fault, next) : TcpJournal.ConnectFailed(fault!, next));
        }

        Set(
            new EndpointStatus(EndpointState.Starting, fault, null, null)
            {
                NextAttemptAt = Journal.Time.GetUtcNow().UtcDateTime + next.Pause,
            }
        );
        _ = ConnectAgainAsync(next.Pause, waiting);
        return true;
    }

    /// <summary>Waits and tries. Never throws: it is awaited by nobody.</summary>
    private async Task ConnectAgainAsync(TimeSpan pause, CancellationTokenSource waiting)
    {
        await Task.Delay(pause, Journal.Time, waiting.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _transition.WaitAsync();
        try
        {
            lock (_lock)
            {
                if (_waiting != waiting)
                {
                    return;
                }

                _waiting = null;
            }

            await StartTransportAsync(CancellationToken.None);
        }
        finally
        {
            _transition.Release();
            waiting.Dispose();
        }
    }
}

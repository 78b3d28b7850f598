using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Jobs;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Endpoints;

/// <summary>Takes an endpoint from one state to the next: start, stop, and what happens when its transport ends by itself.</summary>
/// <remarks>
/// A transport that fails in a way nobody foresaw is started again at most three times until somebody starts it anew; a foreseen fault,
/// such as a port in use, leaves the endpoint faulted for the user to see.
/// </remarks>
internal sealed class EndpointLife
{
    private const int MaxRestarts = 3;

    // One transition at a time, awaited throughout it. It is the first of the lock order: transition, then the endpoint's lock, then a
    // transport's or connection's, then the journal's. Nothing is awaited under the last three.
    private readonly SemaphoreSlim _transition = new(1, 1);
    private readonly StartRequest _request = new();
    private readonly Reconnecting _reconnecting;
    private readonly Endpoint _endpoint;
    private readonly EndpointContext _context;
    private readonly EndpointReport _report;

    // Read and written during transitions alone. The run is made and closed here.
    private EndpointRun? _run;
    private int _restarts;

    public EndpointLife(Endpoint endpoint, EndpointContext context)
    {
        (_endpoint, _context) = (endpoint, context);
        _reconnecting = new Reconnecting(endpoint, _request);
        _report = new EndpointReport(endpoint, context.Logger);
    }

    /// <inheritdoc cref="StartRequest.IsWanted"/>
    public bool IsWanted
    {
        get => _request.IsWanted;
        set => _request.IsWanted = value;
    }

    /// <summary>
    /// Starts the endpoint, if it is wanted and not running. Afterwards it is running or faulted, or stopped if a stop came first; it never
    /// throws for a network fault.
    /// </summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await _transition.WaitAsync(cancellation);
        try
        {
            if (_endpoint.State != EndpointState.Running)
            {
                _restarts = 0;
                _reconnecting.Begin();
                await RunAsync(cancellation);
            }
        }
        finally
        {
            _transition.Release();
        }
    }

    /// <summary>
    /// Stops the endpoint, if it is running and not wanted again meanwhile; clears a fault. A start under way is given up.
    /// </summary>
    /// <param name="forGood">Whether it never starts again.</param>
    public async Task StopAsync(bool forGood)
    {
        _request.GiveUp(forGood);
        await _transition.WaitAsync();
        try
        {
            if (!_request.IsWithdrawn)
            {
                return;
            }

            if (_run is not null)
            {
                _endpoint.SetStatus(EndpointStatus.Of(EndpointState.Stopping));
                await CloseRunAsync(SendJob.EndpointNotRunning);
                _report.Stopped("Stopped");
            }
            else if (_endpoint.State == EndpointState.Starting)
            {
                _report.Stopped("Stopped: no further attempts to connect");
            }

            _endpoint.SetStatus(EndpointStatus.Stopped);
        }
        finally
        {
            _transition.Release();
        }
    }

    /// <summary>Takes back that the endpoint is stopped for good: it can start again.</summary>
    public void Revive() => _request.Revive();

    private async Task RunAsync(CancellationToken cancellation)
    {
        using var starting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (!_request.TryBeginStart(starting))
        {
            return;
        }

        // What went wrong the last time is still the news while it tries again.
        var lastFault = _endpoint.State == EndpointState.Starting ? _endpoint.Fault : null;
        _endpoint.SetStatus(new EndpointStatus(EndpointState.Starting, lastFault, null, null));
        try
        {
            _run = await EndpointRun.StartAsync(OrderOf(_endpoint), _endpoint.ReplyCounters, _context, starting.Token);
            Begin(_run);
        }
        catch (OperationCanceledException) when (starting.IsCancellationRequested)
        {
            _report.Stopped("Stopped: the start was given up");
            _endpoint.SetStatus(EndpointStatus.Stopped);
            cancellation.ThrowIfCancellationRequested();
        }
        catch (Exception error)
        {
            if (_run is not null)
            {
                await CloseRunAsync(SocketFaults.OfAny(error).Code.ToName());
            }

            FailStart(error);
        }
        finally
        {
            _request.EndStart();
        }
    }

    private static TransportOrder OrderOf(Endpoint endpoint) =>
        new(endpoint.Id, endpoint.Definition, endpoint.Journal, endpoint.Connections);

    /// <summary>Says that the endpoint has started, and only then lets its transport receive.</summary>
    private void Begin(EndpointRun run)
    {
        _report.Started(run.Transport, _reconnecting.RecordConnected());
        _endpoint.Attach(run);
        run.Transport.Begin();
        _ = WatchAsync(run);
    }

    private void FailStart(Exception error)
    {
        if (!ConnectsAgain(error, lost: false))
        {
            _report.ConnectFailed(error);
            MarkFaulted(error);
        }
    }

    /// <summary>Waits for the transport to end by itself. Never throws: it is awaited by nobody.</summary>
    private async Task WatchAsync(EndpointRun run)
    {
        Exception? failure = null;
        try
        {
            await run.Transport.Completion;
        }
        catch (Exception error)
        {
            failure = error;
        }

        if (await FinishAsync(run, failure))
        {
            await _context.Ended(_endpoint);
        }
    }

    /// <summary>What follows when a transport ended by itself.</summary>
    /// <returns>Whether the endpoint is stopped since its work is done.</returns>
    private async Task<bool> FinishAsync(EndpointRun run, Exception? failure)
    {
        await _transition.WaitAsync();
        try
        {
            if (_run != run)
            {
                return false;
            }

            _endpoint.SetStatus(EndpointStatus.Of(EndpointState.Stopping));
            await CloseRunAsync(failure is null ? SendJob.ConnectionClosed : SocketFaults.OfAny(failure).Code.ToName());
            if (ConnectsAgain(failure, lost: true))
            {
                return false;
            }

            if (failure is null)
            {
                _report.Stopped("Stopped: the connection ended");
                _endpoint.SetStatus(EndpointStatus.Stopped);
                return true;
            }

            MarkFaulted(failure);
            if (failure is not NetworkException && _restarts < MaxRestarts)
            {
                _restarts++;
                _report.Restarting(_restarts, MaxRestarts);
                await RunAsync(CancellationToken.None);
            }

            return false;
        }
        finally
        {
            _transition.Release();
        }
    }

    private bool ConnectsAgain(Exception? error, bool lost)
    {
        if (_reconnecting.TryPlan(error, lost) is not { } attempt)
        {
            return false;
        }

        _ = ConnectAgainAsync(attempt);
        return true;
    }

    /// <summary>Waits and tries. Never throws: it is awaited by nobody.</summary>
    private async Task ConnectAgainAsync(PendingAttempt attempt)
    {
        await attempt.WaitAsync();
        await _transition.WaitAsync();
        try
        {
            if (_request.TryEndWait(attempt.Cancellation))
            {
                await RunAsync(CancellationToken.None);
            }
        }
        finally
        {
            _transition.Release();
            attempt.Dispose();
        }
    }

    private void MarkFaulted(Exception error)
    {
        var fault = SocketFaults.OfAny(error);
        _report.Faulted(error, fault);
        _endpoint.SetStatus(EndpointStatus.Of(EndpointState.Faulted, fault));
    }

    /// <summary>Gives the socket back. What sends on it ends first.</summary>
    /// <param name="reason">The code that its jobs end with.</param>
    private async Task CloseRunAsync(string reason)
    {
        var run = _run!;
        await _context.Jobs.EndAsync(_endpoint.Id, reason);
        await run.CloseAsync();
        _endpoint.Detach(run);
        _run = null;
    }
}

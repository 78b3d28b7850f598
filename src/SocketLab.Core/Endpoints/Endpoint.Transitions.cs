using System.Net;
using SocketLab.Core.Faults;
using SocketLab.Core.Jobs;
using SocketLab.Core.Journal;
using SocketLab.Core.Replies;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Endpoints;

/// <content>Starting, stopping and starting again: one transition at a time.</content>
public sealed partial class Endpoint
{
    private const int MaxRestarts = 3;

    private async Task StopAsync(bool forGood)
    {
        lock (_lock)
        {
            _retired |= forGood;
            if (_retired || !IsWanted)
            {
                // Not at once: what waits for it must not go on under this lock.
                _starting?.CancelAfter(TimeSpan.Zero);
            }
        }

        await _transition.WaitAsync();
        try
        {
            if (IsWanted && !_retired)
            {
                return;
            }

            if (_transport is not null)
            {
                Set(EndpointState.Stopping);
                await CloseTransportAsync(SendJob.EndpointNotRunning);
                NoteStopped("Stopped");
            }

            Set(EndpointState.Stopped);
        }
        finally
        {
            _transition.Release();
        }
    }

    private async Task StartTransportAsync(CancellationToken cancellation)
    {
        using var starting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        lock (_lock)
        {
            // A stop that came between would find nothing to give up.
            if (_retired || !IsWanted)
            {
                return;
            }

            _starting = starting;
            Set(EndpointState.Starting);
        }

        ITransport? transport = null;
        Responder? responder = null;
        try
        {
            transport = _context.Transports.Create(this);
            responder = new Responder(Journal, _replyCounters, new ReplySender(this, transport, _context.Destinations, _context.Replying, _replyCounters));
            await transport.StartAsync(starting.Token);
        }
        catch (Exception error)
        {
            if (transport is not null)
            {
                await (responder?.DisposeAsync() ?? ValueTask.CompletedTask);
                await transport.DisposeAsync();
            }

            if (error is not OperationCanceledException || !starting.IsCancellationRequested)
            {
                MarkFaulted(error);
                return;
            }

            Set(EndpointState.Stopped);
            cancellation.ThrowIfCancellationRequested();
            return;
        }
        finally
        {
            lock (_lock)
            {
                _starting = null;
            }
        }

        lock (_lock)
        {
            _transport = transport;
        }

        var bound = transport.Bound;
        Journal.AddEvent(new(EventType.Started, null, StartedMessage(bound), bound is null ? null : new Dictionary<string, object> { ["address"] = bound.Address.ToString(), ["port"] = (long)bound.Port }));
        EndpointLog.Started(_context.Logger, Id, Definition.Kind, bound?.ToString());
        Set(new EndpointStatus(EndpointState.Running, null, bound, transport.ReceiveBufferGranted));
        lock (_lock)
        {
            (_responder = responder).Use(ReplySettings());
        }

        _ = WatchAsync(transport);
    }

    private string StartedMessage(IPEndPoint? bound) => Definition.Kind switch
    {
        EndpointKind.UdpListener => $"Listening for UDP on {bound}",
        EndpointKind.TcpListener => $"Listening for TCP on {bound}",
        EndpointKind.UdpSender => $"Ready to send UDP from port {bound?.Port}",
        _ => $"Connected from {bound}",
    };

    /// <summary>Waits for the transport to end by itself. Never throws: it is awaited by nobody.</summary>
    private async Task WatchAsync(ITransport transport)
    {
        if (await EndedInOrderAsync(transport))
        {
            await _context.Ended(this);
        }
    }

    private async Task<bool> EndedInOrderAsync(ITransport transport)
    {
        Exception? failure = null;
        try
        {
            await transport.Completion;
        }
        catch (Exception error)
        {
            failure = error;
        }

        await _transition.WaitAsync();
        try
        {
            if (_transport != transport)
            {
                return false;
            }

            Set(EndpointState.Stopping);
            await CloseTransportAsync(failure is null ? SendJob.ConnectionClosed : FaultOf(failure).Code.ToName());
            if (failure is null)
            {
                NoteStopped("Stopped: the connection ended");
                Set(EndpointState.Stopped);
                return true;
            }

            MarkFaulted(failure);
            if (failure is not NetworkException && _restarts < MaxRestarts)
            {
                _restarts++;
                EndpointLog.Restarting(_context.Logger, Id, _restarts);
                Journal.AddEvent(new(EventType.Restarted, null, $"Started again after something unforeseen, attempt {_restarts} of {MaxRestarts}"));
                await StartTransportAsync(CancellationToken.None);
            }

            return false;
        }
        finally
        {
            _transition.Release();
        }
    }

    private void MarkFaulted(Exception error)
    {
        var fault = FaultOf(error);
        if (error is not NetworkException)
        {
            EndpointLog.Unexpected(_context.Logger, error, Id);
        }

        EndpointLog.Faulted(_context.Logger, Id, fault.Code.ToName(), fault.Message);
        Journal.AddEvent(new(EventType.Faulted, fault.Code.ToName(), $"{fault.Message} {fault.Hint}"));
        Set(new EndpointStatus(EndpointState.Faulted, fault, null, null));
    }

    private static Fault FaultOf(Exception error) => (error as NetworkException)?.Fault ?? SocketFaults.Unexpected(error);

    private void NoteStopped(string message)
    {
        Journal.AddEvent(new(EventType.Stopped, null, message));
        EndpointLog.Stopped(_context.Logger, Id);
    }

    /// <summary>Gives the socket back. What sends on it ends first.</summary>
    /// <param name="reason">The code that its jobs end with.</param>
    private async Task CloseTransportAsync(string reason)
    {
        var transport = _transport!;
        await _context.Jobs.EndAsync(Id, reason);
        await (_responder?.DisposeAsync() ?? ValueTask.CompletedTask);
        await transport.DisposeAsync();
        lock (_lock)
        {
            _kernelDropsBefore += transport.KernelDrops;
            (_transport, _responder) = (null, null);
        }
    }
}

using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Jobs;
using SocketLab.Core.Journal;
using SocketLab.Core.Replies;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Tcp;

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
                GiveUpWaiting();
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
            else if (State == EndpointState.Starting)
            {
                NoteStopped("Stopped: no further attempts to connect");
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

            // What went wrong the last time is still the news while it tries again.
            Set(new EndpointStatus(EndpointState.Starting, State == EndpointState.Starting ? Fault : null, null, null));
        }

        ITransport? transport = null;
        Responder? responder = null;
        try
        {
            var order = new TransportOrder(Id, Definition, Journal, Connections);
            transport = _context.Transports.Create(order);
            responder = new Responder(
                Journal,
                _replyCounters,
                new ReplySender(order, transport, _context.Destinations, _context.Replying, _replyCounters)
            );
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
                FailStart(error);
                return;
            }

            NoteStopped("Stopped: the start was given up");
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
        Journal.AddEvent(StartedEvent(transport));
        EndpointLog.Started(_context.Logger, Id, Definition.Kind, bound?.ToString());
        Set(new EndpointStatus(EndpointState.Running, null, bound, transport.ReceiveBufferGranted));
        lock (_lock)
        {
            (_responder = responder).Use(ReplySettings());
        }

        _ = WatchAsync(transport);
    }

    private JournalEvent StartedEvent(ITransport transport)
    {
        var bound = transport.Bound;
        var data = bound is IPEndPoint ip
            ? new StartedData { Address = ip.Address.ToString(), Port = ip.Port }
            : new StartedData { Address = bound?.ToString(), Port = bound is null ? null : 0 };

        var message = Definition.Kind switch
        {
            EndpointKind.UdpListener when bound is UnixAddress => $"Listening for datagrams on {bound}",
            EndpointKind.TcpListener when bound is UnixAddress => $"Listening for connections on {bound}",
            EndpointKind.UdpListener => $"Listening for UDP on {bound}",
            EndpointKind.TcpListener => $"Listening for TCP on {bound}",
            EndpointKind.UdpSender when bound is UnixAddress { Name: "" } =>
                "Ready to send datagrams from a socket without a name: nobody can answer it",
            EndpointKind.UdpSender when bound is UnixAddress => $"Ready to send datagrams from {bound}",
            EndpointKind.UdpSender => $"Ready to send UDP from port {(bound as IPEndPoint)?.Port}",
            _ => $"Connected from {bound}",
        };
        if (transport.ConnectedTo is { } to)
        {
            var peer = PeerAddress.From(to);
            data = data with { RemoteHost = Definition.Remote!.Host, RemoteAddress = peer.Address, RemotePort = peer.Port };
            message = $"{TcpJournal.ConnectedTo(Definition.Remote.Host, peer)}{(peer.IsUnix ? "" : $", from {bound}")}";
            if (_reconnect?.NoteConnected() is { } attempt and > 1)
            {
                data = data with { Attempt = attempt };
                message += $", at attempt {attempt}";
            }
        }

        return new(EventType.Started, null, message, data);
    }

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
            if (ConnectAgainLater(failure, lost: true))
            {
                return false;
            }

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
                Journal.AddEvent(
                    new(EventType.Restarted, null, $"Started again after something unforeseen, attempt {_restarts} of {MaxRestarts}")
                );
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

using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Jobs;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Endpoints;

/// <summary>Starts jobs on an endpoint's socket: checks what is asked for, finds out where it goes, and registers the job.</summary>
internal sealed class EndpointJobs(Endpoint endpoint, EndpointContext context)
{
    private const int JobIdLength = 12;

    /// <inheritdoc cref="Endpoint.StartJobAsync"/>
    public async Task<SendJob> StartAsync(IPayloadSource payload, RepeatOptions repeat, RemoteAddress? to, CancellationToken cancellation)
    {
        Check(payload, repeat);
        var transport = endpoint.RunningTransport();
        var destination = await DatagramDestination.ResolveAsync(endpoint, to, context.Destinations, cancellation);
        return Start(transport, payload, repeat, destination);
    }

    /// <inheritdoc cref="Endpoint.StartJob"/>
    public SendJob Start(TcpConnection connection, IPayloadSource payload, RepeatOptions repeat)
    {
        Check(payload, repeat);
        connection.RequireSending();
        var job = Start(endpoint.RunningTransport(), repeat, [connection.Peer], connection.Id, null, _ => new ConnectionTarget(
            payload,
            connection
        ));
        _ = job.FailAfterAsync(connection.Completion, () => connection.CloseReason switch
            {
                CloseReason.PeerReset => FaultCode.ConnectionReset.ToName(),
                CloseReason.TimedOut => FaultCode.TimedOut.ToName(),
                _ => SendJob.ConnectionClosed,
            });
        return job;
    }

    /// <inheritdoc cref="Endpoint.StartReplayAsync"/>
    public async Task<SendJob> StartReplayAsync(RecordedMessages messages, double speed, long? rounds, CancellationToken cancellation)
    {
        var transport = endpoint.RunningTransport();
        var destination = await DatagramDestination.ResolveAsync(endpoint, null, context.Destinations, cancellation);
        var repeat = new RepeatOptions { Count = rounds * messages.Count };
        return Start(transport, new RecordedPayload(messages), repeat, destination, new ReplayPace(messages, speed, rounds));
    }

    /// <summary>Starts a job that sends to one destination of datagrams, or to whatever connections are open.</summary>
    private SendJob Start(ITransport transport, IPayloadSource payload, RepeatOptions repeat, EndPoint? to, ReplayPace? pace = null)
    {
        IReadOnlyList<PeerAddress> peers = to is not null
            ? [PeerAddress.From(to)]
            : [.. endpoint.Connections.ListOpen().Select(connection => connection.Peer)];
        return Start(transport, repeat, peers, default, to, fits => transport.OpenTarget(payload, to, fits), pace);
    }

    private void Check(IPayloadSource payload, RepeatOptions repeat)
    {
        var errors = repeat.Validate().ToList();
        if (payload.MaxLength == 0 && !endpoint.Definition.Kind.IsUdp())
        {
            errors.Add(new("$.payload.data", "On a stream an empty payload is nothing, and nothing cannot be repeated."));
        }

        if (errors.Count > 0)
        {
            throw new InvalidDefinitionException(errors);
        }
    }

    private SendJob Start(
        ITransport transport,
        RepeatOptions repeat,
        IReadOnlyList<PeerAddress> peers,
        ConnectionId connection,
        EndPoint? to,
        Func<bool, IJobTarget> open,
        ReplayPace? pace = null
    )
    {
        // Judged by the addresses that are used: a name could mean another one the next time.
        var limit = context.Jobs.PublicPerSecond;
        var perSecond = pace is null ? repeat.PerSecond : pace.PeakPerSecond;
        var fits = perSecond <= limit && repeat.Burst <= limit;
        var isPublic = peers.Any(AddressScope.IsPublic);
        if (isPublic && !fits)
        {
            throw new LimitReachedException(nameof(EndpointLimits.PublicPerSecond), limit);
        }

        var jobContext = new SendJobContext
        {
            Id = OpaqueId.New(JobIdLength),
            EndpointId = endpoint.Id,
            ConnectionId = connection,
            To = to,
            Journal = endpoint.Journal,
            PublicPerSecond = isPublic ? perSecond!.Value : 0,
            Pacing = pace?.Words,
            Schedule = pace?.Schedule,
            Changed = context.Jobs.Changed,
            Ended = context.Jobs.MarkEnded,
            Logger = context.Logger,
        };
        var target = open(fits);
        try
        {
            var job = new SendJob(jobContext, target, repeat, PaceClocks.Best);
            context.Jobs.Start(job);
            if (!endpoint.IsRunningOn(transport))
            {
                // A stop that came between did not find it.
                _ = job.FailAsync(SendJob.EndpointNotRunning);
            }

            return job;
        }
        catch (LimitReachedException)
        {
            target.Dispose();
            throw;
        }
    }
}

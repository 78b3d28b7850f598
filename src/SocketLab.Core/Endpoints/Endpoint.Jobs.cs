using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Jobs;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Endpoints;

/// <content>Sending again and again.</content>
public sealed partial class Endpoint
{
    private const int JobIdLength = 12;

    /// <summary>
    /// Starts a job: datagrams to one destination; of a TCP listener to all connections that are open at each time; of a TCP client on its
    /// connection.
    /// </summary>
    /// <param name="payload">What it sends.</param>
    /// <param name="repeat">How often.</param>
    /// <param name="to">Where datagrams go; null for the definition's remote. Streams take none.</param>
    /// <param name="cancellation">Gives up looking up a name. The job is ended by itself.</param>
    /// <exception cref="InvalidDefinitionException">The options are wrong, there is nothing to send on a stream, a datagram has no
    /// destination, or a stream was given one.</exception>
    /// <exception cref="EndpointStateException">It is not running.</exception>
    /// <exception cref="NetworkException">The name cannot be resolved, nothing is sent there, or the payload is too long for a
    /// datagram.</exception>
    /// <exception cref="LimitReachedException">Too many jobs run, or it is to send too fast to a public address.</exception>
    public async Task<SendJob> StartJobAsync(
        IPayloadSource payload,
        RepeatOptions repeat,
        RemoteAddress? to,
        CancellationToken cancellation
    )
    {
        Check(payload, repeat);
        var transport = RunningTransport();
        var destination = await DestinationAsync(to, cancellation);
        IReadOnlyList<PeerAddress> peers = destination is not null
            ? [PeerAddress.From(destination)]
            : [.. Connections.ListOpen().Select(connection => connection.Peer)];
        return StartJob(transport, repeat, peers, default, destination, fits => transport.OpenTarget(payload, destination, fits));
    }

    /// <summary>Starts a job inside one connection.</summary>
    /// <param name="connection">One of this endpoint.</param>
    /// <param name="payload">What it sends.</param>
    /// <param name="repeat">How often.</param>
    /// <exception cref="InvalidDefinitionException">The options are wrong, or there is nothing to send.</exception>
    /// <exception cref="ConnectionClosedException">The connection is closed for sending.</exception>
    /// <exception cref="LimitReachedException">Too many jobs run, or it is to send too fast to a public address.</exception>
    public SendJob StartJob(TcpConnection connection, IPayloadSource payload, RepeatOptions repeat)
    {
        Check(payload, repeat);
        connection.RequireSending();
        var job = StartJob(RunningTransport(), repeat, [connection.Peer], connection.Id, null, _ => new ConnectionTarget(
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

    private void Check(IPayloadSource payload, RepeatOptions repeat)
    {
        var errors = repeat.Validate().ToList();
        if (payload.MaxLength == 0 && !Definition.Kind.IsUdp())
        {
            errors.Add(new("$.payload.data", "On a stream an empty payload is nothing, and nothing cannot be repeated."));
        }

        if (errors.Count > 0)
        {
            throw new InvalidDefinitionException(errors);
        }
    }

    private SendJob StartJob(
        ITransport transport,
        RepeatOptions repeat,
        IReadOnlyList<PeerAddress> peers,
        ConnectionId connection,
        EndPoint? to,
        Func<bool, IJobTarget> open
    )
    {
        // Judged by the addresses that are used: a name could mean another one the next time.
        var limit = _context.Jobs.PublicPerSecond;
        var fits = repeat.PerSecond <= limit && repeat.Burst <= limit;
        var isPublic = peers.Any(AddressScope.IsPublic);
        if (isPublic && !fits)
        {
            throw new LimitReachedException(nameof(EndpointLimits.PublicPerSecond), limit);
        }

        var context = new SendJobContext
        {
            Id = OpaqueId.New(JobIdLength),
            EndpointId = Id,
            ConnectionId = connection,
            To = to,
            Journal = Journal,
            PublicPerSecond = isPublic ? repeat.PerSecond!.Value : 0,
            Changed = _context.Jobs.Changed,
            Ended = _context.Jobs.MarkEnded,
            Logger = _context.Logger,
        };
        var target = open(fits);
        try
        {
            var job = new SendJob(context, target, repeat, PaceClocks.Best);
            _context.Jobs.Start(job);
            if (State != EndpointState.Running || Volatile.Read(ref _transport) != transport)
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

using SocketLab.Contracts;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Jobs;
using SocketLab.Core.Payloads;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Web.Commands;

/// <summary>Sends, for HTTP, the hub and the pages alike: once, again and again, or with no endpoint at all.</summary>
/// <remarks>
/// Whoever passes a token that is cancelled leaves a stream cut: a page passes none, so that a send outlives the page that began it.
/// </remarks>
public sealed class SendCommands(EndpointSupervisor supervisor, DestinationPolicy destinations, TimeProvider time)
{
    /// <summary>Sends from an endpoint or on a connection, once or as a job.</summary>
    public Task<SendOutcome> SendAsync(Caller caller, SendSource source, SendRequest request, CancellationToken cancellation = default)
    {
        caller.RequireOperator();
        if (!source.IsConnection)
        {
            return SendFromEndpointAsync(GetWithSocket(source.Id), request, cancellation);
        }

        SendDestination.RefuseAny(request.To, request.ConnectionIds, "$.to");
        return SendOnConnectionAsync(supervisor.GetConnection(source.Id), request, cancellation);
    }

    /// <summary>Sends a payload while it is read.</summary>
    /// <remarks>It goes to the connections that are open now: one that comes later would get a stream without its beginning.</remarks>
    public async Task<SendOutcome> SendStreamAsync(
        Caller caller,
        SendSource source,
        StreamedPayload payload,
        CancellationToken cancellation = default
    )
    {
        caller.RequireOperator();
        if (source.IsConnection)
        {
            var connection = supervisor.GetConnection(source.Id);
            SendDestination.RefuseAny(payload.To, payload.ConnectionIds, "$.host");
            var receipt = await StreamedSend.ToConnectionsAsync([connection], null, payload.Body, cancellation);
            return SendOutcome.Sent.From(receipt) with { Local = connection.Local };
        }

        var endpoint = GetWithSocket(source.Id);
        var chosen = SendDestination.Connections(endpoint, payload.ConnectionIds, payload.To);
        if (endpoint.Definition.Kind.IsUdp())
        {
            SendDestination.Check(payload.To, supervisor.Limits);
            return SendOutcome.Sent.From(await StreamedSend.AsDatagramAsync(endpoint, payload.To, payload.Body, cancellation));
        }

        if (payload.To is not null)
        {
            throw new InvalidRequestException("$.host", "A destination is for UDP; stream data goes to the open connections.");
        }

        if (endpoint.State != EndpointState.Running)
        {
            throw new EndpointStateException(mustBeRunning: true);
        }

        var local = endpoint.Status.Bound;
        return SendOutcome.Sent.From(
            await StreamedSend.ToConnectionsAsync(chosen ?? endpoint.Connections.ListOpen(), local, payload.Body, cancellation)
        );
    }

    /// <summary>Sends once with no endpoint.</summary>
    public Task<OneShotResult> SendOnceAsync(Caller caller, OneShotRequest request, CancellationToken cancellation = default)
    {
        caller.RequireOperator();
        OneShotCheck.Require(request, supervisor.Limits);
        var send = new OneShotSend(
            request.Protocol,
            request.To,
            request.Payload.ToBytes(time),
            TimeSpan.FromMilliseconds(request.WaitForReplyMs)
        )
        {
            Local = request.Local,
            Broadcast = request.Broadcast,
            HalfClose = request.HalfClose,
        };
        return OneShotSender.SendAsync(send, destinations, time, cancellation);
    }

    /// <exception cref="EndpointStateException">It is what a capture file had.</exception>
    private Endpoint GetWithSocket(string id)
    {
        var endpoint = supervisor.Get(id);
        return endpoint.Definition.Kind.Traits().HasSocket ? endpoint : throw EndpointStateException.OfCapture();
    }

    private async Task<SendOutcome> SendFromEndpointAsync(Endpoint endpoint, SendRequest request, CancellationToken cancellation)
    {
        SendDestination.Check(request.To, supervisor.Limits);
        if (request.Repeat is { } repeat)
        {
            return new SendOutcome.JobStarted(await StartJobAsync(endpoint, request, repeat, cancellation));
        }

        var payload = Bytes(request);
        return SendOutcome.Sent.From(
            SendDestination.Connections(endpoint, request.ConnectionIds, request.To) is { } chosen
                ? await endpoint.SendToAsync(payload, chosen, cancellation)
                : await endpoint.SendAsync(payload, request.To, cancellation)
        );
    }

    private async Task<SendJob> StartJobAsync(
        Endpoint endpoint,
        SendRequest request,
        RepeatOptions repeat,
        CancellationToken cancellation
    ) =>
        SendDestination.Connections(endpoint, request.ConnectionIds, request.To) switch
        {
            null => await endpoint.StartJobAsync(Source(request), repeat, request.To, cancellation),
            [var only] => endpoint.StartJob(only, Source(request), repeat),
            _ => throw new InvalidRequestException(
                "$.connectionIds",
                "A repeated send goes to one connection, or to all: name one, or leave this out."
            ),
        };

    private async Task<SendOutcome> SendOnConnectionAsync(TcpConnection connection, SendRequest request, CancellationToken cancellation)
    {
        if (request.Repeat is { } repeat)
        {
            return new SendOutcome.JobStarted(supervisor.Get(connection.EndpointId).StartJob(connection, Source(request), repeat));
        }

        var payload = Bytes(request);
        await connection.SendAsync(payload, cancellation);
        return new SendOutcome.Sent(payload.Length > 0 ? 1 : 0, payload.Length, connection.Local, connection.Peer);
    }

    private ReadOnlyMemory<byte> Bytes(SendRequest request) => request.PayloadBytes ?? request.Payload.ToBytes(time);

    private IPayloadSource Source(SendRequest request) =>
        request.Payload.Template && request.PayloadBytes is null
            ? new TemplatePayload(PayloadTemplate.Parse(request.Payload, time))
            : new FixedPayload(Bytes(request));
}

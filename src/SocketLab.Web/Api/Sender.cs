using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Jobs;
using SocketLab.Core.Payloads;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.Api.Contracts;

namespace SocketLab.Web.Api;

/// <summary>Does what send requests ask, for HTTP and the hub alike.</summary>
internal sealed class Sender(EndpointSupervisor supervisor, DestinationPolicy destinations, TimeProvider time)
{
    /// <summary>Longest wait for replies of a one-shot send.</summary>
    private const int MaxWaitMs = 60_000;

    /// <summary>Sends from an endpoint.</summary>
    /// <returns>What was sent, or the job that sends again and again.</returns>
    public async Task<object> SendAsync(string id, SendRequest request, CancellationToken cancellation) =>
        request.Repeat is { } repeat
            ? await RepeatAsync(id, request, repeat, cancellation)
            : await SendSingleAsync(id, request, cancellation);

    /// <summary>Sends on a connection.</summary>
    /// <returns>What was sent, or the job that sends again and again.</returns>
    public async Task<object> SendOnConnectionAsync(string id, SendRequest request, CancellationToken cancellation) =>
        request.Repeat is { } repeat
            ? RepeatOnConnection(id, request, repeat)
            : await SendSingleOnConnectionAsync(id, request, cancellation);

    private async Task<SendResultDto> SendSingleAsync(string id, SendRequest request, CancellationToken cancellation)
    {
        var endpoint = supervisor.Get(id);
        CheckDestination(request.To);
        var payload = request.Payload.ToBytes(time);
        return SendResultDto.From(
            ChosenConnections.Of(endpoint, request.ConnectionIds, request.To) is { } chosen
                ? await endpoint.SendToAsync(payload, chosen, cancellation)
                : await endpoint.SendAsync(payload, request.To, cancellation)
        );
    }

    private async Task<SendResultDto> SendSingleOnConnectionAsync(string id, SendRequest request, CancellationToken cancellation)
    {
        var connection = Connection(id, request);
        var payload = request.Payload.ToBytes(time);
        await connection.SendAsync(payload, cancellation);
        return new SendResultDto(
            payload.Length > 0 ? 1 : 0,
            payload.Length,
            AddressDto.From(connection.Local),
            AddressDto.From(connection.Peer)
        );
    }

    private async Task<JobDto> RepeatAsync(string id, SendRequest request, RepeatOptions repeat, CancellationToken cancellation)
    {
        var endpoint = supervisor.Get(id);
        CheckDestination(request.To);
        if (ChosenConnections.Of(endpoint, request.ConnectionIds, request.To) is { } chosen)
        {
            return chosen is [var only]
                ? JobDto.From(endpoint.StartJob(only, Source(request.Payload), repeat))
                : throw new InvalidRequestException(
                    "$.connectionIds",
                    "A repeated send goes to one connection, or to all: name one, or leave this out."
                );
        }

        return JobDto.From(await endpoint.StartJobAsync(Source(request.Payload), repeat, request.To, cancellation));
    }

    private JobDto RepeatOnConnection(string id, SendRequest request, RepeatOptions repeat)
    {
        var connection = Connection(id, request);
        return JobDto.From(supervisor.Get(connection.EndpointId).StartJob(connection, Source(request.Payload), repeat));
    }

    private TcpConnection Connection(string id, SendRequest request) =>
        request.To is not null ? throw new InvalidRequestException("$.to", "A connection has its destination already; leave this out.")
        : request.ConnectionIds is not null
            ? throw new InvalidRequestException("$.connectionIds", "The address names the connection already; leave this out.")
        : supervisor.GetConnection(id);

    /// <summary>Sends once with no endpoint.</summary>
    public async Task<OneShotResultDto> SendOnceAsync(OneShotRequest request, CancellationToken cancellation)
    {
        CheckDestination(request.To);
        if (UnixAddress.Is(request.To.Host))
        {
            throw new InvalidRequestException("$.to.host", "A Unix socket needs an endpoint; this call sends to IP addresses.");
        }

        if (request.WaitForReplyMs is < 0 or > MaxWaitMs)
        {
            throw new InvalidRequestException("$.waitForReplyMs", $"{request.WaitForReplyMs} is out of range: 0 to {MaxWaitMs}.");
        }

        var wait = TimeSpan.FromMilliseconds(request.WaitForReplyMs);
        return OneShotResultDto.From(
            await OneShotSender.SendAsync(
                request.Protocol,
                request.To,
                request.Payload.ToBytes(time),
                wait,
                destinations,
                time,
                cancellation
            )
        );
    }

    /// <summary>Checks a destination as a definition's remote is checked.</summary>
    /// <exception cref="InvalidRequestException">It is none.</exception>
    public void CheckDestination(RemoteAddress? to)
    {
        const string remote = "$.remote";
        var errors = to is null
            ? []
            : DefinitionValidator
                .Validate(new EndpointDefinition { Kind = EndpointKind.UdpSender, Remote = to }, supervisor.Limits)
                .Where(error => error.Path.StartsWith(remote, StringComparison.Ordinal))
                .Select(error => error with { Path = "$.to" + error.Path[remote.Length..] })
                .ToArray();
        if (errors.Length > 0)
        {
            throw new InvalidRequestException(errors);
        }
    }

    private IPayloadSource Source(PayloadRequest payload) =>
        payload.Template && payload.Bytes is null
            ? new TemplatePayload(PayloadTemplate.Parse(payload.ToText(), time))
            : new FixedPayload(payload.ToBytes(time));
}

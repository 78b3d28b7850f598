using SocketLab.Core.Endpoints;
using SocketLab.Core.Payloads;
using SocketLab.Core.Transport;
using SocketLab.Web.Api.Contracts;

namespace SocketLab.Web.Api;

/// <summary>Does what send requests ask, for HTTP and the hub alike.</summary>
internal sealed class Sender(EndpointSupervisor supervisor, DestinationPolicy destinations, TimeProvider time)
{
    /// <summary>Longest wait for replies of a one-shot send.</summary>
    private const int MaxWaitMs = 60_000;

    /// <summary>Sends once from an endpoint.</summary>
    public async Task<SendResultDto> SendAsync(string id, SendRequest request, CancellationToken cancellation)
    {
        var endpoint = supervisor.Get(id);
        RefuseRepeat(request);
        CheckDestination(request.To);
        return SendResultDto.From(await endpoint.SendAsync(Payload(request.Payload), request.To, cancellation));
    }

    /// <summary>Sends once on a connection.</summary>
    public async Task<SendResultDto> SendOnConnectionAsync(string id, SendRequest request, CancellationToken cancellation)
    {
        var connection = supervisor.GetConnection(id);
        RefuseRepeat(request);
        if (request.To is not null)
        {
            throw new InvalidRequestException("$.to", "A connection has its destination already; leave this out.");
        }

        var payload = Payload(request.Payload);
        await connection.SendAsync(payload, cancellation);
        return new SendResultDto(payload.Length > 0 ? 1 : 0, payload.Length, AddressDto.From(connection.Local), AddressDto.From(connection.Peer));
    }

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
        return OneShotResultDto.From(await OneShotSender.SendAsync(request.Protocol, request.To, Payload(request.Payload), wait, destinations, time, cancellation));
    }

    /// <summary>Checks a destination as a definition's remote is checked.</summary>
    /// <exception cref="InvalidRequestException">It is none.</exception>
    public void CheckDestination(RemoteAddress? to)
    {
        const string remote = "$.remote";
        var errors = to is null ? [] : DefinitionValidator.Validate(new EndpointDefinition { Kind = EndpointKind.UdpSender, Remote = to }, supervisor.Limits)
            .Where(error => error.Path.StartsWith(remote, StringComparison.Ordinal))
            .Select(error => error with { Path = "$.to" + error.Path[remote.Length..] })
            .ToArray();
        if (errors.Length > 0)
        {
            throw new InvalidRequestException(errors);
        }
    }

    private static ReadOnlyMemory<byte> Payload(PayloadRequest payload) =>
        payload.Template ? throw new InvalidRequestException("$.payload.template", InvalidRequestException.NotYet)
        : payload.Bytes ?? PayloadParser.Parse(payload.Format, payload.Data, payload.Encoding);

    private static void RefuseRepeat(SendRequest request)
    {
        if (request.Repeat is not null)
        {
            throw new InvalidRequestException("$.repeat", InvalidRequestException.NotYet);
        }
    }
}

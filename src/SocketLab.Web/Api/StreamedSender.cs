using System.Globalization;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.Api.Contracts;
using SocketLab.Web.Settings;

namespace SocketLab.Web.Api;

/// <summary>
/// Sends bodies that are the payload itself. Stream data passes through in pieces, so it may be larger than memory; a datagram is read
/// whole.
/// </summary>
internal sealed class StreamedSender(EndpointSupervisor supervisor, Sender sender, LimitOptions limits)
{
    private const int PieceBytes = 64 << 10;
    private const string ConnectionIds = "connectionIds";

    /// <summary>Sends the body from an endpoint.</summary>
    public Task<SendResultDto> SendAsync(string id, HttpContext context)
    {
        var endpoint = supervisor.Get(id);
        var query = context.Request.Query;
        var to = Destination(query);
        var chosen = ChosenConnections.Of(
            endpoint,
            query.TryGetValue(ConnectionIds, out var ids) ? [.. ids.Select(id => id ?? "")] : null,
            to
        );
        if (endpoint.Definition.Kind.IsUdp())
        {
            return SendDatagramAsync(endpoint, to, context);
        }

        if (to is not null)
        {
            throw new InvalidRequestException("$.host", "A destination is for UDP; stream data goes to the open connections.");
        }

        if (endpoint.State != EndpointState.Running)
        {
            throw new EndpointStateException(mustBeRunning: true);
        }

        // Only those that are open now: one that comes later would get a stream without its beginning.
        var local = AddressDto.From(endpoint.Status.Bound);
        return SendPiecesAsync(chosen ?? endpoint.Connections.ListOpen(), local, context);
    }

    /// <summary>Sends the body on a connection.</summary>
    public Task<SendResultDto> SendOnConnectionAsync(string id, HttpContext context)
    {
        var connection = supervisor.GetConnection(id);
        if (context.Request.Query.ContainsKey(ConnectionIds))
        {
            throw new InvalidRequestException($"$.{ConnectionIds}", "The address names the connection already; leave this out.");
        }

        if (Destination(context.Request.Query) is not null)
        {
            throw new InvalidRequestException("$.host", "A connection has its destination already; leave this out.");
        }

        return SendPiecesAsync([connection], AddressDto.From(connection.Local), context);
    }

    private async Task<SendResultDto> SendDatagramAsync(Endpoint endpoint, RemoteAddress? to, HttpContext context)
    {
        const int longest = 65_527;
        sender.CheckDestination(to);
        RequestBody.SetLimit(context, limits.SendStreamBytes);
        var buffer = new byte[longest + 1];
        var length = await ReadAsync(buffer, context);
        return length <= longest
            ? SendResultDto.From(await endpoint.SendAsync(buffer.AsMemory(0, length), to, context.RequestAborted))
            : throw new NetworkException(SocketFaults.TooLong(null));
    }

    private async Task<SendResultDto> SendPiecesAsync(IReadOnlyList<TcpConnection> connections, AddressDto? local, HttpContext context)
    {
        RequestBody.SetLimit(context, limits.SendStreamBytes);
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            // A body may be typed by hand, or wait for a peer that reads slowly.
            rate.MinDataRate = null;
        }

        var open = connections.ToList();
        var (buffer, bytes) = (new byte[PieceBytes], 0L);
        Exception? last = null;
        while (open.Count > 0)
        {
            var length = await ReadAsync(buffer, context);
            if (length > 0 || bytes == 0)
            {
                // Without a byte it is still told whether the connections are open.
                last = await SendPieceAsync(open, buffer.AsMemory(0, length), context.RequestAborted) ?? last;
                bytes += length;
            }

            if (length < buffer.Length)
            {
                break;
            }
        }

        return open.Count == 0 && last is not null
            ? throw last
            : new SendResultDto(
                bytes > 0 ? open.Count : 0,
                bytes * open.Count,
                local,
                open is [var only] ? AddressDto.From(only.Peer) : null
            );
    }

    /// <summary>Sends to all at once and drops those that failed.</summary>
    private static async Task<Exception?> SendPieceAsync(
        List<TcpConnection> open,
        ReadOnlyMemory<byte> piece,
        CancellationToken cancellation
    )
    {
        var sends = open.ConvertAll(connection => connection.SendAsync(piece, cancellation));
        await Task.WhenAll(sends).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        for (var i = open.Count - 1; i >= 0; i--)
        {
            if (!sends[i].IsCompletedSuccessfully)
            {
                open.RemoveAt(i);
            }
        }

        return sends.Find(send => send.IsFaulted)?.Exception?.InnerException;
    }

    private async Task<int> ReadAsync(byte[] buffer, HttpContext context)
    {
        try
        {
            return await context.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw new BodyTooLongException(nameof(limits.SendStreamBytes), limits.SendStreamBytes);
        }
    }

    private static RemoteAddress? Destination(IQueryCollection query)
    {
        if (query.Keys.FirstOrDefault(name => name is not ("host" or "port" or "family" or ConnectionIds)) is { } unknown)
        {
            throw new InvalidRequestException($"$.{unknown}", "There is no such parameter; known are host, port, family, connectionIds.");
        }

        if (query.Keys.All(name => name == ConnectionIds))
        {
            return null;
        }

        var families = EnumNames.Of(typeof(IpFamily));
        if (!families.Values.TryGetValue(query.ContainsKey("family") ? query["family"].ToString() : "any", out var family))
        {
            throw new InvalidRequestException("$.family", $"Choose {families.Choice}.");
        }

        if (UnixAddress.Is(query["host"]) && !query.ContainsKey("port"))
        {
            return new RemoteAddress { Host = query["host"].ToString(), Family = (IpFamily)family };
        }

        if (!query.ContainsKey("host") || !int.TryParse(query["port"], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            throw new InvalidRequestException(query.ContainsKey("host") ? "$.port" : "$.host", "A destination is a host and a port.");
        }

        return new RemoteAddress
        {
            Host = query["host"].ToString(),
            Port = port,
            Family = (IpFamily)family,
        };
    }
}

using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using SocketLab.Contracts;
using SocketLab.Contracts.Serialization;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Numbers;
using SocketLab.Web.Commands;
using SocketLab.Web.Settings;

namespace SocketLab.Web.Api;

/// <summary>Sends bodies that are the payload itself; the query says where to.</summary>
internal static class StreamedBody
{
    private const string ConnectionIds = "connectionIds";

    /// <summary>Sends the body.</summary>
    public static async Task<SendOutcome> SendAsync(SendSource source, HttpContext context, Caller caller, SendCommands commands)
    {
        var query = context.Request.Query;
        IReadOnlyList<string>? ids = query.TryGetValue(ConnectionIds, out var named) ? [.. named.Select(id => id ?? "")] : null;
        var limit = context.RequestServices.GetRequiredService<LimitOptions>().SendStreamBytes;
        RequestBody.SetLimit(context, limit);
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            // A body may be typed by hand, or wait for a peer that reads slowly.
            rate.MinDataRate = null;
        }

        try
        {
            var payload = new StreamedPayload(context.Request.Body, Destination(query), ids);
            return await commands.SendStreamAsync(caller, source, payload, context.RequestAborted);
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw new BodyTooLongException(nameof(LimitOptions.SendStreamBytes), limit);
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

        if (!query.ContainsKey("host") || !WholeNumber.TryRead<int>(query["port"].ToString(), out var port))
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

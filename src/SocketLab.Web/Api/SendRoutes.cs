using SocketLab.Web.Access;
using SocketLab.Web.Api.Contracts;
using SocketLab.Web.Settings;

namespace SocketLab.Web.Api;

/// <summary>Sending: from an endpoint, on a connection, or with no endpoint at all.</summary>
internal static class SendRoutes
{
    public static void MapSending(this IEndpointRouteBuilder api)
    {
        var change = api.MapGroup("").RequireAuthorization(Policies.Operator);
        change.MapPost("/endpoints/{id}/send", SendAsync);
        change.MapPost("/connections/{id}/send", SendOnConnectionAsync);
        change.MapPost("/send", SendOnceAsync);
    }

    private static async Task<IResult> SendAsync(
        string id,
        HttpContext context,
        Sender sender,
        StreamedSender streamed,
        LimitOptions limits
    ) =>
        RequestBody.IsOctets(context.Request)
            ? Answer.Ok(await streamed.SendAsync(id, context))
            : Told(await sender.SendAsync(id, await ReadAsync<SendRequest>(context, limits), context.RequestAborted));

    private static async Task<IResult> SendOnConnectionAsync(
        string id,
        HttpContext context,
        Sender sender,
        StreamedSender streamed,
        LimitOptions limits
    ) =>
        RequestBody.IsOctets(context.Request)
            ? Answer.Ok(await streamed.SendOnConnectionAsync(id, context))
            : Told(await sender.SendOnConnectionAsync(id, await ReadAsync<SendRequest>(context, limits), context.RequestAborted));

    private static IResult Told(object result) => result is JobDto job ? Answer.Accepted($"/api/jobs/{job.Id}", job) : Answer.Ok(result);

    private static async Task<IResult> SendOnceAsync(HttpContext context, Sender sender, LimitOptions limits) =>
        Answer.Ok(await sender.SendOnceAsync(await ReadAsync<OneShotRequest>(context, limits), context.RequestAborted));

    private static Task<T> ReadAsync<T>(HttpContext context, LimitOptions limits) =>
        RequestBody.ReadAsync<T>(context, nameof(limits.SendJsonBytes), limits.SendJsonBytes);
}

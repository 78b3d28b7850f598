using SocketLab.Contracts;
using SocketLab.Web.Access;
using SocketLab.Web.Api.Mapping;
using SocketLab.Web.Commands;
using SocketLab.Web.Settings;

namespace SocketLab.Web.Api;

/// <summary>Sending: from an endpoint, on a connection, or with no endpoint at all.</summary>
internal static class SendRoutes
{
    public static void MapSending(this IEndpointRouteBuilder api)
    {
        var change = api.MapGroup("").RequireAuthorization(Policies.Operator);
        change.MapPost("/endpoints/{id}/send", (string id, HttpContext context, Caller caller, SendCommands commands) =>
            SendAsync(SendSource.Endpoint(id), context, caller, commands)
        );
        change.MapPost("/connections/{id}/send", (string id, HttpContext context, Caller caller, SendCommands commands) =>
            SendAsync(SendSource.Connection(id), context, caller, commands)
        );
        change.MapPost("/send", SendOnceAsync);
    }

    private static async Task<IResult> SendAsync(SendSource source, HttpContext context, Caller caller, SendCommands commands)
    {
        var outcome = RequestBody.IsOctets(context.Request)
            ? await StreamedBody.SendAsync(source, context, caller, commands)
            : await commands.SendAsync(caller, source, await ReadAsync<SendRequest>(context), context.RequestAborted);
        return outcome switch
        {
            SendOutcome.JobStarted started => Answer.Accepted($"/api/jobs/{started.Job.Id}", JobDto.From(started.Job)),
            _ => Answer.Ok(SendResultDto.From((SendOutcome.Sent)outcome)),
        };
    }

    private static async Task<IResult> SendOnceAsync(HttpContext context, Caller caller, SendCommands commands) =>
        Answer.Ok(
            OneShotResultDto.From(await commands.SendOnceAsync(caller, await ReadAsync<OneShotRequest>(context), context.RequestAborted))
        );

    private static Task<T> ReadAsync<T>(HttpContext context)
    {
        var limit = context.RequestServices.GetRequiredService<LimitOptions>().SendJsonBytes;
        return RequestBody.ReadAsync<T>(context, nameof(LimitOptions.SendJsonBytes), limit);
    }
}

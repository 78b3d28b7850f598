using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using SocketLab.Contracts;
using SocketLab.Web.Access;
using SocketLab.Web.Api.Mapping;
using SocketLab.Web.Commands;

namespace SocketLab.Web.Hubs;

/// <summary><c>/hubs/live</c>: what happens, as it happens, for programs.</summary>
[Authorize(Policies.Viewer)]
internal sealed class LiveHub(EndpointCommands commands, SendCommands sending, EntryWatcher entries, EndpointWatcher endpoints) : Hub
{
    private Caller Caller => Caller.Of(Context.User);

    /// <summary>Entries of one or more endpoints.</summary>
    [Right(Policies.Viewer)]
    public IAsyncEnumerable<EntryBatchDto> WatchEntries(Request<WatchEntriesRequest> request, CancellationToken cancellation) =>
        StreamSlots.Open(Context, () => entries.Watch(request.Value, StreamSlots.TurnsOf(Context), cancellation));

    /// <summary>All endpoints, and what changes about them.</summary>
    [Right(Policies.Viewer)]
    public IAsyncEnumerable<EndpointChangeDto> WatchEndpoints(CancellationToken cancellation) =>
        StreamSlots.Open(Context, () => endpoints.WatchAsync(cancellation));

    /// <summary>As <c>POST /api/endpoints/{id}/start</c>.</summary>
    [Right(Policies.Operator)]
    public async Task<EndpointDto> StartEndpoint(Request<string> id) =>
        EndpointDto.From(await commands.StartOrRefuseAsync(Caller, id.Value));

    /// <summary>As <c>POST /api/endpoints/{id}/stop</c>.</summary>
    [Right(Policies.Operator)]
    public async Task<EndpointDto> StopEndpoint(Request<string> id) => EndpointDto.From(await commands.StopAsync(Caller, id.Value));

    /// <summary>As <c>POST /api/endpoints/{id}/send</c>.</summary>
    /// <returns>What was sent (<see cref="SendResultDto"/>), or the job (<see cref="JobDto"/>).</returns>
    [Right(Policies.Operator)]
    public async Task<object> Send(Request<string> id, Request<SendRequest> request) =>
        await sending.SendAsync(Caller, SendSource.Endpoint(id.Value), request.Value, Context.ConnectionAborted) switch
        {
            SendOutcome.JobStarted started => JobDto.From(started.Job),
            var outcome => SendResultDto.From((SendOutcome.Sent)outcome),
        };
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using SocketLab.Core.Endpoints;
using SocketLab.Web.Access;
using SocketLab.Web.Api;
using SocketLab.Web.Api.Contracts;

namespace SocketLab.Web.Hubs;

/// <summary><c>/hubs/live</c>: what happens, as it happens, for programs.</summary>
[Authorize(Policies.Viewer)]
internal sealed class LiveHub(
    EndpointSupervisor supervisor,
    Sender sender,
    EntryWatcher entries,
    EndpointWatcher endpoints,
    IHostApplicationLifetime server
) : Hub
{
    /// <summary>Entries of one or more endpoints.</summary>
    [Right(Policies.Viewer)]
    public IAsyncEnumerable<EntryBatchDto> WatchEntries(Request<WatchEntriesRequest> request, CancellationToken cancellation) =>
        StreamSlots.Open(Context, () => entries.Watch(request.Value, cancellation));

    /// <summary>All endpoints, and what changes about them.</summary>
    [Right(Policies.Viewer)]
    public IAsyncEnumerable<EndpointChangeDto> WatchEndpoints(CancellationToken cancellation) =>
        StreamSlots.Open(Context, () => endpoints.WatchAsync(cancellation));

    /// <summary>As <c>POST /api/endpoints/{id}/start</c>.</summary>
    [Right(Policies.Operator)]
    public async Task<EndpointDto> StartEndpoint(Request<string> id) =>
        EndpointDto.From(await supervisor.StartOrThrowAsync(id.Value, server.ApplicationStopping));

    /// <summary>As <c>POST /api/endpoints/{id}/stop</c>.</summary>
    [Right(Policies.Operator)]
    public async Task<EndpointDto> StopEndpoint(Request<string> id) =>
        EndpointDto.From(await supervisor.StopAsync(id.Value, server.ApplicationStopping));

    /// <summary>As <c>POST /api/endpoints/{id}/send</c>.</summary>
    [Right(Policies.Operator)]
    public Task<object> Send(Request<string> id, Request<SendRequest> request) =>
        sender.SendAsync(id.Value, request.Value, Context.ConnectionAborted);
}

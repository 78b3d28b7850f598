using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using SocketLab.Core.Endpoints;
using SocketLab.Web.Access;
using SocketLab.Web.Api;
using SocketLab.Web.Api.Contracts;

namespace SocketLab.Web.Hubs;

/// <summary><c>/hubs/live</c>: what happens, as it happens, for programs.</summary>
[Authorize(Policies.Viewer)]
internal sealed class LiveHub(EndpointSupervisor supervisor, Sender sender, EntryWatcher entries, EndpointWatcher endpoints, IHostApplicationLifetime server) : Hub
{
    /// <summary>Entries of one or more endpoints.</summary>
    public IAsyncEnumerable<EntryBatchDto> WatchEntries(Request<WatchEntriesRequest> request, CancellationToken cancellation) =>
        entries.Watch(request.Value, cancellation);

    /// <summary>All endpoints, and what changes about them.</summary>
    public IAsyncEnumerable<EndpointChangeDto> WatchEndpoints(CancellationToken cancellation) => endpoints.WatchAsync(cancellation);

    /// <summary>As <c>POST /api/endpoints/{id}/start</c>.</summary>
    [Authorize(Policies.Operator)]
    public async Task<EndpointDto> StartEndpoint(string id) => EndpointDto.From(await supervisor.StartOrThrowAsync(id, server.ApplicationStopping));

    /// <summary>As <c>POST /api/endpoints/{id}/stop</c>.</summary>
    [Authorize(Policies.Operator)]
    public async Task<EndpointDto> StopEndpoint(string id) => EndpointDto.From(await supervisor.StopAsync(id, server.ApplicationStopping));

    /// <summary>As <c>POST /api/endpoints/{id}/send</c>.</summary>
    [Authorize(Policies.Operator)]
    public Task<SendResultDto> Send(string id, Request<SendRequest> request) => sender.SendAsync(id, request.Value, Context.ConnectionAborted);
}

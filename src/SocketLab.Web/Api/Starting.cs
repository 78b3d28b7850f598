using SocketLab.Core.Endpoints;

namespace SocketLab.Web.Api;

/// <summary>Starting as the contract has it: for whoever asked, a fault is an error.</summary>
internal static class Starting
{
    /// <summary>Starts an endpoint.</summary>
    /// <exception cref="StartFaultedException">It is faulted now.</exception>
    public static async Task<Endpoint> StartOrThrowAsync(this EndpointSupervisor supervisor, string id, CancellationToken cancellation)
    {
        var endpoint = await supervisor.StartAsync(id, cancellation);
        return endpoint is { State: EndpointState.Faulted, Fault: { } fault } ? throw new StartFaultedException(fault) : endpoint;
    }
}

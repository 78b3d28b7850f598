using SocketLab.Contracts;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;

namespace SocketLab.Web.Commands;

/// <summary>
/// What can be done to endpoints. Each command asks for the operator's right, and throws what <see cref="Refusal"/> explains.
/// </summary>
/// <remarks>
/// Whoever asked may hang up or leave the page: what was begun is finished all the same, unless the server stops.
/// </remarks>
public sealed class EndpointCommands(EndpointSupervisor supervisor, IHostApplicationLifetime server)
{
    private CancellationToken Stopping => server.ApplicationStopping;

    /// <summary>Creates an endpoint and, if asked, starts it: it is running or faulted then.</summary>
    public Task<Endpoint> CreateAsync(Caller caller, EndpointDefinition definition, bool start)
    {
        caller.RequireOperator();
        RequireInterfaces(definition, null);
        return supervisor.CreateAsync(definition, start, Stopping);
    }

    /// <summary>Opens a capture file as an endpoint without a socket.</summary>
    /// <inheritdoc cref="EndpointSupervisor.OpenCaptureAsync"/>
    public Task<Endpoint> OpenCaptureAsync(Caller caller, string name, Stream file, CancellationToken cancellation)
    {
        caller.RequireOperator();
        return supervisor.OpenCaptureAsync(name, file, cancellation);
    }

    /// <summary>Starts an endpoint: it is running or faulted then. What made it faulted is in <see cref="Endpoint.Fault"/>.</summary>
    public Task<Endpoint> StartAsync(Caller caller, string id)
    {
        caller.RequireOperator();
        return supervisor.StartAsync(id, Stopping);
    }

    /// <summary>Starts an endpoint, for callers who take a start that fails as an error.</summary>
    /// <exception cref="StartFaultedException">The endpoint is faulted.</exception>
    public async Task<Endpoint> StartOrRefuseAsync(Caller caller, string id)
    {
        var endpoint = await StartAsync(caller, id);
        return endpoint is { State: EndpointState.Faulted, Fault: { } fault } ? throw new StartFaultedException(fault) : endpoint;
    }

    /// <summary>Stops an endpoint.</summary>
    public Task<Endpoint> StopAsync(Caller caller, string id)
    {
        caller.RequireOperator();
        return supervisor.StopAsync(id, Stopping);
    }

    /// <summary>Replaces a definition without touching the socket.</summary>
    /// <exception cref="EndpointStateException">The endpoint is running, and the change takes another socket.</exception>
    public Task<Endpoint> ChangeAsync(Caller caller, string id, EndpointDefinition definition) => ChangeAsync(caller, id, _ => definition);

    /// <summary>Changes a definition where nobody else can change it meanwhile, without touching the socket.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="id">The endpoint's id.</param>
    /// <param name="change">Makes the new definition of the one in force. What it throws is passed on, and nothing has changed.</param>
    /// <exception cref="EndpointStateException">The endpoint is running, and the change takes another socket.</exception>
    /// <exception cref="StartFaultedException">The system refused the running endpoint the change; nothing has changed.</exception>
    public async Task<Endpoint> ChangeAsync(Caller caller, string id, Func<EndpointDefinition, EndpointDefinition> change)
    {
        caller.RequireOperator();
        try
        {
            return await supervisor.UpdateAsync(id, Change, Stopping);
        }
        catch (NetworkException error)
        {
            throw new StartFaultedException(error.Fault);
        }

        EndpointDefinition Change(EndpointDefinition before)
        {
            var changed = change(before);
            RequireInterfaces(changed, before);
            return changed;
        }
    }

    /// <summary>
    /// Replaces a definition. A running endpoint is stopped and started again where the change takes another socket, and only there; also
    /// when the change is refused after all, as it was.
    /// </summary>
    public async Task<Endpoint> ChangeWithRestartAsync(Caller caller, string id, EndpointDefinition definition)
    {
        caller.RequireOperator();
        var endpoint = supervisor.Get(id);
        if (
            endpoint.State is EndpointState.Stopped or EndpointState.Faulted
            || !endpoint.Definition.NeedsRestartFor(definition.WithDefaults())
        )
        {
            return await ChangeAsync(caller, id, definition);
        }

        await StopAsync(caller, id);
        try
        {
            await ChangeAsync(caller, id, definition);
        }
        finally
        {
            endpoint = await StartAsync(caller, id);
        }

        return endpoint;
    }

    /// <summary>Binds an endpoint to another port and starts it. A name that was made from the port follows it.</summary>
    public async Task<Endpoint> UsePortAsync(Caller caller, string id, int port)
    {
        await StopAsync(caller, id);
        await ChangeAsync(caller, id, definition =>
            definition with
            {
                Local = (definition.Local ?? new LocalAddress()) with { Port = port },
                Name = definition.HasMadeName ? "" : definition.Name,
            }
        );
        return await StartAsync(caller, id);
    }

    /// <summary>Joins a multicast group, at once when the endpoint runs, and again at each start.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="id">The endpoint's id.</param>
    /// <param name="group"><c>GROUP[%INTERFACE][@SOURCE]</c>.</param>
    /// <exception cref="InvalidRequestException">That is no group, or this endpoint cannot join it: at <c>$.group</c>.</exception>
    /// <exception cref="StartFaultedException">The system refused; nothing has changed.</exception>
    public Task<Endpoint> JoinGroupAsync(Caller caller, string id, string group) =>
        ChangeGroupsAsync(caller, group, parsed => supervisor.JoinAsync(id, parsed, Stopping));

    /// <summary>Leaves a multicast group. Does nothing when the endpoint is no member.</summary>
    /// <inheritdoc cref="JoinGroupAsync"/>
    public Task<Endpoint> LeaveGroupAsync(Caller caller, string id, string group) =>
        ChangeGroupsAsync(caller, group, parsed => supervisor.LeaveAsync(id, parsed, Stopping));

    /// <summary>Stops and removes an endpoint with its journal.</summary>
    public Task DeleteAsync(Caller caller, string id)
    {
        caller.RequireOperator();
        return supervisor.DeleteAsync(id, Stopping);
    }

    /// <summary>Empties the journal. Counters go on.</summary>
    public void Clear(Caller caller, string id)
    {
        caller.RequireOperator();
        supervisor.Get(id).Journal.Clear();
    }

    /// <summary>Asked of what somebody wants now, and not of what is stored: interfaces come and go.</summary>
    private static void RequireInterfaces(EndpointDefinition definition, EndpointDefinition? before)
    {
        DefinitionError[] errors = [.. InterfaceCheck.Validate(definition, before)];
        if (errors.Length > 0)
        {
            throw new InvalidDefinitionException(errors);
        }
    }

    private static async Task<Endpoint> ChangeGroupsAsync(Caller caller, string text, Func<MulticastGroup, Task<Endpoint>> change)
    {
        caller.RequireOperator();
        if (!MulticastGroup.TryParse(text, out var group, out var error))
        {
            throw new InvalidRequestException("$.group", error);
        }

        try
        {
            return await change(group);
        }
        catch (InvalidDefinitionException refused)
        {
            // What is wrong with the groups is wrong with the one that was asked for: the others were there before.
            throw new InvalidRequestException([
                .. refused.Errors.Select(one =>
                    one.Path.StartsWith("$.udp.multicastGroups", StringComparison.Ordinal) ? one with { Path = "$.group" } : one
                ),
            ]);
        }
        catch (NetworkException refused)
        {
            throw new StartFaultedException(refused.Fault);
        }
    }
}

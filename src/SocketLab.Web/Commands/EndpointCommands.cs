using SocketLab.Contracts;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;

namespace SocketLab.Web.Commands;

/// <summary>
/// What can be done to endpoints. Each command asks for the operator's right, and throws what <see cref="Refusal"/> explains.
/// </summary>
/// <remarks>
/// Whoever asked may hang up or leave the page: what was begun is finished all the same, unless the server stops.
/// </remarks>
public sealed class EndpointCommands(EndpointSupervisor supervisor, IHostApplicationLifetime server)
{
    /// <summary>For how long a page offers to undo a clear or a deletion.</summary>
    public static readonly TimeSpan UndoTime = TimeSpan.FromSeconds(10);

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

    /// <summary>Starts or stops several endpoints, beside each other.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="ids">Which ones. Those that are gone by now are passed over.</param>
    /// <param name="run">Whether they are to run.</param>
    /// <returns>Those that did not start or stop, and why.</returns>
    public async Task<IReadOnlyList<EndpointFailure>> SwitchAllAsync(Caller caller, IReadOnlyList<string> ids, bool run)
    {
        caller.RequireOperator();
        var failures = await Task.WhenAll(ids.Select(id => supervisor.Find(id)).OfType<Endpoint>().Select(SwitchAsync));
        return [.. failures.OfType<EndpointFailure>()];

        async Task<EndpointFailure?> SwitchAsync(Endpoint endpoint)
        {
            try
            {
                await (run ? StartOrRefuseAsync(caller, endpoint.Id) : StopAsync(caller, endpoint.Id));
                return null;
            }
            catch (EndpointNotFoundException)
            {
                return null;
            }
            catch (Exception error) when (Refusal.From(error)?.Text is { } why)
            {
                return new(endpoint.Definition.Name, why);
            }
        }
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

    /// <summary>Puts an endpoint before another one in the list, or behind all.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="id">The endpoint's id.</param>
    /// <param name="beforeId">The id of the one that comes behind it; null for the end.</param>
    public Task<Endpoint> MoveAsync(Caller caller, string id, string? beforeId)
    {
        caller.RequireOperator();
        return supervisor.MoveAsync(id, beforeId, Stopping);
    }

    /// <summary>Stops and removes an endpoint with its journal, for good.</summary>
    public Task DeleteAsync(Caller caller, string id)
    {
        caller.RequireOperator();
        return supervisor.DeleteAsync(id, Stopping);
    }

    /// <summary>Stops and removes an endpoint, for whoever can ask for <see cref="UndeleteAsync"/> within <see cref="UndoTime"/>.</summary>
    public Task<DeletedEndpoint> DeleteWithUndoAsync(Caller caller, string id)
    {
        caller.RequireOperator();
        return supervisor.DeleteAsync(id, UndoTime, Stopping);
    }

    /// <inheritdoc cref="EndpointSupervisor.UndeleteAsync"/>
    public Task<Endpoint> UndeleteAsync(Caller caller, DeletedEndpoint deleted)
    {
        caller.RequireOperator();
        return supervisor.UndeleteAsync(deleted, Stopping);
    }

    /// <summary>Empties the journal for good. Counters go on.</summary>
    public void Clear(Caller caller, string id)
    {
        caller.RequireOperator();
        supervisor.Get(id).Journal.Clear();
    }

    /// <summary>Empties the journal, for whoever can ask for <see cref="Unclear"/> within <see cref="UndoTime"/>.</summary>
    public ClearedEntries ClearWithUndo(Caller caller, string id)
    {
        caller.RequireOperator();
        return supervisor.Get(id).Journal.Clear(UndoTime);
    }

    /// <summary>Brings back what was cleared.</summary>
    /// <returns>How many entries are back.</returns>
    public long Unclear(Caller caller, string id, ClearedEntries cleared)
    {
        caller.RequireOperator();
        return supervisor.Get(id).Journal.Undo(cleared);
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

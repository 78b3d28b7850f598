using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Endpoints;

/// <content>What people make of endpoints: created, changed and deleted, one edit at a time.</content>
public sealed partial class EndpointSupervisor
{
    /// <summary>Creates an endpoint and, if asked, starts it: it is then running or faulted.</summary>
    /// <exception cref="InvalidDefinitionException">Nothing was created.</exception>
    /// <exception cref="LimitReachedException">There are too many.</exception>
    public async Task<Endpoint> CreateAsync(EndpointDefinition definition, bool start, CancellationToken cancellation)
    {
        definition = Checked(definition);
        Endpoint endpoint;
        await _editing.WaitAsync(cancellation);
        try
        {
            if (List().Count >= Limits.Endpoints)
            {
                throw new LimitReachedException(nameof(Limits.Endpoints), Limits.Endpoints);
            }

            var id = OpaqueId.New();
            await _store.SaveAsync(new(id, definition, start), cancellation);
            endpoint = Add(id, definition, start);
        }
        finally
        {
            _editing.Release();
        }

        if (start)
        {
            await endpoint.StartAsync(cancellation);
        }

        return endpoint;
    }

    /// <summary>Replaces a definition.</summary>
    /// <exception cref="EndpointNotFoundException">There is no such endpoint.</exception>
    /// <exception cref="InvalidDefinitionException">Nothing was changed.</exception>
    /// <exception cref="EndpointStateException">It is running and the change needs it stopped.</exception>
    /// <exception cref="NetworkException">It is running, and the system did not let it join a group; nothing was changed.</exception>
    public Task<Endpoint> UpdateAsync(string id, EndpointDefinition definition, CancellationToken cancellation) =>
        UpdateAsync(id, _ => definition, cancellation);

    /// <summary>Changes a definition where nobody else can change it meanwhile.</summary>
    /// <param name="id">Whose.</param>
    /// <param name="change">Makes the new definition of the one that is in force; what it throws is passed on, and nothing has
    /// changed.</param>
    /// <param name="cancellation">Gives up waiting for others who change something.</param>
    /// <inheritdoc cref="UpdateAsync(string, EndpointDefinition, CancellationToken)"/>
    public Task<Endpoint> UpdateAsync(string id, Func<EndpointDefinition, EndpointDefinition> change, CancellationToken cancellation)
    {
        return EditAsync(id, Redefine, cancellation);

        async Task Redefine(Endpoint endpoint)
        {
            var definition = change(endpoint.Definition);
            if (definition.Kind != endpoint.Definition.Kind)
            {
                throw new InvalidDefinitionException([new("$.kind", "The kind of an endpoint cannot change; create another one.")]);
            }

            var before = endpoint.Definition;
            endpoint.Redefine(Checked(definition));
            try
            {
                await SaveAsync(endpoint, endpoint.IsWanted, cancellation);
            }
            catch
            {
                endpoint.Redefine(before);
                throw;
            }
        }
    }

    /// <summary>
    /// Joins a multicast group, at once when it is running, and again at each start. Does nothing when it is a member already.
    /// </summary>
    /// <inheritdoc cref="UpdateAsync(string, EndpointDefinition, CancellationToken)"/>
    public Task<Endpoint> JoinAsync(string id, MulticastGroup group, CancellationToken cancellation) =>
        UpdateAsync(
            id,
            definition => WithGroups(definition, [.. definition.Udp.MulticastGroups.Where(text => !Means(text, group)), group.ToString()]),
            cancellation
        );

    /// <summary>Leaves a multicast group. Does nothing when it is no member.</summary>
    /// <inheritdoc cref="UpdateAsync(string, EndpointDefinition, CancellationToken)"/>
    public Task<Endpoint> LeaveAsync(string id, MulticastGroup group, CancellationToken cancellation) =>
        UpdateAsync(
            id,
            definition => WithGroups(definition, [.. definition.Udp.MulticastGroups.Where(text => !Means(text, group))]),
            cancellation
        );

    /// <summary>Stops and removes an endpoint with its journal.</summary>
    /// <exception cref="EndpointNotFoundException">There is no such endpoint.</exception>
    public async Task DeleteAsync(string id, CancellationToken cancellation)
    {
        var endpoint = await EditAsync(id, Forget, cancellation);
        Changed.Set();
        await endpoint.RetireAsync();
        endpoint.Journal.Dispose();

        async Task Forget(Endpoint gone)
        {
            await _store.DeleteAsync(gone.Id, cancellation);
            lock (_lock)
            {
                _endpoints.Remove(gone);
            }
        }
    }

    private static EndpointDefinition WithGroups(EndpointDefinition definition, IReadOnlyList<string> groups) =>
        definition with
        {
            Udp = definition.Udp with { MulticastGroups = groups },
        };

    private static bool Means(string text, MulticastGroup group) => MulticastGroup.TryParse(text, out var other, out _) && other == group;

    private EndpointDefinition Checked(EndpointDefinition definition)
    {
        DefinitionError[] errors = [.. DefinitionValidator.Validate(definition, Limits), .. _certificates.Check(definition.Tcp.Tls)];
        return errors.Length == 0 ? definition.WithDefaults() : throw new InvalidDefinitionException(errors);
    }

    /// <summary>One edit at a time, so that what is stored is what happened last.</summary>
    private async Task<Endpoint> EditAsync(string id, Func<Endpoint, Task> edit, CancellationToken cancellation)
    {
        await _editing.WaitAsync(cancellation);
        try
        {
            var endpoint = Get(id);
            await edit(endpoint);
            return endpoint;
        }
        finally
        {
            _editing.Release();
        }
    }
}

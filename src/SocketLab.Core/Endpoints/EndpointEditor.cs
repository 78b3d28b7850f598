using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Core.Endpoints;

/// <summary>Creates, changes and forgets endpoints, here and in the store: one edit at a time, so that what is stored is what happened
/// last.</summary>
internal sealed class EndpointEditor(EndpointTable table, IEndpointStore store, CertificateLibrary certificates, EndpointLimits limits)
{
    // Held over a whole edit. No transition is waited for under it.
    private readonly SemaphoreSlim _editing = new(1, 1);

    /// <summary>Checks, stores and adds a new endpoint.</summary>
    /// <param name="definition">What the user configured.</param>
    /// <param name="wanted">Whether it is to run.</param>
    /// <param name="make">Makes the endpoint of its id and definition.</param>
    /// <param name="cancellation">Cancels waiting for others who edit, and storing.</param>
    /// <exception cref="InvalidDefinitionException">Nothing was created.</exception>
    /// <exception cref="LimitReachedException">There are too many.</exception>
    public async Task<Endpoint> CreateAsync(
        EndpointDefinition definition,
        bool wanted,
        Func<StoredEndpoint, Endpoint> make,
        CancellationToken cancellation
    )
    {
        definition = Checked(definition);
        await _editing.WaitAsync(cancellation);
        try
        {
            RequireRoomFor(definition);
            var stored = new StoredEndpoint(OpaqueId.New(), definition, wanted);
            await store.SaveAsync(stored, cancellation);
            var endpoint = make(stored);
            table.Add(endpoint);
            return endpoint;
        }
        finally
        {
            _editing.Release();
        }
    }

    /// <summary>Checks the definition of an endpoint that is in no store, and that there is room for it.</summary>
    /// <returns>The definition, defaults written out.</returns>
    /// <exception cref="InvalidDefinitionException">It is wrong.</exception>
    /// <exception cref="LimitReachedException">There are too many.</exception>
    public EndpointDefinition CheckUnstored(EndpointDefinition definition)
    {
        RequireRoom();
        return Checked(definition);
    }

    /// <summary>Adds an endpoint that is not stored: a restart of the server ends it.</summary>
    /// <exception cref="LimitReachedException">There are too many.</exception>
    public async Task AddUnstoredAsync(Endpoint endpoint, CancellationToken cancellation)
    {
        await _editing.WaitAsync(cancellation);
        try
        {
            RequireRoom();
            table.Add(endpoint);
        }
        finally
        {
            _editing.Release();
        }
    }

    /// <summary>Changes a definition where nobody else can change it meanwhile.</summary>
    /// <inheritdoc cref="EndpointSupervisor.UpdateAsync(string, Func{EndpointDefinition, EndpointDefinition}, CancellationToken)"/>
    public Task<Endpoint> UpdateAsync(string id, Func<EndpointDefinition, EndpointDefinition> change, CancellationToken cancellation)
    {
        return EditAsync(id, UpdateAsync, cancellation);

        async Task UpdateAsync(Endpoint endpoint)
        {
            var before = endpoint.Definition;
            var definition = change(before);
            if (definition.Kind != before.Kind)
            {
                throw new InvalidDefinitionException([new("$.kind", "The kind of an endpoint cannot change; create another one.")]);
            }

            definition = Checked(definition);
            if (!definition.Reply.SequenceEqual(before.Reply))
            {
                var others = table.List().Where(other => other != endpoint);
                ExpressionBudget.Check(definition, others.Select(other => other.Definition), limits);
            }

            await RedefineAsync(endpoint, definition);
            try
            {
                await SaveAsync(endpoint, endpoint.IsWanted, cancellation);
            }
            catch
            {
                await RedefineAsync(endpoint, before);
                throw;
            }
        }
    }

    /// <summary>Stores whether an endpoint is to run, also after a restart of the server.</summary>
    /// <param name="id">The endpoint's id.</param>
    /// <param name="wanted">Whether it is to run.</param>
    /// <param name="cancellation">Cancels waiting for others who edit, and storing.</param>
    /// <exception cref="EndpointNotFoundException">There is no such endpoint.</exception>
    /// <exception cref="NotSavedException">The store cannot be written; nothing has changed.</exception>
    public Task<Endpoint> SetWantedAsync(string id, bool wanted, CancellationToken cancellation) =>
        EditAsync(id, endpoint => SaveAsync(endpoint, wanted, cancellation), cancellation);

    /// <summary>Withdraws the request that an endpoint runs, also where that cannot be stored.</summary>
    /// <param name="id">The endpoint's id.</param>
    /// <param name="cancellation">Cancels waiting for others who edit, and storing.</param>
    /// <returns>The endpoint, and why that could not be stored; null when it was.</returns>
    /// <exception cref="EndpointNotFoundException">There is no such endpoint.</exception>
    public async Task<(Endpoint Endpoint, NotSavedException? Unsaved)> WithdrawAsync(string id, CancellationToken cancellation)
    {
        NotSavedException? unsaved = null;
        var endpoint = await EditAsync(id, SaveOrRemember, cancellation);
        return (endpoint, unsaved);

        async Task SaveOrRemember(Endpoint running)
        {
            try
            {
                await SaveAsync(running, false, cancellation);
            }
            catch (NotSavedException error)
            {
                // A socket must be stoppable also while the disk is full.
                (running.IsWanted, unsaved) = (false, error);
            }
        }
    }

    /// <summary>Stores that an endpoint which stopped by itself is not to run, unless it runs again meanwhile. Never throws.</summary>
    public async Task WithdrawStoppedAsync(Endpoint ended)
    {
        try
        {
            await EditAsync(
                ended.Id,
                endpoint =>
                    endpoint.State == EndpointState.Stopped ? SaveAsync(endpoint, false, CancellationToken.None) : Task.CompletedTask,
                CancellationToken.None
            );
        }
        catch (Exception error) when (error is EndpointNotFoundException or NotSavedException)
        {
            // Deleted meanwhile, or the disk is full: then a restart of the server starts it again.
        }
    }

    /// <summary>Puts an endpoint before another one, or behind all.</summary>
    /// <param name="id">The endpoint's id.</param>
    /// <param name="beforeId">The id of the one that comes behind it; null for the end.</param>
    /// <param name="cancellation">Cancels waiting for others who edit, and storing.</param>
    /// <exception cref="EndpointNotFoundException">There is no such endpoint.</exception>
    /// <exception cref="InvalidDefinitionException">There is none to be put before: <c>$.before</c>.</exception>
    /// <exception cref="NotSavedException">The store cannot be written; nothing has changed.</exception>
    public Task<Endpoint> MoveAsync(string id, string? beforeId, CancellationToken cancellation)
    {
        return EditAsync(id, MoveAsync, cancellation);

        async Task MoveAsync(Endpoint endpoint)
        {
            if (beforeId == id)
            {
                return;
            }

            var order = table.List().Where(other => other != endpoint).ToList();
            var place = beforeId is null ? order.Count : order.FindIndex(other => other.Id == beforeId);
            if (place < 0)
            {
                throw new InvalidDefinitionException([new("$.before", "There is no endpoint with this id.")]);
            }

            order.Insert(place, endpoint);
            if (!order.SequenceEqual(table.List()))
            {
                await store.SaveOrderAsync([.. order.Select(other => other.Id)], cancellation);
                table.Arrange(order);
            }
        }
    }

    /// <summary>Removes an endpoint from the store and the table.</summary>
    /// <param name="id">The endpoint's id.</param>
    /// <param name="cancellation">Cancels waiting for others who edit, and storing.</param>
    /// <exception cref="EndpointNotFoundException">There is no such endpoint.</exception>
    public async Task<DeletedEndpoint> ForgetAsync(string id, CancellationToken cancellation)
    {
        DeletedEndpoint? deleted = null;
        await EditAsync(id, ForgetAsync, cancellation);
        return deleted!;

        async Task ForgetAsync(Endpoint endpoint)
        {
            await store.DeleteAsync(endpoint.Id, cancellation);
            deleted = new DeletedEndpoint(endpoint, table.Remove(endpoint));
        }
    }

    /// <summary>Puts an endpoint that was removed back into the store and the table, where it was.</summary>
    /// <exception cref="InvalidDefinitionException">What it refers to has gone meanwhile; nothing has changed.</exception>
    /// <exception cref="LimitReachedException">There are too many others by now; nothing has changed.</exception>
    public async Task PutBackAsync(DeletedEndpoint deleted, CancellationToken cancellation)
    {
        var endpoint = deleted.Endpoint;
        await _editing.WaitAsync(cancellation);
        try
        {
            _ = Checked(endpoint.Definition);
            RequireRoomFor(endpoint.Definition);
            await SaveAsync(endpoint, endpoint.IsWanted, cancellation);
            table.PutBack(endpoint, deleted.Followers);
        }
        finally
        {
            _editing.Release();
        }
    }

    /// <summary>Saves the order that the endpoints have.</summary>
    /// <exception cref="NotSavedException">The store cannot be written; the order is as it was there.</exception>
    public async Task SaveOrderAsync(CancellationToken cancellation)
    {
        await _editing.WaitAsync(cancellation);
        try
        {
            await store.SaveOrderAsync([.. table.List().Select(endpoint => endpoint.Id)], cancellation);
        }
        finally
        {
            _editing.Release();
        }
    }

    private void RequireRoom()
    {
        if (table.List().Count >= limits.Endpoints)
        {
            throw new LimitReachedException(nameof(limits.Endpoints), limits.Endpoints);
        }
    }

    private async Task<Endpoint> EditAsync(string id, Func<Endpoint, Task> edit, CancellationToken cancellation)
    {
        await _editing.WaitAsync(cancellation);
        try
        {
            var endpoint = table.Get(id);
            await edit(endpoint);
            return endpoint;
        }
        finally
        {
            _editing.Release();
        }
    }

    private void RequireRoomFor(EndpointDefinition definition)
    {
        RequireRoom();
        ExpressionBudget.Check(definition, table.List().Select(other => other.Definition), limits);
    }

    private EndpointDefinition Checked(EndpointDefinition definition)
    {
        DefinitionError[] errors = [.. DefinitionValidator.Validate(definition, limits), .. certificates.Check(definition.Tcp.Tls)];
        return errors.Length == 0 ? definition.WithDefaults() : throw new InvalidDefinitionException(errors);
    }

    /// <summary>Automata of new expressions are made on the thread pool: whoever asks may be a page that renders.</summary>
    private static async Task RedefineAsync(Endpoint endpoint, EndpointDefinition definition)
    {
        var rules = endpoint.Definition.Reply.SequenceEqual(definition.Reply)
            ? null
            : await Task.Run(() => EndpointReplies.Read(definition, endpoint.Journal.Time));
        endpoint.Redefine(definition, rules);
    }

    private async Task SaveAsync(Endpoint endpoint, bool wanted, CancellationToken cancellation)
    {
        if (endpoint.Definition.Kind.Traits().HasSocket)
        {
            await store.SaveAsync(new(endpoint.Id, endpoint.Definition, wanted), cancellation);
        }

        endpoint.IsWanted = wanted;
    }
}

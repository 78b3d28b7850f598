using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;

namespace SocketLab.Web.Workspace;

/// <summary>Keeps definitions in the workspace.</summary>
internal sealed class SqliteEndpointStore(WorkspaceDatabase database) : IEndpointStore
{
    /// <summary>Ceilings may have been higher when it was stored; what goes beyond today's does no harm.</summary>
    private static readonly EndpointLimits NoLimits = new()
    {
        MaxConnectionsPerListener = int.MaxValue,
        JournalBytes = long.MaxValue,
        RepliesPerSecond = int.MaxValue,
    };

    private readonly StoredTable _rows = new(WorkspaceTable.Endpoints, database);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredEndpoint>> LoadAsync(CancellationToken cancellation)
    {
        var endpoints = await _rows.LoadAsync(
            row => (Position: row.Number("Position", otherwise: 0), Endpoint: Read(row)),
            read => read.Endpoint.Id,
            cancellation
        );
        return [.. endpoints.OrderBy(read => read.Position).Select(read => read.Endpoint)];
    }

    /// <inheritdoc/>
    public Task SaveAsync(StoredEndpoint endpoint, CancellationToken cancellation) =>
        _rows.WriteAsync(
            async write =>
            {
                var stored = await write.TextAsync(endpoint.Id, "Definition");
                List<(string, object?)> values =
                [
                    ("Id", endpoint.Id),
                    ("Definition", StoredJson.Write(endpoint.Definition, stored)),
                    ("WantedRunning", endpoint.WantedRunning),
                ];
                if (stored is null)
                {
                    values.Add(("Position", await write.MaxAsync("Position") + 1));
                }

                await write.SaveAsync(endpoint.Id, values);
            },
            cancellation
        );

    /// <inheritdoc/>
    public Task SaveOrderAsync(IReadOnlyList<string> ids, CancellationToken cancellation) =>
        _rows.WriteAsync(
            async write =>
            {
                foreach (var (place, id) in ids.Index())
                {
                    await write.SetAsync(id, "Position", place + 1L);
                }
            },
            cancellation
        );

    /// <inheritdoc/>
    public Task DeleteAsync(string id, CancellationToken cancellation) => _rows.WriteAsync(write => write.DeleteAsync(id), cancellation);

    private static StoredEndpoint Read(StoredRow row)
    {
        var definition = row.Json<EndpointDefinition>("Definition");
        return DefinitionValidator.Validate(definition, NoLimits) is [var error, ..]
            ? throw new UnreadableRowException($"its definition is not valid: {error.Path}: {error.Message}")
            : new StoredEndpoint(row.Text("Id"), definition, row.Number("WantedRunning", otherwise: 0) != 0);
    }
}

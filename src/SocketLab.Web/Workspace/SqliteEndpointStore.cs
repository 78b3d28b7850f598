using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Web.Api.Contracts;

namespace SocketLab.Web.Workspace;

/// <summary>Keeps definitions in the workspace database.</summary>
internal sealed class SqliteEndpointStore(IDbContextFactory<WorkspaceDbContext> contexts) : IEndpointStore
{
    /// <summary>Brings the database to this version, or creates it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="WorkspaceException">It is damaged or from a newer version; it was not touched.</exception>
    public async Task OpenAsync(string path, CancellationToken cancellation)
    {
        WorkspaceFile.Restrict(path);
        var applied = await WorkspaceFile.InspectAsync(path, cancellation);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var known = context.Database.GetMigrations().ToList();
        if (applied.Except(known).FirstOrDefault() is { } newer)
        {
            throw new WorkspaceException($"a newer version of SocketLab has written it (migration {newer})");
        }

        // Asking EF whether there is something to do takes longer than the rest of the start.
        if (applied.Count < known.Count)
        {
            await context.Database.MigrateAsync(cancellation);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="WorkspaceException">A row cannot be read.</exception>
    public async Task<IReadOnlyList<StoredEndpoint>> LoadAsync(CancellationToken cancellation)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellation);
            var rows = await context.Endpoints.AsNoTracking().OrderBy(row => row.Position).ToListAsync(cancellation);
            return [.. rows.Select(row => new StoredEndpoint(row.Id, Read(row.Definition), row.WantedRunning))];
        }
        catch (Exception error) when (error is JsonException or SqliteException or InvalidOperationException)
        {
            throw new WorkspaceException($"an endpoint in it cannot be read ({error.Message})", error);
        }
    }

    /// <inheritdoc/>
    public async Task SaveAsync(StoredEndpoint endpoint, CancellationToken cancellation)
    {
        var definition = JsonSerializer.Serialize(endpoint.Definition, ContractJson.Options);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.Endpoints.FindAsync([endpoint.Id], cancellation) is { } row)
        {
            (row.Definition, row.WantedRunning) = (definition, endpoint.WantedRunning);
        }
        else
        {
            var last = await context.Endpoints.MaxAsync(other => (int?)other.Position, cancellation) ?? 0;
            context.Endpoints.Add(
                new EndpointRow
                {
                    Id = endpoint.Id,
                    Position = last + 1,
                    Definition = definition,
                    WantedRunning = endpoint.WantedRunning,
                }
            );
        }

        await context.SaveChangesAsync(cancellation);
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(string id, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await context.Endpoints.Where(row => row.Id == id).ExecuteDeleteAsync(cancellation);
    }

    private static EndpointDefinition Read(string json) =>
        JsonSerializer.Deserialize<EndpointDefinition>(json, ContractJson.Options) ?? throw new JsonException("The definition is null.");
}

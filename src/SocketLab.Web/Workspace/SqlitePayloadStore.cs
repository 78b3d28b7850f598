using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SocketLab.Core.Payloads;
using SocketLab.Web.Api.Contracts;

namespace SocketLab.Web.Workspace;

/// <summary>Keeps payloads in the workspace database, which somebody else has opened.</summary>
internal sealed class SqlitePayloadStore(IDbContextFactory<WorkspaceDbContext> contexts) : IPayloadStore
{
    /// <inheritdoc/>
    /// <exception cref="WorkspaceException">A row cannot be read.</exception>
    public Task<IReadOnlyList<StoredPayload>> LoadAsync(CancellationToken cancellation) =>
        ReadAsync<StoredPayload>(
            "a saved payload",
            async context =>
            {
                var rows = await context.Payloads.AsNoTracking().ToListAsync(cancellation);
                return [.. rows.Select(row => new StoredPayload(row.Id, Read<SavedPayload>(row.Content)))];
            },
            cancellation
        );

    /// <inheritdoc/>
    public async Task AddAsync(IReadOnlyList<StoredPayload> payloads, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        context.Payloads.AddRange(payloads.Select(payload => new PayloadRow { Id = payload.Id, Content = Write(payload.Content) }));
        await context.SaveChangesAsync(cancellation);
    }

    /// <inheritdoc/>
    public async Task UpdateAsync(StoredPayload payload, CancellationToken cancellation)
    {
        var content = Write(payload.Content);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await context
            .Payloads.Where(row => row.Id == payload.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.Content, content), cancellation);
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(string id, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await context.Payloads.Where(row => row.Id == id).ExecuteDeleteAsync(cancellation);
    }

    /// <inheritdoc/>
    /// <exception cref="WorkspaceException">A row cannot be read.</exception>
    public Task<IReadOnlyList<SentPayload>> LoadHistoryAsync(CancellationToken cancellation) =>
        ReadAsync<SentPayload>(
            "a sent payload",
            async context =>
            {
                var rows = await context.SentPayloads.AsNoTracking().OrderByDescending(row => row.Sequence).ToListAsync(cancellation);
                return
                [
                    .. rows.Select(row => new SentPayload(
                        row.Sequence,
                        DateTime.SpecifyKind(row.Time, DateTimeKind.Utc),
                        Read<PayloadText>(row.Content)
                    )),
                ];
            },
            cancellation
        );

    /// <inheritdoc/>
    public async Task AddHistoryAsync(SentPayload sent, IReadOnlyList<long> forgotten, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        await context.SentPayloads.Where(row => forgotten.Contains(row.Sequence)).ExecuteDeleteAsync(cancellation);
        context.SentPayloads.Add(
            new SentPayloadRow
            {
                Sequence = sent.Sequence,
                Time = sent.Time,
                Content = Write(sent.Payload),
            }
        );
        await context.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <inheritdoc/>
    public async Task ClearHistoryAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await context.SentPayloads.ExecuteDeleteAsync(cancellation);
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(
        string what,
        Func<WorkspaceDbContext, Task<IReadOnlyList<T>>> read,
        CancellationToken cancellation
    )
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellation);
            return await read(context);
        }
        catch (Exception error) when (error is JsonException or SqliteException or InvalidOperationException or FormatException)
        {
            throw new WorkspaceException($"{what} in it cannot be read ({error.Message})", error);
        }
    }

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, ContractJson.Options);

    private static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, ContractJson.Options) ?? throw new JsonException("It is null.");
}

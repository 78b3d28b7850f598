namespace SocketLab.Web.Workspace;

/// <summary>Keeps saved filters in the workspace.</summary>
internal sealed class SqliteFilterStore(WorkspaceDatabase database)
{
    private readonly StoredTable _filters = new(WorkspaceTable.Filters, database);

    /// <summary>All that can be read.</summary>
    public Task<IReadOnlyList<StoredFilter>> LoadAsync(CancellationToken cancellation) =>
        _filters.LoadAsync(row => new StoredFilter(row.Text("Id"), row.Json<SavedFilter>("Content")), filter => filter.Id, cancellation);

    /// <summary>Adds or replaces one.</summary>
    /// <exception cref="Core.Definitions.NotSavedException">The workspace cannot be written.</exception>
    public Task SaveAsync(StoredFilter filter, CancellationToken cancellation) =>
        _filters.WriteAsync(
            async write =>
            {
                var stored = await write.TextAsync(filter.Id, "Content");
                await write.SaveAsync(filter.Id, ("Id", filter.Id), ("Content", StoredJson.Write(filter.Content, stored)));
            },
            cancellation
        );

    /// <summary>Removes one, if it is there.</summary>
    /// <exception cref="Core.Definitions.NotSavedException">The workspace cannot be written.</exception>
    public Task DeleteAsync(string id, CancellationToken cancellation) => _filters.WriteAsync(write => write.DeleteAsync(id), cancellation);
}

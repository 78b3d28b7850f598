using SocketLab.Contracts;

namespace SocketLab.Web.Workspace;

/// <summary>Keeps the columns of feeds in the workspace.</summary>
internal sealed class SqliteColumnStore(WorkspaceDatabase database)
{
    private readonly StoredTable _columns = new(WorkspaceTable.FeedColumns, database);

    /// <summary>All that can be read, by feed.</summary>
    public async Task<IReadOnlyDictionary<string, SavedColumns>> LoadAsync(CancellationToken cancellation) =>
        (
            await _columns.LoadAsync(
                row => KeyValuePair.Create(row.Text("Id"), row.Json<SavedColumns>("Content")),
                feed => feed.Key,
                cancellation
            )
        ).ToDictionary(StringComparer.Ordinal);

    /// <summary>Adds or replaces some and removes others, all of it or nothing.</summary>
    /// <param name="changes">What each feed has from now on; null for the usual columns.</param>
    /// <param name="cancellation">Cancels it; nothing has changed then.</param>
    /// <exception cref="Core.Definitions.NotSavedException">The workspace cannot be written.</exception>
    public Task SaveAsync(IReadOnlyDictionary<string, SavedColumns?> changes, CancellationToken cancellation) =>
        _columns.WriteAsync(
            async write =>
            {
                foreach (var (feed, columns) in changes)
                {
                    if (columns is null)
                    {
                        await write.DeleteAsync(feed);
                    }
                    else
                    {
                        var content = StoredJson.Write(columns, await write.TextAsync(feed, "Content"));
                        await write.SaveAsync(feed, ("Id", feed), ("Content", content));
                    }
                }
            },
            cancellation
        );
}

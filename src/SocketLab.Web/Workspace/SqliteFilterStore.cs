using SocketLab.Contracts;

namespace SocketLab.Web.Workspace;

/// <summary>Keeps saved filters in the workspace.</summary>
internal sealed class SqliteFilterStore(WorkspaceDatabase database)
{
    private readonly StoredTable _filters = new(WorkspaceTable.Filters, database);

    /// <summary>All that can be read.</summary>
    public Task<IReadOnlyList<StoredFilter>> LoadAsync(CancellationToken cancellation) =>
        _filters.LoadAsync(
            row => new StoredFilter(row.Text("Id"), row.Json<StoredContent>("Content").ToFilter()),
            filter => filter.Id,
            cancellation
        );

    /// <summary>Adds or replaces some, all of them or none.</summary>
    /// <exception cref="Core.Definitions.NotSavedException">The workspace cannot be written.</exception>
    public Task SaveAsync(IReadOnlyList<StoredFilter> filters, CancellationToken cancellation) =>
        _filters.WriteAsync(
            async write =>
            {
                foreach (var filter in filters)
                {
                    var content = StoredJson.Write(StoredContent.Of(filter.Content), await write.TextAsync(filter.Id, "Content"));
                    await write.SaveAsync(filter.Id, ("Id", filter.Id), ("Content", content));
                }
            },
            cancellation
        );

    /// <summary>Removes one, if it is there.</summary>
    /// <exception cref="Core.Definitions.NotSavedException">The workspace cannot be written.</exception>
    public Task DeleteAsync(string id, CancellationToken cancellation) => _filters.WriteAsync(write => write.DeleteAsync(id), cancellation);

    /// <summary>A filter as it is stored, which has a name of its own for one property.</summary>
    private sealed record StoredContent(string Name, string Filter)
    {
        public FilterColour Colour { get; init; }

        public bool IsHiding { get; init; }

        public static StoredContent Of(SavedFilter filter) =>
            new(filter.Name, filter.Filter) { Colour = filter.Colour, IsHiding = filter.Hide };

        public SavedFilter ToFilter() => new(Name, Filter) { Colour = Colour, Hide = IsHiding };
    }
}

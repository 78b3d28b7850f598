using SocketLab.Core.Definitions;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;

namespace SocketLab.Web.Workspace;

/// <summary>The saved filters: all in memory, each change first in the store.</summary>
internal sealed class FilterLibrary(SqliteFilterStore store)
{
    /// <summary>How many filters there may be: each that marks is asked of every row in sight.</summary>
    public const int MaxFilters = 100;

    /// <summary>Characters of a name at most.</summary>
    public const int MaxNameLength = 60;

    private readonly SemaphoreSlim _editing = new(1, 1);
    private volatile IReadOnlyList<StoredFilter> _filters = [];

    /// <summary>Wakes watchers when a filter comes, goes or changes.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>All filters, by name.</summary>
    public IReadOnlyList<StoredFilter> List() => _filters;

    /// <summary>Loads what is stored. Call it once, before anything else.</summary>
    public async Task RestoreAsync(CancellationToken cancellation) => Replace(await store.LoadAsync(cancellation));

    /// <summary>Saves a filter; one of that name is replaced.</summary>
    /// <exception cref="FilterException">It is no filter.</exception>
    /// <exception cref="FormatException">The name cannot be one.</exception>
    /// <exception cref="LimitReachedException">There are too many.</exception>
    public async Task<StoredFilter> SaveAsync(SavedFilter content, CancellationToken cancellation)
    {
        content = content with { Name = content.Name.Trim() };
        if (content.Name.Length is 0 or > MaxNameLength || content.Name.Any(char.IsControl))
        {
            throw new FormatException($"A name has 1 to {MaxNameLength} characters, none of them a control character.");
        }

        Filter.Parse(content.Filter);
        await _editing.WaitAsync(cancellation);
        try
        {
            var id = _filters.FirstOrDefault(other => other.Content.Name == content.Name)?.Id;
            if (id is null && _filters.Count >= MaxFilters)
            {
                throw new LimitReachedException("Filters", MaxFilters);
            }

            var saved = new StoredFilter(id ?? OpaqueId.New(), content);
            await store.SaveAsync(saved, cancellation);
            Replace([.. _filters.Where(other => other.Id != saved.Id), saved]);
            return saved;
        }
        finally
        {
            _editing.Release();
        }
    }

    /// <summary>Removes a filter, if it is there.</summary>
    public async Task DeleteAsync(string id, CancellationToken cancellation)
    {
        await _editing.WaitAsync(cancellation);
        try
        {
            await store.DeleteAsync(id, cancellation);
            Replace([.. _filters.Where(other => other.Id != id)]);
        }
        finally
        {
            _editing.Release();
        }
    }

    private void Replace(IReadOnlyList<StoredFilter> filters)
    {
        _filters = [.. filters.OrderBy(filter => filter.Content.Name, StringComparer.Ordinal)];
        Changed.Set();
    }
}

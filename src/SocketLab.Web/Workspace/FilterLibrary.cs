using SocketLab.Contracts;
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

    private readonly EditQueue _edits = new();
    private volatile IReadOnlyList<StoredFilter> _filters = [];

    /// <summary>Wakes watchers when a filter comes, goes or changes.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>All filters, by name.</summary>
    public IReadOnlyList<StoredFilter> List() => _filters;

    /// <summary>The filter with this id.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public StoredFilter Get(string id) =>
        _filters.FirstOrDefault(filter => filter.Id == id) ?? throw new NotFoundException($"There is no saved filter '{id}'.");

    /// <summary>Loads what is stored. Call it once, before anything else.</summary>
    public async Task RestoreAsync(CancellationToken cancellation) => Replace(await store.LoadAsync(cancellation));

    /// <summary>Saves a filter; one of that name is replaced.</summary>
    /// <exception cref="FilterException">It is no filter.</exception>
    /// <exception cref="InvalidRequestException">The name cannot be one.</exception>
    /// <exception cref="LimitReachedException">There are too many.</exception>
    public Task<StoredFilter> SaveAsync(SavedFilter content, CancellationToken cancellation) =>
        _edits.RunAsync(
            () =>
            {
                content = Checked(content);
                return PutAsync(_filters.FirstOrDefault(other => other.Content.Name == content.Name)?.Id, content, cancellation);
            },
            cancellation
        );

    /// <summary>Saves a new filter.</summary>
    /// <exception cref="FilterException">It is no filter.</exception>
    /// <exception cref="InvalidRequestException">The name cannot be one.</exception>
    /// <exception cref="NameTakenException">Another filter has that name.</exception>
    /// <exception cref="LimitReachedException">There are too many.</exception>
    public Task<StoredFilter> CreateAsync(SavedFilter content, CancellationToken cancellation) =>
        _edits.RunAsync(() => PutAsync(id: null, Unlike(Checked(content), id: null), cancellation), cancellation);

    /// <summary>Changes a filter.</summary>
    /// <param name="id">The filter's id.</param>
    /// <param name="change">Makes the new content of the present one.</param>
    /// <param name="cancellation">Cancels the wait for other edits.</param>
    public Task<StoredFilter> UpdateAsync(string id, Func<SavedFilter, SavedFilter> change, CancellationToken cancellation) =>
        _edits.RunAsync(() => PutAsync(id, Unlike(Checked(change(Get(id).Content)), id), cancellation), cancellation);

    /// <summary>Removes a filter.</summary>
    /// <exception cref="NotFoundException">There is none with this id.</exception>
    public Task DeleteAsync(string id, CancellationToken cancellation) =>
        _edits.RunAsync(
            async () =>
            {
                var gone = Get(id);
                await store.DeleteAsync(id, cancellation);
                Replace([.. _filters.Where(other => other.Id != id)]);
                return gone;
            },
            cancellation
        );

    /// <summary>
    /// Adds what a file holds, all of it or nothing. Nothing that is there is changed: the same filter is skipped, another of the same name
    /// gets a new one.
    /// </summary>
    /// <exception cref="LimitReachedException">There would be too many.</exception>
    /// <returns>What became of them, and the ids of those that were added.</returns>
    public Task<(ImportCounts Import, IReadOnlyList<string> Added)> ImportAsync(
        IReadOnlyList<SavedFilter> file,
        CancellationToken cancellation
    ) =>
        _edits.RunAsync<(ImportCounts, IReadOnlyList<string>)>(
            async () =>
            {
                var merge = new NamedMerge<SavedFilter>(
                    _filters.Select(filter => filter.Content),
                    filter => ("", filter.Name),
                    (filter, name) => filter with { Name = name },
                    MaxNameLength
                );
                StoredFilter[] added =
                [
                    .. file.Select(filter => merge.Add(Checked(filter)))
                        .OfType<SavedFilter>()
                        .Select(content => new StoredFilter(OpaqueId.New(), content)),
                ];
                CheckLimit(_filters.Count + added.Length);
                if (added.Length > 0)
                {
                    await store.SaveAsync(added, cancellation);
                    Replace([.. _filters, .. added]);
                }

                var import = new ImportCounts(added.Length, merge.Renamed, file.Count - added.Length);
                return (import, [.. added.Select(filter => filter.Id)]);
            },
            cancellation
        );

    /// <summary>Everything that is wrong with filters of a file.</summary>
    /// <param name="file">The filters.</param>
    /// <param name="path">The JSON path of the list.</param>
    public static IEnumerable<DefinitionError> Check(IReadOnlyList<SavedFilter> file, string path)
    {
        foreach (var (index, filter) in file.Index())
        {
            if (!IsName(filter.Name.Trim()))
            {
                yield return new($"{path}[{index}].name", NoName);
            }

            if (FilterSyntax.Read(filter.Filter) is { Filter: null } syntax)
            {
                yield return new($"{path}[{index}].filter", syntax.Errors is [var first, ..] ? first.Message : "This is no filter.");
            }
        }
    }

    private static string NoName { get; } = $"A name has 1 to {MaxNameLength} characters, none of them a control character.";

    private static bool IsName(string name) => name.Length is > 0 and <= MaxNameLength && !name.Any(char.IsControl);

    private static SavedFilter Checked(SavedFilter content)
    {
        content = content with { Name = content.Name.Trim() };
        if (!IsName(content.Name))
        {
            throw new InvalidRequestException("$.name", NoName);
        }

        Filter.Parse(content.Filter);
        return content;
    }

    /// <summary>The same, if no other has its name.</summary>
    private SavedFilter Unlike(SavedFilter content, string? id) =>
        _filters.Any(other => other.Id != id && other.Content.Name == content.Name)
            ? throw new NameTakenException($"There is a filter '{content.Name}' already.", "Choose another name.")
            : content;

    private async Task<StoredFilter> PutAsync(string? id, SavedFilter content, CancellationToken cancellation)
    {
        CheckLimit(_filters.Count + (id is null ? 1 : 0));
        var saved = new StoredFilter(id ?? OpaqueId.New(), content);
        await store.SaveAsync([saved], cancellation);
        Replace([.. _filters.Where(other => other.Id != saved.Id), saved]);
        return saved;
    }

    private static void CheckLimit(int count)
    {
        if (count > MaxFilters)
        {
            throw new LimitReachedException("Filters", MaxFilters);
        }
    }

    private void Replace(IReadOnlyList<StoredFilter> filters)
    {
        _filters = [.. filters.OrderBy(filter => filter.Content.Name, StringComparer.Ordinal)];
        Changed.Set();
    }
}

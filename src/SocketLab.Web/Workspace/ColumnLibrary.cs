using SocketLab.Contracts;

namespace SocketLab.Web.Workspace;

/// <summary>The columns of feeds that are not the usual ones: all in memory, each change first in the store.</summary>
internal sealed class ColumnLibrary(SqliteColumnStore store)
{
    /// <summary>The name of the feeds of several endpoints, which have the same columns; an endpoint's has its id.</summary>
    public const string Merged = "merged";

    /// <summary>Feeds that are remembered at most. Overflow policy: forget those whose endpoints are gone.</summary>
    public const int MaxFeeds = 4096;

    private readonly EditQueue _edits = new();
    private volatile IReadOnlyDictionary<string, SavedColumns> _columns = new Dictionary<string, SavedColumns>();

    /// <summary>The columns of a feed; null for the usual ones.</summary>
    public SavedColumns? Of(string feed) => _columns.GetValueOrDefault(feed);

    /// <summary>Loads what is stored. Call it once, before anything else.</summary>
    public async Task RestoreAsync(CancellationToken cancellation) => _columns = await store.LoadAsync(cancellation);

    /// <summary>Keeps the columns of some feeds, all of it or nothing.</summary>
    /// <param name="changes">What each feed has from now on; null for the usual columns.</param>
    /// <param name="isGone">Whether an endpoint is not there any more, by its id.</param>
    /// <param name="cancellation">Cancels it; nothing has changed then.</param>
    public Task SaveAsync(IReadOnlyDictionary<string, SavedColumns?> changes, Func<string, bool> isGone, CancellationToken cancellation) =>
        _edits.RunAsync(
            async () =>
            {
                var (all, written) = (_columns.ToDictionary(StringComparer.Ordinal), changes.ToDictionary(StringComparer.Ordinal));
                foreach (var gone in all.Count + changes.Count > MaxFeeds ? _columns.Keys.Where(isGone) : [])
                {
                    written.TryAdd(gone, null);
                }

                foreach (var (feed, columns) in written)
                {
                    all.Remove(feed);
                    if (columns is not null)
                    {
                        all.Add(feed, columns);
                    }
                }

                await store.SaveAsync(written, cancellation);
                return _columns = all;
            },
            cancellation
        );
}

using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Capture.Writing;

/// <summary>What can be asked of the endpoints of a capture file together.</summary>
public static class CaptureSources
{
    /// <summary>The test that a filter is for entries of several journals; null where there is no filter.</summary>
    /// <param name="journals">The journals, in the order of the capture's sources.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="cancellation">Ends a test that looks through a journal.</param>
    public static EntryTest? TestOf(IEnumerable<FilterSource> journals, Filter? filter, CancellationToken cancellation = default)
    {
        if (filter is null)
        {
            return null;
        }

        FilterCursor[] cursors = [.. journals.Select(journal => new FilterCursor(journal, filter))];
        return (int source, in EntryView entry) => cursors[source].Takes(entry.Sequence, cancellation);
    }

    /// <summary>The last entries that the journals have now.</summary>
    internal static long[] Ends(this IReadOnlyList<CaptureSource> sources) => [.. sources.Select(source => source.Journal.Ledger.Last)];

    /// <summary>What differs once there is more in a journal.</summary>
    internal static long[] Versions(this IReadOnlyList<CaptureSource> sources) =>
        [.. sources.Select(source => source.Journal.Changed.Version)];

    /// <summary>Whether all endpoints are gone for good.</summary>
    internal static bool AreGone(this IReadOnlyList<CaptureSource> sources) => sources.All(source => source.IsGone());

    /// <summary>Waits until a journal may have more than when <paramref name="seen"/> was asked for; never throws.</summary>
    internal static async Task WaitAsync(
        this IReadOnlyList<CaptureSource> sources,
        long[] seen,
        TimeSpan longest,
        CancellationToken cancellation
    )
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        over.CancelAfter(longest);
        await Task.WhenAny(sources.Select((source, i) => source.Journal.Changed.WaitAsync(seen[i], over.Token)));
        await over.CancelAsync();
    }
}

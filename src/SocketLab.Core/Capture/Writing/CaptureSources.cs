namespace SocketLab.Core.Capture.Writing;

/// <summary>What can be asked of the endpoints of a capture file together.</summary>
internal static class CaptureSources
{
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

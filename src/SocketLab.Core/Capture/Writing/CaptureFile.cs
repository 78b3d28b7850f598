using System.IO.Pipelines;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Capture.Writing;

/// <summary>
/// Writes journals as one pcapng file while they are read: what is kept, and then what comes, as long as somebody wants it.
/// </summary>
/// <remarks>
/// Entries of several journals are merged by their time. Memory is a small batch for each journal; who takes the file slowly holds
/// nobody up, and what was evicted meanwhile is told in the file.
/// </remarks>
public sealed class CaptureFile
{
    /// <summary>How long a following reader waits for what comes together, which then goes out together.</summary>
    private static readonly TimeSpan FlushDelay = TimeSpan.FromMilliseconds(50);

    /// <summary>How often drops and deleted endpoints are looked for while nothing happens.</summary>
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);

    private const int FlushBytes = 128 << 10;

    private readonly IReadOnlyList<CaptureSource> _sources;
    private readonly JournalMerge _entries;
    private readonly PipeWriter _to;
    private readonly CaptureWriter _writer;
    private long _dropped;

    /// <summary>Prepares a file of these endpoints' journals.</summary>
    public CaptureFile(IReadOnlyList<CaptureSource> sources, CaptureOptions options, PipeWriter to)
    {
        (_sources, _to) = (sources, to);
        _entries = new JournalMerge(sources.Select(source => (source.Journal, 0L)));
        _writer = new CaptureWriter(to, sources, options);
    }

    /// <summary>Writes what the journals keep now.</summary>
    /// <exception cref="OperationCanceledException">Nobody wants it any more.</exception>
    public async Task WriteKeptAsync(CancellationToken cancellation)
    {
        var ends = _sources.Ends();
        _writer.WriteStart();
        await DrainAsync(ends, cancellation);
        _writer.WriteRest();
        _writer.WriteStatistics();
        await _to.FlushAsync(cancellation);
    }

    /// <summary>Writes what the journals keep and what comes, at most a second later, until all endpoints are gone.</summary>
    /// <exception cref="OperationCanceledException">Nobody wants it any more.</exception>
    public async Task FollowAsync(CancellationToken cancellation)
    {
        _writer.WriteStart();
        while (true)
        {
            var (isOver, seen) = (_sources.AreGone(), _sources.Versions());
            await DrainAsync(null, cancellation);
            if (isOver)
            {
                _writer.WriteRest();
            }

            WriteDropped(isOver);
            await _to.FlushAsync(cancellation);
            if (isOver)
            {
                return;
            }

            await _sources.WaitAsync(seen, CheckInterval, cancellation);
            await Task.Delay(FlushDelay, TimeProvider.System, cancellation);
        }
    }

    private async Task DrainAsync(long[]? ends, CancellationToken cancellation)
    {
        _writer.FollowFraming(_entries, cancellation);
        while (WriteSome(ends))
        {
            var flushed = await _to.FlushAsync(cancellation);
            if (flushed.IsCompleted)
            {
                throw new OperationCanceledException("Nobody reads the file any more.");
            }
        }
    }

    /// <summary>Writes until there is something to flush, or nothing newer.</summary>
    /// <returns>Whether there may be more.</returns>
    private bool WriteSome(long[]? ends)
    {
        while (_to.UnflushedBytes < FlushBytes)
        {
            if (!_entries.TryPeek(ends, out var source, out var entry))
            {
                return false;
            }

            _writer.TellEvicted(source, _entries.TakeMissed(source));
            _writer.Write(source, entry);
            _entries.Pass(source);
        }

        return true;
    }

    /// <summary>Writes the counts where something more was dropped, and at the end.</summary>
    private void WriteDropped(bool isOver)
    {
        var dropped = _sources.Sum(source => source.KernelDrops() + source.Journal.Ledger.Evicted);
        if (isOver || dropped != _dropped)
        {
            _dropped = dropped;
            _writer.WriteStatistics();
        }
    }
}

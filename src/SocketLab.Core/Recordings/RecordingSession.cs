using System.Buffers;
using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Recordings;

/// <summary>
/// Makes packets of what some endpoints' journals get, and hands them to the disk: from a start, or a restart of the server, to an end.
/// </summary>
/// <remarks>
/// It reads journals as any viewer does, so no socket ever waits for the disk: while that takes nothing the journals hold what comes, and
/// what they let go is counted as dropped. Used by one loop; <see cref="Dropped"/> is for anybody.
/// </remarks>
internal sealed class RecordingSession
{
    /// <summary>Bytes that go to the disk together.</summary>
    private const int ChunkBytes = 128 << 10;

    private readonly IReadOnlyList<CaptureSource> _sources;
    private readonly JournalMerge _entries;
    private readonly RecordingRing _ring;
    private readonly RecordingRate _rate;
    private readonly RecordingDisk _disk;
    private readonly CaptureWriter _writer;
    private readonly ArrayBufferWriter<byte> _buffer = new(2 * ChunkBytes);
    private RecordedFile _chunk = new() { Name = "" };
    private long _told;
    private long _dropped;

    public RecordingSession(RecordingPlan plan, RecordingRing ring, RecordingRate rate, RecordingDisk disk)
    {
        (_sources, _ring, _rate, _disk) = (plan.Sources, ring, rate, disk);
        _entries = new JournalMerge(plan.Sources.Select(source => (source.Journal, plan.IncludeKept ? 0 : source.Journal.Ledger.Last)));
        _writer = new CaptureWriter(_buffer, plan.Sources, new() { Form = plan.Form, Wanted = plan.Wanted });
        _told = Losses();
    }

    /// <summary>Messages that were evicted before they could be written, or that the disk did not take.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Whether all that it records is gone for good.</summary>
    public bool IsOver => _sources.All(source => source.IsGone());

    /// <summary>What changes when there may be more.</summary>
    public long[] Versions => [.. _sources.Select(source => source.Journal.Changed.Version)];

    /// <summary>The last entries that there are now.</summary>
    public long[] Ends => [.. _sources.Select(source => source.Journal.Ledger.Last)];

    /// <summary>Begins a file.</summary>
    public async Task BeginFileAsync()
    {
        await _disk.TryAsync(0, () =>
        {
            _ring.Begin();
            return Task.CompletedTask;
        });
        _writer.WriteStart();
    }

    /// <summary>Writes all that there is, also to the disk.</summary>
    /// <param name="ends">The last entries that are wanted; null for whatever comes meanwhile too.</param>
    /// <param name="cancellation">Leaves the rest, which is counted as dropped.</param>
    public async Task DrainAsync(long[]? ends, CancellationToken cancellation)
    {
        while (Fill(ends))
        {
            await FlushAsync();
            _disk.RequireRoom();
            if (cancellation.IsCancellationRequested)
            {
                break;
            }
        }

        await FlushAsync();
        _disk.RequireRoom();
    }

    /// <summary>Writes counts of what was lost: where there is news of it, and at the end.</summary>
    public async Task TellLossesAsync(bool isEnd)
    {
        var losses = Losses();
        if (isEnd || losses != _told)
        {
            _told = losses;
            _writer.WriteStatistics();
            await FlushAsync();
        }
    }

    /// <summary>Waits until there may be more, for a second at most.</summary>
    public async Task WaitAsync(long[] seen, TimeSpan most, CancellationToken stopping)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        enough.CancelAfter(most);
        await Task.WhenAny(_sources.Select((source, i) => source.Journal.Changed.WaitAsync(seen[i], enough.Token)));
        await enough.CancelAsync();
    }

    /// <summary>Takes entries into the buffer.</summary>
    /// <returns>Whether there may be more.</returns>
    private bool Fill(long[]? ends)
    {
        while (_buffer.WrittenCount < ChunkBytes)
        {
            if (!_entries.TryPeek(ends, out var source, out var entry))
            {
                return false;
            }

            if (_entries.TakeMissed(source) is > 0 and var missed)
            {
                _writer.TellEvicted(source, missed);
                Interlocked.Add(ref _dropped, missed);
            }

            if (_writer.Write(source, entry))
            {
                _rate.Add(entry.Time);
                var first = _chunk.First ?? entry.Time;
                _chunk = _chunk with { Entries = _chunk.Entries + 1, First = first, Last = entry.Time };
            }

            _entries.Pass(source);
        }

        return true;
    }

    private async Task FlushAsync()
    {
        if (_buffer.WrittenCount == 0)
        {
            return;
        }

        try
        {
            await _disk.TryAsync(_buffer.WrittenCount, () => _ring.AppendAsync(_buffer.WrittenMemory, _chunk));
        }
        catch (RecordingEndedException)
        {
            Interlocked.Add(ref _dropped, _chunk.Entries);
            throw;
        }

        _buffer.ResetWrittenCount();
        _chunk = new() { Name = "" };
        if (_ring.IsFull(ChunkBytes))
        {
            _writer.WriteStatistics();
            await _disk.TryAsync(_buffer.WrittenCount, () => _ring.AppendAsync(_buffer.WrittenMemory, _chunk));
            _buffer.ResetWrittenCount();
            await BeginFileAsync();
            _disk.TellFileBegun();
        }
    }

    private long Losses() => Dropped + _sources.Sum(source => source.KernelDrops());
}

/// <summary>What a session records.</summary>
/// <param name="Sources">The endpoints.</param>
/// <param name="Form">As packets or as messages.</param>
/// <param name="Wanted">Which messages; null for all.</param>
/// <param name="IncludeKept">Whether it begins with what the journals keep.</param>
internal sealed record RecordingPlan(IReadOnlyList<CaptureSource> Sources, CaptureForm Form, EntryTest? Wanted, bool IncludeKept);

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

    /// <summary>Entries that are looked at together, however few of them a filter takes: a stop does not wait for more.</summary>
    private const int ChunkEntries = 4096;

    private readonly IReadOnlyList<CaptureSource> _sources;
    private readonly JournalMerge _entries;
    private readonly RecordingRing _ring;
    private readonly RecordingRate _rate;
    private readonly RecordingDisk _disk;
    private readonly CaptureWriter _writer;
    private readonly ArrayBufferWriter<byte> _buffer = new(2 * ChunkBytes);
    private RecordedFile _chunk = new() { Name = "" };
    private long _losses;
    private long _dropped;

    public RecordingSession(RecordingPlan plan, RecordingRing ring, RecordingRate rate, RecordingDisk disk)
    {
        (_sources, _ring, _rate, _disk) = (plan.Sources, ring, rate, disk);
        _entries = new JournalMerge(plan.Sources.Select(source => (source.Journal, plan.IncludeKept ? 0 : source.Journal.Ledger.Last)));
        _writer = new CaptureWriter(_buffer, plan.Sources, new() { Form = plan.Form, Wanted = plan.Wanted });
        _losses = Losses();
    }

    /// <summary>Messages that were evicted before they could be written, or that the disk did not take.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>The endpoints.</summary>
    public IReadOnlyList<CaptureSource> Sources => _sources;

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
    /// <param name="cancellation">Leaves the rest. What is left before <paramref name="ends"/> is counted as dropped.</param>
    public async Task DrainAsync(long[]? ends, CancellationToken cancellation)
    {
        while (Fill(ends))
        {
            await FlushAsync();
            _disk.RequireRoom();
            if (cancellation.IsCancellationRequested)
            {
                Interlocked.Add(ref _dropped, ends is null ? 0 : _entries.CountLeft(ends));
                break;
            }
        }

        await FlushAsync();
        _disk.RequireRoom();
    }

    /// <summary>Writes counts of what was lost: where there is news of it, and at the end.</summary>
    public async Task WriteLossesAsync(bool isEnd)
    {
        var losses = Losses();
        if (isEnd || losses != _losses)
        {
            _losses = losses;
            _writer.WriteStatistics();
            await FlushAsync();
        }
    }

    /// <summary>Takes entries into the buffer.</summary>
    /// <returns>Whether there may be more.</returns>
    private bool Fill(long[]? ends)
    {
        for (var seen = 0; seen < ChunkEntries && _buffer.WrittenCount < ChunkBytes; seen++)
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
            _disk.NotifyFileBegun();
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

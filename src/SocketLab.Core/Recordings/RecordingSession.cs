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
    /// <summary>Bytes that go to the disk together at most, where files are not smaller than eight of these.</summary>
    private const int MaxChunkBytes = 1 << 20;

    /// <summary>Entries that are looked at together, however few of them a filter takes: a stop does not wait for more.</summary>
    private const int ChunkEntries = 16_384;

    /// <summary>How long it waits for what comes together, which then goes to the disk together.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>The same while much comes: what journals keep is bounded, and so is how far behind it may be.</summary>
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(5);

    private readonly IReadOnlyList<CaptureSource> _sources;
    private readonly JournalMerge _entries;
    private readonly RecordingRing _ring;
    private readonly RecordingRate _rate;
    private readonly RecordingDisk _disk;
    private readonly CaptureWriter _writer;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly int _chunkBytes;
    private long _chunkEntries;
    private DateTime _chunkFirst;
    private DateTime _chunkLast;
    private long _losses;
    private long _dropped;

    public RecordingSession(RecordingPlan plan, RecordingRing ring, RecordingRate rate, RecordingDisk disk)
    {
        (_sources, _ring, _rate, _disk) = (plan.Sources, ring, rate, disk);
        _chunkBytes = (int)Math.Min(MaxChunkBytes, ring.FileBytes / 8);
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

    /// <summary>Writes all that there is now, also to the disk.</summary>
    /// <remarks>
    /// What comes meanwhile is left for the next time: who runs after the newest entry meets its writer at each of them.
    /// </remarks>
    /// <param name="isEnd">Whether there is no next time: then what is left is counted as dropped.</param>
    /// <param name="cancellation">Leaves the rest.</param>
    /// <returns>How long more may come together before the next time.</returns>
    public async Task<TimeSpan> DrainAsync(bool isEnd, CancellationToken cancellation)
    {
        var (ends, dropped, pause) = (_sources.Ends(), Dropped, Pause);
        Count(_writer.FollowFraming(_entries, cancellation));
        while (Fill(ends))
        {
            pause = _buffer.WrittenCount < _chunkBytes ? pause : ShortPause;
            await FlushAsync();
            _disk.RequireRoom();
            if (cancellation.IsCancellationRequested)
            {
                Interlocked.Add(ref _dropped, isEnd ? _entries.CountLeft(ends) : 0);
                break;
            }
        }

        Count(isEnd ? _writer.WriteRest() : 0);
        await FlushAsync();
        _disk.RequireRoom();
        return Dropped == dropped ? pause : TimeSpan.Zero;
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

    /// <summary>Counts what waits for the end of its frame as dropped, since nothing more can be written.</summary>
    public void DropHeld() => Interlocked.Add(ref _dropped, _writer.WriteRest());

    /// <summary>Takes entries into the buffer.</summary>
    /// <param name="ends">The last entries that are wanted.</param>
    /// <returns>Whether there may be more.</returns>
    internal bool Fill(long[] ends)
    {
        for (var seen = 0; seen < ChunkEntries && _buffer.WrittenCount < _chunkBytes; seen++)
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

            Count(_writer.Write(source, entry));
            _entries.Pass(source);
        }

        return true;
    }

    private void Count(int messages)
    {
        if (messages > 0)
        {
            _chunkLast = _writer.LastMessage;
            _chunkFirst = _chunkEntries == 0 ? _chunkLast : _chunkFirst;
            _chunkEntries += messages;
            _rate.Add(_chunkLast, messages);
        }
    }

    private async Task FlushAsync()
    {
        if (_buffer.WrittenCount == 0)
        {
            return;
        }

        try
        {
            await AppendAsync();
        }
        catch (RecordingEndedException)
        {
            Interlocked.Add(ref _dropped, _chunkEntries);
            throw;
        }

        if (_ring.IsFull(_chunkBytes))
        {
            _writer.WriteStatistics();
            await AppendAsync();
            await BeginFileAsync();
            _disk.NotifyFileBegun();
        }
    }

    /// <summary>Moves what stands in the buffer to the newest file.</summary>
    private async Task AppendAsync()
    {
        var content = new RecordedFile
        {
            Name = "",
            Entries = _chunkEntries,
            First = _chunkEntries > 0 ? _chunkFirst : null,
            Last = _chunkEntries > 0 ? _chunkLast : null,
        };
        await _disk.TryAsync(_buffer.WrittenCount, () => _ring.AppendAsync(_buffer.WrittenMemory, content));
        _buffer.ResetWrittenCount();
        _chunkEntries = 0;
    }

    private long Losses() => Dropped + _sources.Sum(source => source.KernelDrops());
}

/// <summary>What a session records.</summary>
/// <param name="Sources">The endpoints.</param>
/// <param name="Form">How its entries become packets.</param>
/// <param name="Wanted">Which messages; null for all.</param>
/// <param name="IncludeKept">Whether it begins with what the journals keep.</param>
internal sealed record RecordingPlan(IReadOnlyList<CaptureSource> Sources, CaptureForm Form, EntryTest? Wanted, bool IncludeKept);

using SocketLab.Core.Filtering;
using SocketLab.Core.Framing;

namespace SocketLab.Core.FrameFiltering;

/// <summary>What a filter takes of frames: found in their order, as they are cut, and kept up with what comes.</summary>
/// <remarks>
/// A bit a frame is all that it remembers. It goes from the oldest frame on, since that is how a stream is cut. Not for two threads at
/// once.
/// </remarks>
/// <param name="index">The frames. Somebody else cuts them.</param>
/// <param name="source">The journal that they are of.</param>
/// <param name="filter">The filter.</param>
public sealed class FrameScan(IFrameIndex index, FilterSource source, Filter filter)
{
    private const int FramesPerBatch = 256;
    private const int BytesPerBatch = 1 << 20;
    private const int FramesPerSegment = 4096;

    private readonly FrameContents _contents = new(source.Journal);
    private readonly FrameBatch _batch = new();
    private readonly FilterScratch _scratch = new();
    private readonly List<int> _missing = [];

    // In the order of the frames. Their sequences are the numbers of frames.
    private readonly List<SegmentHits> _segments = [];
    private long _last;
    private long _end = 1;
    private long _gone;

    /// <summary>Nothing, before anything was looked at.</summary>
    public static FilterHits Nothing { get; } = new([], 1, 0, 1, 0, 0, isComplete: false);

    /// <summary>What was found until now, by number: a frame's number stands where an entry has its sequence.</summary>
    public FilterHits Hits { get; private set; } = Nothing;

    /// <summary>Looks at some more of the frames that were cut until now.</summary>
    /// <param name="maxBatches">Batches at most, of 256 frames or a mebibyte.</param>
    /// <param name="cancellation">Ends it; what was found is kept.</param>
    /// <returns>What is found.</returns>
    public FilterHits Advance(int maxBatches, CancellationToken cancellation = default)
    {
        Forget(index.First);
        for (; maxBatches > 0 && _last < index.Count; maxBatches--)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Next() is not { Count: > 0 } frames)
            {
                // Evicted since they were cut.
                Forget(index.First);
                continue;
            }

            Take(frames, cancellation);
        }

        var first = index.First;
        Hits = new([.. _segments], _end, _gone, Math.Min(first, _last + 1), _last, index.Count - first + 1, _last >= index.Count);
        return Hits;
    }

    /// <summary>Whether the filter takes a frame that is under way, as far as it is here.</summary>
    public bool Takes(in ConversationFrame open)
    {
        _batch.Clear();
        return Pack([open]) && _batch.Select(filter, open.Ordinal, source, _scratch, CancellationToken.None)[0] != 0;
    }

    /// <summary>The frames behind the last that was looked at, as many as make a batch.</summary>
    private List<ConversationFrame> Next()
    {
        var (frames, bytes) = (new List<ConversationFrame>(), 0L);
        foreach (var one in index.Read(_last + 1, FramesPerBatch))
        {
            bytes += one.Frame.Length;
            if (frames.Count > 0 && (bytes > BytesPerBatch || one.Ordinal != frames[^1].Ordinal + 1))
            {
                break;
            }

            frames.Add(one);
        }

        return frames;
    }

    private void Take(List<ConversationFrame> frames, CancellationToken cancellation)
    {
        var first = frames[0].Ordinal;
        _batch.Clear();
        var isWhole = Pack(frames);
        var bits = _batch.Select(filter, first, source, _scratch, cancellation);
        if (!isWhole)
        {
            LeaveOut(bits);
        }

        var undecided = _scratch.CountUndecided(first);
        if (_segments is [.., var tail] && tail.LastSequence + 1 == first && tail.Count < FramesPerSegment)
        {
            _segments[^1] = tail.With(bits, frames.Count, undecided);
        }
        else
        {
            _segments.Add(new(first, frames.Count, _end, bits, undecided));
        }

        (_last, _end) = (frames[^1].Ordinal, _segments[^1].EndOrdinal);
    }

    /// <summary>Packs frames. False where bytes of some are not kept any more: nobody can say what was in these.</summary>
    private bool Pack(List<ConversationFrame> frames)
    {
        _missing.Clear();
        foreach (var (i, (bytes, peer)) in _contents.Read(frames).Index())
        {
            if (bytes is null)
            {
                _missing.Add(i);
            }

            _batch.Add(frames[i], peer, bytes);
        }

        return _missing.Count == 0;
    }

    private void LeaveOut(ulong[] bits)
    {
        foreach (var i in _missing)
        {
            bits[i / 64] &= ~(1UL << i);
        }
    }

    private void Forget(long first)
    {
        var dropped = _segments.FindIndex(hits => hits.LastSequence >= first) is >= 0 and var kept ? kept : _segments.Count;
        _gone += _segments.Take(dropped).Sum(hits => (long)hits.Matched);
        _segments.RemoveRange(0, dropped);
        _last = Math.Max(_last, first - 1);
    }
}

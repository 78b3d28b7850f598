using SocketLab.Core.Journal;

namespace SocketLab.Core.Framing;

/// <summary>Gives the frames of one stream by number, for a view that jumps: remembers places to begin reading at.</summary>
/// <remarks>
/// Memory is bounded: when there are too many places, every other one goes. Numbers count from the oldest byte that was kept when
/// this was made. Not for two threads at once.
/// </remarks>
public sealed class FrameIndex
{
    private const int MaxMarks = 4096;
    private const int Frames = 256;
    private const int Entries = 4096;
    private const int Bytes = 1 << 20;
    private const int Batches = 4;

    private readonly EntryJournal _journal;
    private readonly FrameSource _stream;
    private readonly List<FrameCursor> _marks;
    private FrameCursor _end;

    // A place is remembered after so many times the frames, entries or bytes above, whichever is first.
    private int _stride = 1;

    /// <summary>An index that knows nothing yet; <see cref="Advance"/> fills it.</summary>
    public FrameIndex(EntryJournal journal, FrameSource stream)
    {
        (_journal, _stream) = (journal, stream);
        _end = new FrameCursor(journal.Ledger.First - 1, default);
        _marks = [_end];
    }

    /// <summary>Frames found so far.</summary>
    public long Count => _end.Framer.Number;

    /// <summary>The frame under way at the journal's end; null when there is none, or the end is not reached yet.</summary>
    public Frame? Open { get; private set; }

    /// <summary>Bytes that were evicted before they were framed.</summary>
    public long MissedBytes { get; private set; }

    /// <summary>Number of the oldest frame that can be read; one above <see cref="Count"/> when none can. Behind an eviction, frames up to the next remembered place are left out.</summary>
    public long First
    {
        get
        {
            var first = _journal.Ledger.First;
            var gone = _marks.FindIndex(mark => Needed(mark) >= first);
            _marks.RemoveRange(0, gone < 0 ? _marks.Count : gone);
            return _marks.Count == 0 ? Count + 1 : _marks[0].Framer.Number + 1;
        }
    }

    /// <summary>Looks at what is new, a bounded piece.</summary>
    /// <returns>Whether the journal's end is reached; if not, call it again.</returns>
    public bool Advance(int maxBatches = FrameReader.DefaultBatches)
    {
        for (; maxBatches > 0; maxBatches -= Batches)
        {
            var page = FrameReader.Read(_journal, _stream, _end, Frames, Batches);
            (_end, Open, MissedBytes) = (page.Next, page.Open, MissedBytes + page.MissedBytes);
            Mark();
            if (page.AtEnd)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The frames from <paramref name="first"/> on: at most <paramref name="count"/>, none before <see cref="First"/>, none behind <see cref="Count"/>.</summary>
    public IReadOnlyList<Frame> Read(long first, int count)
    {
        first = Math.Max(first, First);
        var last = Math.Min(Count, first + count - 1);
        var frames = new List<Frame>();
        if (last < first)
        {
            return frames;
        }

        var cursor = _marks.FindLast(mark => mark.Framer.Number < first);
        while (cursor.Framer.Number < last)
        {
            var page = FrameReader.Read(_journal, _stream, cursor, (int)Math.Min(last - cursor.Framer.Number, Frames), Batches);
            if (Needed(cursor) < _journal.Ledger.First)
            {
                // Evicted while it was read: the numbers may be others.
                return frames;
            }

            frames.AddRange(page.Frames.Where(frame => frame.Number >= first));
            cursor = page.Next;
        }

        return frames;
    }

    /// <summary>The first entry that reading from a place needs, also for the payload of a frame that began before.</summary>
    private static long Needed(FrameCursor mark) => mark.Framer.OpenLength > 0 ? Math.Min(mark.Framer.FirstSequence, mark.After + 1) : mark.After + 1;

    private void Mark()
    {
        var last = _marks.Count > 0 ? _marks[^1] : default;
        if (Count - last.Framer.Number < Frames * _stride && _end.After - last.After < Entries * _stride && _end.Framer.Expected - last.Framer.Expected < Bytes * (long)_stride)
        {
            return;
        }

        _marks.Add(_end);
        if (_marks.Count > MaxMarks)
        {
            var fewer = _marks.Where((_, i) => i % 2 == 0).ToList();
            _marks.Clear();
            _marks.AddRange(fewer);
            _stride *= 2;
        }
    }
}

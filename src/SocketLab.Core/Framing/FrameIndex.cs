using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Framing;

/// <summary>Gives the frames of a conversation by ordinal, for a view that jumps: remembers places to begin reading at.</summary>
/// <remarks>
/// Memory is bounded: when there are too many places, every other one goes. Ordinals count from the oldest byte that was kept when
/// this was made. Not for two threads at once.
/// </remarks>
public sealed class FrameIndex : IFrameIndex
{
    private const int MaxMarks = 4096;
    private const int FramesPerMark = 256;
    private const int EntriesPerMark = 4096;
    private const int BytesPerMark = 1 << 20;
    private const int BatchesPerRead = 4;

    private readonly EntryJournal _journal;
    private readonly ConversationReader _reader;
    private readonly List<ConversationCursor> _marks;
    private ConversationCursor _end;

    // A place is remembered after so many times the frames, entries or bytes above, whichever is first.
    private int _stride = 1;

    /// <summary>An index that knows nothing yet; <see cref="Advance"/> fills it.</summary>
    public FrameIndex(EntryJournal journal, ConnectionId connection, FramingOptions options)
    {
        (_journal, _reader) = (journal, new ConversationReader(journal, connection, options));
        _end = new ConversationCursor(journal.Ledger.First - 1, default, default);
        _marks = [_end];
    }

    /// <inheritdoc/>
    public long Count => _end.Count;

    /// <inheritdoc/>
    public long Position => _end.After;

    /// <summary>The frames under way at the journal's end; none when the end is not reached yet.</summary>
    public IReadOnlyList<ConversationFrame> Open { get; private set; } = [];

    /// <summary>Bytes that were evicted before they were framed.</summary>
    public long MissedBytes { get; private set; }

    /// <summary>
    /// Ordinal of the oldest frame that can be read; one above <see cref="Count"/> when none can. Behind an eviction, frames up to the next
    /// remembered place are left out.
    /// </summary>
    public long First
    {
        get
        {
            DropEvicted();
            return _marks.Count == 0 ? Count + 1 : _marks[0].Count + 1;
        }
    }

    /// <inheritdoc/>
    public bool Advance(int maxBatches = FrameReader.DefaultBatches)
    {
        DropEvicted();
        if (_marks.Count == 0)
        {
            // Everything known is gone, perhaps by a clear: what comes now is read from here.
            _end = _end with { After = Math.Max(_end.After, _journal.Ledger.First - 1) };
            _marks.Add(_end);
        }

        for (; maxBatches > 0; maxBatches -= BatchesPerRead)
        {
            var page = _reader.Read(_end, FramesPerMark, BatchesPerRead);
            (_end, Open, MissedBytes) = (page.Next, page.Open, MissedBytes + page.MissedBytes);
            RememberEnd();
            if (page.AtEnd)
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public IReadOnlyList<ConversationFrame> Read(long first, int count)
    {
        first = Math.Max(first, First);
        var last = Math.Min(Count, first + count - 1);
        var frames = new List<ConversationFrame>();
        if (last < first)
        {
            return frames;
        }

        var cursor = _marks.FindLast(mark => mark.Count < first);
        while (cursor.Count < last)
        {
            var page = _reader.Read(cursor, (int)Math.Min(last - cursor.Count, FramesPerMark), BatchesPerRead);
            if (cursor.After + 1 < _journal.Ledger.First || (page.AtEnd && page.Next.Count < last))
            {
                // Evicted while it was read: the ordinals may be others.
                return frames;
            }

            frames.AddRange(page.Frames.Where(frame => frame.Ordinal >= first));
            cursor = page.Next;
        }

        return frames;
    }

    /// <summary>
    /// Drops the places whose entries are gone. A frame that began before such a place may be found there without all of its bytes.
    /// </summary>
    private void DropEvicted()
    {
        var first = _journal.Ledger.First;
        var gone = _marks.FindIndex(mark => mark.After + 1 >= first);
        _marks.RemoveRange(0, gone < 0 ? _marks.Count : gone);
    }

    private void RememberEnd()
    {
        var last = _marks.Count > 0 ? _marks[^1] : default;
        if (
            Count - last.Count < FramesPerMark * _stride
            && _end.After - last.After < EntriesPerMark * _stride
            && Expected(_end) - Expected(last) < BytesPerMark * (long)_stride
        )
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

    private static long Expected(in ConversationCursor cursor) => cursor.In.Expected + cursor.Out.Expected;
}

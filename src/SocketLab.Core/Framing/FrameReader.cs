using SocketLab.Core.Journal;

namespace SocketLab.Core.Framing;

/// <summary>
/// Where a reader of frames stands: a position in the journal, and what the framer remembers there. Small, and good at any later time.
/// </summary>
/// <param name="After">Sequence of the last entry that is done with.</param>
/// <param name="Framer">The framer behind it, perhaps within the next entry.</param>
public readonly record struct FrameCursor(long After, FramerState Framer);

/// <summary>Some frames of a stream, in order.</summary>
/// <param name="Frames">The frames.</param>
/// <param name="Open">The frame under way at the journal's end, which comes again once it is whole; null when there is none, or the end was
/// not reached.</param>
/// <param name="MissedBytes">Bytes of the stream, between the cursor and the end of the page, that the journal does not have any
/// more.</param>
/// <param name="Next">The cursor to go on from.</param>
/// <param name="AtEnd">Whether everything that the journal has was read.</param>
public sealed record FramePage(IReadOnlyList<Frame> Frames, Frame? Open, long MissedBytes, FrameCursor Next, bool AtEnd);

/// <summary>Reads frames as a journal is read: by cursor, a bounded piece at a time, never holding the writer up.</summary>
public static class FrameReader
{
    /// <summary>Batches of 256 KiB that one call reads at most by default.</summary>
    public const int DefaultBatches = 64;

    /// <summary>The frames behind <paramref name="cursor"/>; <c>default</c> is the oldest kept byte.</summary>
    /// <param name="journal">The endpoint's journal.</param>
    /// <param name="stream">The connection and direction whose bytes are cut.</param>
    /// <param name="cursor">Where to begin.</param>
    /// <param name="limit">Frames at most.</param>
    /// <param name="maxBatches">Batches of 256 KiB to read at most: a page may end without a frame, and its cursor still moves.</param>
    public static FramePage Read(EntryJournal journal, FrameSource stream, FrameCursor cursor, int limit, int maxBatches = DefaultBatches)
    {
        var (framer, frames, after) = (new Framer(stream.Options, cursor.Framer), new List<Frame>(), cursor.After);
        var batch = new EntryBatch();
        for (var i = 0; i < maxBatches; i++)
        {
            journal.Read(after, batch);
            if (batch.Count == 0)
            {
                // Where everything newer is gone as well, reading goes on there.
                return new FramePage(frames, framer.Open, framer.MissedBytes, new(batch.Next, framer.State), true);
            }

            foreach (var entry in batch)
            {
                if (stream.Has(entry) && !TryConsume(framer, entry, frames, limit))
                {
                    return new FramePage(frames, null, framer.MissedBytes, new(entry.Sequence - 1, framer.State), false);
                }

                after = entry.Sequence;
            }
        }

        return new FramePage(frames, null, framer.MissedBytes, new(after, framer.State), false);
    }

    /// <returns>Whether the entry was used up.</returns>
    private static bool TryConsume(Framer framer, in EntryView entry, List<Frame> frames, int limit)
    {
        if (frames.Count >= limit)
        {
            return false;
        }

        foreach (var frame in framer.Feed(entry))
        {
            frames.Add(frame);
            if (frames.Count >= limit)
            {
                return framer.State.Expected >= entry.Offset + entry.Length;
            }
        }

        return true;
    }
}

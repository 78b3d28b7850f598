using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Framing;

/// <summary>Reads the frames of both directions of a connection in one walk over the journal, a bounded piece at a time.</summary>
/// <remarks>Keeps its buffer from one read to the next. Not for two threads at once.</remarks>
public sealed class ConversationReader(EntryJournal journal, ConnectionId connection, FramingOptions options)
{
    private readonly EntryBatch _batch = new();

    /// <summary>The frames behind <paramref name="cursor"/>; <c>default</c> is the oldest kept byte.</summary>
    /// <param name="cursor">Where to begin.</param>
    /// <param name="limit">Frames at most.</param>
    /// <param name="maxBatches">Batches of 256 KiB to read, at most: a page may end without a frame, and its cursor still moves.</param>
    public ConversationPage Read(ConversationCursor cursor, int limit, int maxBatches = FrameReader.DefaultBatches)
    {
        var walk = new Walk(
            new(connection, EntryDirection.In, new Framer(options, cursor.In)),
            new(connection, EntryDirection.Out, new Framer(options, cursor.Out)),
            limit
        );
        var after = cursor.After;
        for (var i = 0; i < maxBatches; i++)
        {
            journal.Read(after, _batch);
            if (_batch.Count == 0)
            {
                // Where everything newer is gone as well, reading goes on there.
                return walk.Page(_batch.Next, atEnd: true);
            }

            foreach (var entry in _batch)
            {
                if (entry.Kind == EntryKind.Data && entry.ConnectionId == connection && !walk.Feed(entry))
                {
                    return walk.Page(entry.Sequence - 1, atEnd: false);
                }

                after = entry.Sequence;
            }
        }

        return walk.Page(after, atEnd: false);
    }

    /// <summary>One read under way.</summary>
    private sealed class Walk(DirectionFramer received, DirectionFramer sent, int limit)
    {
        private readonly List<ConversationFrame> _frames = [];

        /// <summary>Cuts an entry into frames.</summary>
        /// <returns>Whether the entry was used up; if not, the page is full.</returns>
        public bool Feed(in EntryView entry)
        {
            if (_frames.Count >= limit)
            {
                return false;
            }

            var direction = entry.Direction == EntryDirection.In ? received : sent;
            foreach (var frame in direction.Framer.Feed(entry))
            {
                var ordinal = received.Framer.State.Number + sent.Framer.State.Number;
                _frames.Add(direction.Report(frame, entry.Offset) with { Ordinal = ordinal });
                if (_frames.Count >= limit)
                {
                    return direction.Framer.State.Expected >= entry.Offset + entry.Length;
                }
            }

            return true;
        }

        public ConversationPage Page(long after, bool atEnd)
        {
            ConversationFrame[] open = atEnd ? [.. new[] { received.Open, sent.Open }.OfType<ConversationFrame>()] : [];
            var missed = received.Framer.MissedBytes + sent.Framer.MissedBytes;
            return new(_frames, open, missed, new(after, received.Framer.State, sent.Framer.State), atEnd);
        }
    }
}

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
        var walk = new Walk(connection, new Framer(options, cursor.In), new Framer(options, cursor.Out), limit);
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
    private sealed class Walk(ConnectionId connection, Framer received, Framer sent, int limit)
    {
        private readonly List<ConversationFrame> _frames = [];
        private long _reportedIn;
        private long _reportedOut;

        /// <summary>Cuts an entry into frames.</summary>
        /// <returns>Whether the entry was used up; if not, the page is full.</returns>
        public bool Feed(in EntryView entry)
        {
            if (_frames.Count >= limit)
            {
                return false;
            }

            var isIn = entry.Direction == EntryDirection.In;
            var framer = isIn ? received : sent;
            ref var reported = ref isIn ? ref _reportedIn : ref _reportedOut;
            foreach (var frame in framer.Feed(entry))
            {
                // A frame that a gap cut off began before it; the gap is reported with the one behind it.
                var missed = frame.Offset >= entry.Offset ? framer.MissedBytes - reported : 0;
                reported += missed;
                _frames.Add(new(received.State.Number + sent.State.Number, entry.Direction, frame, missed) { Connection = connection });
                if (_frames.Count >= limit)
                {
                    return framer.State.Expected >= entry.Offset + entry.Length;
                }
            }

            return true;
        }

        public ConversationPage Page(long after, bool atEnd)
        {
            var open = new List<ConversationFrame>();
            if (atEnd && received.Open is { } incoming)
            {
                open.Add(new(0, EntryDirection.In, incoming, received.MissedBytes - _reportedIn) { Connection = connection });
            }

            if (atEnd && sent.Open is { } outgoing)
            {
                open.Add(new(0, EntryDirection.Out, outgoing, sent.MissedBytes - _reportedOut) { Connection = connection });
            }

            return new(_frames, open, received.MissedBytes + sent.MissedBytes, new(after, received.State, sent.State), atEnd);
        }
    }
}

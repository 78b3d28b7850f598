using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Framing;

/// <summary>Cuts both directions of one connection as its entries come, and keeps its place in them.</summary>
internal sealed class ConversationFramer(ConnectionId connection, FramingOptions options)
{
    private readonly Direction _in = new(connection, EntryDirection.In, new Framer(options));
    private readonly Direction _out = new(connection, EntryDirection.Out, new Framer(options));

    /// <summary>The connection.</summary>
    public ConnectionId Connection => connection;

    /// <summary>The newest entry that was fed.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Whether a frame of either direction is under way.</summary>
    public bool HasOpen => _in.HasOpen || _out.HasOpen;

    /// <summary>The frames under way, one of each direction at most.</summary>
    public IEnumerable<ConversationFrame> Open
    {
        get
        {
            if (_in.Open is { } incoming)
            {
                yield return incoming;
            }

            if (_out.Open is { } outgoing)
            {
                yield return outgoing;
            }
        }
    }

    /// <summary>The frames that an entry of this connection finishes; they have no ordinal yet. Valid until the next call.</summary>
    public List<ConversationFrame> Feed(in EntryView entry)
    {
        LastSequence = entry.Sequence;
        return (entry.Direction == EntryDirection.In ? _in : _out).Feed(entry);
    }

    private sealed class Direction(ConnectionId connection, EntryDirection direction, Framer framer)
    {
        private readonly List<ConversationFrame> _frames = [];
        private long _reported;

        public bool HasOpen => framer.State.OpenLength > 0;

        public ConversationFrame? Open => framer.Open is { } open ? Of(open, framer.MissedBytes - _reported) : null;

        public List<ConversationFrame> Feed(in EntryView entry)
        {
            _frames.Clear();
            foreach (var frame in framer.Feed(entry))
            {
                // A frame that a gap cut off began before it; the gap is reported with the one behind it.
                var missed = frame.Offset >= entry.Offset ? framer.MissedBytes - _reported : 0;
                _reported += missed;
                _frames.Add(Of(frame, missed));
            }

            return _frames;
        }

        private ConversationFrame Of(in Frame frame, long missed) => new(0, direction, frame, missed) { Connection = connection };
    }
}

using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Framing;

/// <summary>Cuts both directions of one connection as its entries come, and keeps its place in them.</summary>
internal sealed class ConversationFramer(ConnectionId connection, FramingOptions options)
{
    private readonly DirectionFramer _in = new(connection, EntryDirection.In, new Framer(options));
    private readonly DirectionFramer _out = new(connection, EntryDirection.Out, new Framer(options));
    private readonly List<ConversationFrame> _frames = [];

    /// <summary>The connection.</summary>
    public ConnectionId Connection => connection;

    /// <summary>The newest entry that was fed.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Whether a frame of either direction is under way.</summary>
    public bool HasOpen => _in.Framer.State.OpenLength > 0 || _out.Framer.State.OpenLength > 0;

    /// <summary>The frames under way, one of each direction at most.</summary>
    public IEnumerable<ConversationFrame> Open => new[] { _in.Open, _out.Open }.OfType<ConversationFrame>();

    /// <summary>The frames that an entry of this connection finishes; they have no ordinal yet. Valid until the next call.</summary>
    public List<ConversationFrame> Feed(in EntryView entry)
    {
        LastSequence = entry.Sequence;
        _frames.Clear();
        var direction = entry.Direction == EntryDirection.In ? _in : _out;
        foreach (var frame in direction.Framer.Feed(entry))
        {
            _frames.Add(direction.Report(frame, entry.Offset));
        }

        return _frames;
    }
}

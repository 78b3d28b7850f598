using SocketLab.Core.Journal;

namespace SocketLab.Core.Framing;

/// <summary>One direction of a connection as it is cut into frames; each gap in it is reported with the frame behind it.</summary>
internal sealed class DirectionFramer(ConnectionId connection, EntryDirection direction, Framer framer)
{
    private long _reported;

    /// <summary>Cuts the bytes.</summary>
    public Framer Framer => framer;

    /// <summary>The frame under way; it has no ordinal.</summary>
    public ConversationFrame? Open => framer.Open is { } open ? Of(open, framer.MissedBytes - _reported) : null;

    /// <summary>A frame that the framer has just found; it has no ordinal yet.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="entryOffset">Where the entry begins that it ended with, or that showed a gap behind it.</param>
    public ConversationFrame Report(in Frame frame, long entryOffset)
    {
        // A frame that a gap cut off began before it; the gap is reported with the one behind it.
        var missed = frame.Offset >= entryOffset ? framer.MissedBytes - _reported : 0;
        _reported += missed;
        return Of(frame, missed);
    }

    private ConversationFrame Of(in Frame frame, long missed) => new(0, direction, frame, missed) { Connection = connection };
}

using SocketLab.Core.Journal;

namespace SocketLab.Core.Framing;

/// <summary>A frame among those of both directions of a connection, in the order in which they ended.</summary>
/// <param name="Ordinal">Its place among them, from 1, counted from where the reader began. One under way has no place yet: 0.</param>
/// <param name="Direction">Received or sent.</param>
/// <param name="Frame">The frame.</param>
/// <param name="MissedBefore">Bytes of its direction right before it that the journal does not have any more.</param>
public readonly record struct ConversationFrame(long Ordinal, EntryDirection Direction, Frame Frame, long MissedBefore)
{
    /// <summary>The connection that it is of.</summary>
    public ConnectionId Connection { get; init; }

    /// <summary>Whether its connection was closed before its end came, so that it is as whole as it will ever be.</summary>
    public bool IsCutOff { get; init; }
}

/// <summary>Where a reader of both directions stands: a <see cref="FrameCursor"/> with two framers.</summary>
/// <param name="After">Sequence of the last entry that is done with.</param>
/// <param name="In">The framer of what was received.</param>
/// <param name="Out">The framer of what was sent.</param>
public readonly record struct ConversationCursor(long After, FramerState In, FramerState Out)
{
    /// <summary>How many frames stand before the cursor.</summary>
    public long Count => In.Number + Out.Number;
}

/// <summary>Some frames of a conversation, in order.</summary>
/// <param name="Frames">The frames.</param>
/// <param name="Open">Those under way at the journal's end, one of each direction at most; empty when the end was not reached.</param>
/// <param name="MissedBytes">Bytes that the journal does not have any more, between the cursor and the end of the page.</param>
/// <param name="Next">The cursor to go on from.</param>
/// <param name="AtEnd">Whether everything that the journal has was read.</param>
public sealed record ConversationPage(
    IReadOnlyList<ConversationFrame> Frames,
    IReadOnlyList<ConversationFrame> Open,
    long MissedBytes,
    ConversationCursor Next,
    bool AtEnd
);

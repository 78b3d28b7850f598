using SocketLab.Core.Filtering;
using SocketLab.Core.Framing;

namespace SocketLab.Web.ViewState.Frames;

/// <summary>A frame that somebody chose.</summary>
/// <param name="Ordinal">Its place in the table, or for one under way nearly.</param>
/// <param name="Key">Which frame; null for whichever has that place.</param>
public sealed record FrameSelection(long Ordinal, FrameKey? Key)
{
    /// <summary>The filter that the place is one under; null for all frames.</summary>
    public Filter? Among { get; init; }

    /// <summary>Its number among all frames, where that is known instead of its place; null otherwise.</summary>
    public long? Nth { get; init; }

    /// <summary>What stands for a frame that has ended where rows are asked for one by its number.</summary>
    /// <param name="nth">The number.</param>
    public static ConversationFrame Named(long nth) => new(nth, default, default, 0);

    /// <summary>Whether it is this one.</summary>
    /// <param name="frame">A frame.</param>
    /// <param name="place">Its place in the table.</param>
    public bool Matches(in ConversationFrame frame, long place) => Key is { } key ? key == FrameKey.Of(frame) : place == Ordinal;
}

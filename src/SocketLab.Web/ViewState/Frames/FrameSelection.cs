using SocketLab.Core.Framing;

namespace SocketLab.Web.ViewState.Frames;

/// <summary>A frame that somebody chose.</summary>
/// <param name="Ordinal">Its place, or for one under way nearly.</param>
/// <param name="Key">Which frame; null for whichever has that place.</param>
public sealed record FrameSelection(long Ordinal, FrameKey? Key)
{
    /// <summary>Whether it is this one.</summary>
    public bool Matches(in ConversationFrame frame) => Key is { } key ? key == FrameKey.Of(frame) : frame.Ordinal == Ordinal;
}

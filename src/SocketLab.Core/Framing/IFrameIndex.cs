namespace SocketLab.Core.Framing;

/// <summary>
/// Frames in the order in which they ended, numbered from 1, found by a walk over a journal that goes on as the journal grows.
/// </summary>
/// <remarks>Memory is bounded. Not for two threads at once.</remarks>
public interface IFrameIndex
{
    /// <summary>Frames found so far; the newest has this ordinal.</summary>
    long Count { get; }

    /// <summary>Ordinal of the oldest frame that can be read; one above <see cref="Count"/> when none can.</summary>
    long First { get; }

    /// <summary>The sequence of the last entry that was looked at.</summary>
    long Position { get; }

    /// <summary>Frames under way at the journal's end, without ordinals; none when the end is not reached yet.</summary>
    IReadOnlyList<ConversationFrame> Open { get; }

    /// <summary>Cuts what is new in the journal into frames, a bounded piece.</summary>
    /// <param name="maxBatches">Batches of 256 KiB to read, at most.</param>
    /// <returns>Whether the journal's end is reached; if not, call it again.</returns>
    bool Advance(int maxBatches = FrameReader.DefaultBatches);

    /// <summary>
    /// The frames from ordinal <paramref name="first"/> on: at most <paramref name="count"/>, none before <see cref="First"/>, none behind
    /// <see cref="Count"/>.
    /// </summary>
    IReadOnlyList<ConversationFrame> Read(long first, int count);
}

using SocketLab.Core.Definitions;
using SocketLab.Core.Framing;
using SocketLab.Core.Journal;

namespace SocketLab.Web.ViewState.Frames;

/// <summary>
/// Fetches the bytes of frames of both directions. Keeps its buffer from one call to the next; not for two threads at once.
/// </summary>
internal sealed class FrameBytes(EntryJournal journal, ConnectionId connection)
{
    private static readonly EntryDirection[] Directions = [EntryDirection.In, EntryDirection.Out];

    private readonly EntryBatch _batch = new();

    /// <summary>The first bytes of each frame; null for a frame of which some are not kept any more.</summary>
    public IEnumerable<(ConversationFrame Frame, byte[]? Bytes)> Read(IReadOnlyList<ConversationFrame> frames, int maxBytes)
    {
        var found = new Dictionary<FrameKey, byte[]?>(frames.Count);
        foreach (var direction in Directions)
        {
            // How the stream is cut says nothing about which bytes are its own.
            var stream = new FrameSource(connection, direction, new FramingOptions());
            var wanted = frames.Where(one => one.Direction == direction).Select(one => one.Frame).ToList();
            foreach (var (frame, bytes) in wanted.Zip(FramePayloads.Read(journal, stream, wanted, maxBytes, _batch)))
            {
                found[new(direction, frame.Number)] = bytes;
            }
        }

        return frames.Select(one => (one, found[new(one.Direction, one.Frame.Number)]));
    }
}

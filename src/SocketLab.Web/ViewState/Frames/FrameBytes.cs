using SocketLab.Core.Definitions;
using SocketLab.Core.Framing;
using SocketLab.Core.Journal;

namespace SocketLab.Web.ViewState.Frames;

/// <summary>
/// Fetches the bytes of frames, of whichever streams they are. Keeps its buffer from one call to the next; not for two threads at once.
/// </summary>
internal sealed class FrameBytes(EntryJournal journal)
{
    private readonly EntryBatch _batch = new();

    /// <summary>Whether the journal still has all entries of a frame.</summary>
    public bool Keeps(in Frame frame) => frame.FirstSequence >= journal.Ledger.First;

    /// <summary>The first bytes of each frame; null for a frame of which some are not kept any more.</summary>
    public IEnumerable<(ConversationFrame Frame, byte[]? Bytes)> Read(IReadOnlyList<ConversationFrame> frames, int maxBytes)
    {
        var found = new Dictionary<FrameKey, byte[]?>(frames.Count);
        foreach (var stream in frames.GroupBy(one => (one.Connection, one.Direction)))
        {
            // How the stream is cut says nothing about which bytes are its own.
            var source = new FrameSource(stream.Key.Connection, stream.Key.Direction, new FramingOptions());
            var wanted = stream.Select(one => one.Frame).ToList();
            foreach (var (one, bytes) in stream.Zip(FramePayloads.Read(journal, source, wanted, maxBytes, _batch)))
            {
                found[FrameKey.Of(one)] = bytes;
            }
        }

        return frames.Select(one => (one, found[FrameKey.Of(one)]));
    }
}

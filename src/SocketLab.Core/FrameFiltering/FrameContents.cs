using SocketLab.Core.Addresses;
using SocketLab.Core.Framing;
using SocketLab.Core.Journal;

namespace SocketLab.Core.FrameFiltering;

/// <summary>Fetches the bytes and peers of frames of any streams in one walk over the journal, however they lie among each other.</summary>
/// <remarks>Keeps its buffer from one call to the next. Not for two threads at once.</remarks>
internal sealed class FrameContents(EntryJournal journal)
{
    private readonly EntryBatch _batch = new();

    /// <summary>Fetches whole frames.</summary>
    /// <param name="frames">The frames, those of each stream in its order.</param>
    /// <returns>For each frame its bytes and peer; null bytes where some of them were evicted.</returns>
    public IReadOnlyList<(byte[]? Bytes, PeerAddress Peer)> Read(IReadOnlyList<ConversationFrame> frames)
    {
        var contents = new (byte[]? Bytes, PeerAddress Peer)[frames.Count];
        var streams = frames
            .Index()
            .GroupBy(one => (one.Item.Connection, one.Item.Direction))
            .ToDictionary(group => group.Key, group => new Filling([.. group], contents));
        var last = frames.Count == 0 ? 0 : frames.Max(one => one.Frame.LastSequence);
        var after = frames.Count == 0 ? 0 : frames.Min(one => one.Frame.FirstSequence) - 1;
        while (streams.Count > 0 && after < last)
        {
            journal.Read(after, _batch, (int)Math.Min(int.MaxValue, last - after));
            if (_batch.Count == 0)
            {
                break;
            }

            foreach (var entry in _batch)
            {
                if (
                    entry.Kind == EntryKind.Data
                    && streams.TryGetValue((entry.ConnectionId, entry.Direction), out var stream)
                    && stream.Add(entry)
                )
                {
                    streams.Remove((entry.ConnectionId, entry.Direction));
                }
            }

            // What lies between frames that are wanted is not read.
            after = streams.Count == 0 ? last : Math.Max(_batch.Next, streams.Values.Min(stream => stream.FirstSequence) - 1);
        }

        return contents;
    }

    /// <summary>Copies the overlap of what is read with the frames of one stream.</summary>
    private sealed class Filling((int Index, ConversationFrame Item)[] frames, (byte[]? Bytes, PeerAddress Peer)[] contents)
    {
        private int _at;
        private byte[] _bytes = new byte[frames[0].Item.Frame.Length];
        private int _filled;

        public long FirstSequence => frames[_at].Item.Frame.FirstSequence;

        /// <summary>Takes what an entry has of the frames. True once all of them are done.</summary>
        public bool Add(in EntryView entry)
        {
            while (_at < frames.Length)
            {
                var start = frames[_at].Item.Frame.Offset + _filled - entry.Offset;
                if (start < 0)
                {
                    // A hole before it: the journal moved on.
                    Next(null, entry.Peer);
                    continue;
                }

                if (start >= entry.Payload.Length && _filled < _bytes.Length)
                {
                    return false;
                }

                var piece = entry.Payload[(int)Math.Min(start, entry.Payload.Length)..];
                piece = piece[..Math.Min(piece.Length, _bytes.Length - _filled)];
                piece.CopyTo(_bytes.AsSpan(_filled));
                _filled += piece.Length;
                if (_filled < _bytes.Length)
                {
                    return false;
                }

                Next(_bytes, entry.Peer);
            }

            return true;
        }

        private void Next(byte[]? bytes, PeerAddress peer)
        {
            contents[frames[_at++].Index] = (bytes, peer);
            (_bytes, _filled) = (_at < frames.Length ? new byte[frames[_at].Item.Frame.Length] : [], 0);
        }
    }
}

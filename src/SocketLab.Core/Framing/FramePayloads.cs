using SocketLab.Core.Journal;

namespace SocketLab.Core.Framing;

/// <summary>Fetches the bytes of frames, which are not kept with them.</summary>
public static class FramePayloads
{
    /// <summary>The bytes of each frame, in one walk over the journal.</summary>
    /// <param name="journal">The endpoint's journal.</param>
    /// <param name="stream">The stream that the frames belong to.</param>
    /// <param name="frames">Frames of that stream, in order.</param>
    /// <param name="maxBytes">Bytes of each frame at most.</param>
    /// <param name="batch">A buffer to read with; null for one of its own.</param>
    /// <returns>As many bytes of each as are asked for; null for a frame of which some were evicted meanwhile.</returns>
    public static IReadOnlyList<byte[]?> Read(
        EntryJournal journal,
        FrameSource stream,
        IReadOnlyList<Frame> frames,
        int maxBytes = int.MaxValue,
        EntryBatch? batch = null
    )
    {
        var payloads = new byte[]?[frames.Count];
        if (frames.Count == 0)
        {
            return payloads;
        }

        batch ??= new EntryBatch();
        var (after, current) = (frames[0].FirstSequence - 1, new Filling(frames, payloads, maxBytes));
        var last = frames[^1].LastSequence;
        while (!current.IsDone && after < last)
        {
            // Nothing behind the last frame is copied: of many streams at once that would be most of the work.
            journal.Read(after, batch, (int)Math.Min(int.MaxValue, last - after));
            if (batch.Count == 0)
            {
                break;
            }

            foreach (var entry in batch)
            {
                if (stream.Has(entry))
                {
                    current.Add(entry.Offset, entry.Payload);
                }
            }

            // A frame may begin long after the one before was cut off: what lies between is not read.
            after = current.IsDone ? batch.Next : Math.Max(batch.Next, current.FirstSequence - 1);
        }

        return payloads;
    }

    /// <summary>Copies the overlap of what is read with what is asked for.</summary>
    private sealed class Filling(IReadOnlyList<Frame> frames, byte[]?[] payloads, int maxBytes)
    {
        private int _index;
        private byte[]? _bytes;
        private int _filled;

        public bool IsDone => _index >= frames.Count;

        public long FirstSequence => frames[_index].FirstSequence;

        public void Add(long offset, ReadOnlySpan<byte> bytes)
        {
            while (!IsDone)
            {
                var frame = frames[_index];
                var length = Math.Min(frame.Length, maxBytes);
                var start = frame.Offset + _filled - offset;
                if (start < 0)
                {
                    // A hole before it: the journal moved on.
                    Next(null);
                    continue;
                }

                if (start >= bytes.Length && length > 0)
                {
                    return;
                }

                _bytes ??= new byte[length];
                var piece = length == _filled ? [] : bytes[(int)start..];
                piece = piece[..Math.Min(piece.Length, length - _filled)];
                piece.CopyTo(_bytes.AsSpan(_filled));
                _filled += piece.Length;
                if (_filled < length)
                {
                    return;
                }

                Next(_bytes);
            }
        }

        private void Next(byte[]? payload)
        {
            payloads[_index++] = payload;
            (_bytes, _filled) = (null, 0);
        }
    }
}

namespace SocketLab.Core.Statistics;

/// <summary>Finds the stamps in a stream, however it was cut into reads. Holds no more than one unfinished stamp.</summary>
internal sealed class SequenceCutter
{
    private readonly byte[] _unfinished = new byte[SequenceStamp.Size];
    private int _held;
    private long _skip;
    private long _offset;

    /// <summary>
    /// Reads on in the stream. Where something is missing before, or no stamp stands where one should, it searches for the next one.
    /// </summary>
    /// <param name="offset">The position of the first byte in the stream.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="found">Where the stamps go that end in these bytes.</param>
    public void Read(long offset, ReadOnlySpan<byte> bytes, List<SequenceStamp> found)
    {
        if (offset != _offset)
        {
            (_held, _skip) = (0, 0);
        }

        _offset = offset + bytes.Length;
        while (!bytes.IsEmpty)
        {
            if (_skip > 0)
            {
                var skipped = (int)Math.Min(_skip, bytes.Length);
                _skip -= skipped;
                bytes = bytes[skipped..];
            }
            else if (_held == 0 && !bytes.StartsWith(SequenceStamp.Magic[..Math.Min(SequenceStamp.Magic.Length, bytes.Length)]))
            {
                // Not ours, or not its beginning: where could the next one begin?
                var next = bytes[1..].IndexOf(SequenceStamp.Magic[0]);
                bytes = next < 0 ? [] : bytes[(next + 1)..];
            }
            else
            {
                bytes = Fill(bytes, found);
            }
        }
    }

    private ReadOnlySpan<byte> Fill(ReadOnlySpan<byte> bytes, List<SequenceStamp> found)
    {
        var some = Math.Min(SequenceStamp.Size - _held, bytes.Length);
        bytes[..some].CopyTo(_unfinished.AsSpan(_held));
        _held += some;
        if (_held == SequenceStamp.Size)
        {
            if (SequenceStamp.TryRead(_unfinished, out var stamp))
            {
                (_held, _skip) = (0, stamp.Length - SequenceStamp.Size);
                found.Add(stamp);
            }
            else
            {
                DropFalseStart();
            }
        }

        return bytes[some..];
    }

    /// <summary>What is held is no stamp, but one may begin inside of it.</summary>
    private void DropFalseStart()
    {
        var held = _unfinished.AsSpan(0, _held);
        do
        {
            held = held[1..];
        } while (!held.StartsWith(SequenceStamp.Magic[..Math.Min(SequenceStamp.Magic.Length, held.Length)]));

        held.CopyTo(_unfinished);
        _held = held.Length;
    }
}

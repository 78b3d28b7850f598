using System.Runtime.InteropServices;

namespace SocketLab.Benchmarks.Peers;

/// <summary>Checks pieces of tcpblast's stream: each chunk holds the 32-bit words 0, 1, 2 …, and pieces follow each other.</summary>
internal sealed class StreamCheck
{
    private readonly byte[] _chunk;

    public StreamCheck(int chunk)
    {
        _chunk = new byte[chunk];
        var words = MemoryMarshal.Cast<byte, int>(_chunk.AsSpan());
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = i;
        }
    }

    /// <summary>Bytes that are not what was sent at their place, or that are missing between pieces.</summary>
    public long Wrong { get; private set; }

    public long Checked { get; private set; }

    /// <summary>Position behind the last piece; -1 before the first.</summary>
    public long End { get; private set; } = -1;

    /// <summary>Takes the piece that stands at <paramref name="offset"/> of the stream.</summary>
    public void Add(long offset, ReadOnlySpan<byte> piece)
    {
        Wrong += End >= 0 ? Math.Abs(offset - End) : 0;
        End = offset + piece.Length;
        Checked += piece.Length;
        while (!piece.IsEmpty)
        {
            ReadOnlySpan<byte> expected = _chunk.AsSpan((int)(offset % _chunk.Length));
            var length = Math.Min(expected.Length, piece.Length);
            if (!expected[..length].SequenceEqual(piece[..length]))
            {
                Wrong += CountDifferent(expected, piece[..length]);
            }

            offset += length;
            piece = piece[length..];
        }
    }

    private static int CountDifferent(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual)
    {
        var different = 0;
        for (var i = 0; i < actual.Length; i++)
        {
            different += expected[i] == actual[i] ? 0 : 1;
        }

        return different;
    }
}

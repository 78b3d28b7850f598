namespace SocketLab.Core.Framing.Cutters;

/// <summary>A byte sequence that is looked for in a stream, a byte at a time (Knuth, Morris and Pratt).</summary>
internal sealed class BytePattern
{
    /// <summary>For each count of matched bytes, how many still match when the next one does not.</summary>
    private readonly int[] _fallBack;

    public BytePattern(byte[] bytes) => (Bytes, _fallBack) = (bytes, FallBacks(bytes));

    /// <summary>The sequence.</summary>
    public byte[] Bytes { get; }

    /// <summary>Its length.</summary>
    public int Length => Bytes.Length;

    /// <summary>How many bytes of the sequence are matched behind one more byte.</summary>
    public int Next(int matched, byte value)
    {
        while (matched > 0 && Bytes[matched] != value)
        {
            matched = _fallBack[matched];
        }

        return matched + (Bytes[matched] == value ? 1 : 0);
    }

    private static int[] FallBacks(byte[] pattern)
    {
        var table = new int[pattern.Length + 1];
        for (int i = 1, matched = 0; i < pattern.Length; i++)
        {
            while (matched > 0 && pattern[matched] != pattern[i])
            {
                matched = table[matched];
            }

            matched += pattern[matched] == pattern[i] ? 1 : 0;
            table[i + 1] = matched;
        }

        return table;
    }
}

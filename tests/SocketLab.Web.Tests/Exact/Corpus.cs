namespace SocketLab.Web.Tests.Exact;

/// <summary>Payloads in which anything that is lost, added, turned or decoded on the way shows.</summary>
internal static class Corpus
{
    /// <summary>
    /// What fits into a datagram: nothing, one byte that is none in C, every byte that there is, text of every length in UTF-8, and the
    /// longest over IPv4.
    /// </summary>
    public static IReadOnlyList<byte[]> Datagrams { get; } =
    [
        [],
        [0],
        AllValues,
        [.. "\0\r\n\\ {{counter}} \u001b[31m é € 𝄞 \uFEFF\u202E"u8],
        Noise(65_507),
    ];

    /// <summary>What no datagram and no buffer holds: 16 MiB.</summary>
    public static byte[] Large { get; } = Noise(16 << 20);

    /// <summary>As many bytes that can be typed: JSON carries them one for one.</summary>
    public static byte[] LargeText { get; } = [.. Large.Select(value => (byte)('A' + (value % 26)))];

    private static byte[] AllValues => [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

    /// <summary>Compares without printing megabytes.</summary>
    public static void Same(byte[] expected, byte[] actual)
    {
        var same = expected.AsSpan().CommonPrefixLength(actual);
        Assert.True(
            same == expected.Length && same == actual.Length,
            $"{expected.Length:N0} bytes were sent and {actual.Length:N0} arrived; they differ from byte {same:N0} on."
        );
    }

    private static byte[] Noise(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }
}

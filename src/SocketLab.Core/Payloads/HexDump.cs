using System.Globalization;

namespace SocketLab.Core.Payloads;

/// <summary>Bytes in rows of offset, hexadecimal and ASCII, the way <c>xxd</c> and Wireshark show them.</summary>
public static class HexDump
{
    /// <summary>Cuts <paramref name="bytes"/> into rows.</summary>
    /// <param name="bytes">What to show.</param>
    /// <param name="width">Bytes a row.</param>
    public static IReadOnlyList<HexRow> Rows(ReadOnlySpan<byte> bytes, int width = 16)
    {
        var rows = new List<HexRow>((bytes.Length + width - 1) / width);
        for (var offset = 0; offset < bytes.Length; offset += width)
        {
            var row = bytes[offset..Math.Min(offset + width, bytes.Length)];
            rows.Add(new HexRow(offset, Hex(row), Ascii(row)));
        }

        return rows;
    }

    /// <summary>The whole dump as text, one row a line.</summary>
    public static string Format(ReadOnlySpan<byte> bytes, int width = 16) =>
        string.Join(
            '\n',
            Rows(bytes, width)
                .Select(row =>
                    string.Create(CultureInfo.InvariantCulture, $"{row.Offset:x4}  {row.Hex.PadRight((width * 3) - 1)}  {row.Ascii}")
                )
        );

    private static string Hex(ReadOnlySpan<byte> row) => string.Create((row.Length * 3) - 1, row, static (text, bytes) =>
        {
            const string digits = "0123456789abcdef";
            for (var i = 0; i < bytes.Length; i++)
            {
                if (i > 0)
                {
                    text[(i * 3) - 1] = ' ';
                }

                text[i * 3] = digits[bytes[i] >> 4];
                text[(i * 3) + 1] = digits[bytes[i] & 15];
            }
        });

    private static string Ascii(ReadOnlySpan<byte> row) => string.Create(row.Length, row, static (text, bytes) =>
        {
            for (var i = 0; i < bytes.Length; i++)
            {
                text[i] = bytes[i] is >= 0x20 and < 0x7f ? (char)bytes[i] : '.';
            }
        });
}

/// <summary>One row of a hex dump.</summary>
/// <param name="Offset">Position of its first byte.</param>
/// <param name="Hex">The bytes, two digits each, with blanks between.</param>
/// <param name="Ascii">The same as characters, a dot for what cannot be printed.</param>
public sealed record HexRow(int Offset, string Hex, string Ascii);

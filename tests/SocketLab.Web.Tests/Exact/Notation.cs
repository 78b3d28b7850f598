using System.Buffers;
using System.Globalization;
using System.Text;

namespace SocketLab.Web.Tests.Exact;

/// <summary>The ways in which a person or program writes bytes down for a send.</summary>
public enum Notation
{
    Utf8,
    Ascii,
    Latin1,
    Utf16LE,
    Utf16BE,
    Hex,
    Base64,
    Octets,
}

/// <summary>
/// Writes any bytes in any notation. Written here anew, from the documentation: what the product parses must mean the same.
/// </summary>
internal static class Writing
{
    /// <summary>The payload of a send as JSON.</summary>
    public static object Payload(ReadOnlySpan<byte> bytes, Notation notation) =>
        notation switch
        {
            Notation.Utf8 => Text("utf-8", Utf8(bytes)),
            Notation.Ascii => Text("ascii", Single(bytes, last: 0x7F)),
            Notation.Latin1 => Text("latin1", Single(bytes, last: 0xFF)),
            Notation.Utf16LE => Text("utf-16le", Utf16(bytes, bigEndian: false)),
            Notation.Utf16BE => Text("utf-16be", Utf16(bytes, bigEndian: true)),
            Notation.Hex => new { format = "hex", data = Hex(bytes) },
            Notation.Base64 => new { format = "base64", data = Convert.ToBase64String(bytes) },
            _ => throw new ArgumentOutOfRangeException(nameof(notation)),
        };

    private static object Text(string encoding, StringBuilder data) =>
        new
        {
            format = "text",
            encoding,
            data = data.ToString(),
        };

    /// <summary>Separators as people paste them.</summary>
    private static string Hex(ReadOnlySpan<byte> bytes)
    {
        string[] separators = ["", " ", ":", ", ", "\n"];
        var text = new StringBuilder();
        for (var i = 0; i < bytes.Length; i++)
        {
            text.Append(i == 0 ? "" : separators[i % separators.Length])
                .Append(bytes[i].ToString(i % 2 == 0 ? "x2" : "X2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private static StringBuilder Single(ReadOnlySpan<byte> bytes, int last)
    {
        var text = new StringBuilder();
        foreach (var value in bytes)
        {
            _ = value <= last ? text.Character(new Rune(value)) : text.Bytes([value]);
        }

        return text;
    }

    private static StringBuilder Utf8(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        for (int length; !bytes.IsEmpty; bytes = bytes[length..])
        {
            _ =
                Rune.DecodeFromUtf8(bytes, out var rune, out length) == OperationStatus.Done
                    ? text.Character(rune)
                    : text.Bytes(bytes[..length]);
        }

        return text;
    }

    /// <summary>Two bytes are a character; half a pair, and the odd byte at the end, are none, and go as bytes.</summary>
    private static StringBuilder Utf16(ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        var units = new char[bytes.Length / 2];
        for (var i = 0; i < units.Length; i++)
        {
            var (one, two) = (bytes[2 * i], bytes[(2 * i) + 1]);
            units[i] = (char)(bigEndian ? (one << 8) | two : (two << 8) | one);
        }

        var text = new StringBuilder();
        for (int at = 0, length; at < units.Length; at += length)
        {
            _ =
                Rune.DecodeFromUtf16(units.AsSpan(at), out var rune, out length) == OperationStatus.Done
                    ? text.Character(rune)
                    : text.Bytes(bytes.Slice(2 * at, 2 * length));
        }

        return text.Bytes(bytes[(2 * units.Length)..]);
    }

    /// <summary>Every escape that there is, and else the character itself.</summary>
    private static StringBuilder Character(this StringBuilder text, Rune rune) =>
        rune.Value switch
        {
            '\\' => text.Append(@"\\"),
            '\n' => text.Append(@"\n"),
            '\r' => text.Append(@"\r"),
            '\t' => text.Append(@"\t"),
            '\0' => text.Append(@"\0"),
            > 0xFF when rune.Value % 2 == 0 => text.Append(CultureInfo.InvariantCulture, $@"\u{{{rune.Value:X}}}"),
            _ => text.Append(rune),
        };

    private static StringBuilder Bytes(this StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            text.Append(CultureInfo.InvariantCulture, $@"\x{value:X2}");
        }

        return text;
    }
}

using System.Buffers;

namespace SocketLab.Core.Payloads;

/// <summary>
/// A hex dump as tools print it, with offsets and often a column of text: xxd, <c>hexdump -C</c>, <c>tcpdump -X</c>, Wireshark. What counts
/// are the bytes; offsets only say how many there are in a line, which is where the column of text begins.
/// </summary>
/// <remarks>
/// Digits alone could be bytes as well as an offset, and stay bytes unless it is plain what they are. It is plain behind a colon and a
/// blank (<c>00000010: 4865</c>); and in columns (<c>0010   48 65</c>) where the second line's offset is right, or where the line could be
/// no bytes.
/// </remarks>
internal static class PastedDump
{
    private const int MaxBytes = 16 << 20;

    /// <summary>Writes the bytes, if it is a dump; if not, it writes nothing.</summary>
    /// <exception cref="PayloadException">It is one, but its offsets do not go with its bytes, or a byte is none.</exception>
    public static bool TryWrite(string text, ArrayBufferWriter<byte> bytes)
    {
        if (Read(text) is not { } lines)
        {
            return false;
        }

        var (row, start) = (0, lines[0].Offset);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var next = i + 1 < lines.Count ? lines[i + 1] : default(DumpLine?);
            if (line.IsRepeat)
            {
                Repeat(bytes, row, next is { IsRepeat: false } behind ? behind.Offset - start : -1, line);
                continue;
            }

            var written = bytes.WrittenCount;
            var expected = next is { IsRepeat: false } known ? known.Offset - line.Offset : 0;
            var end = line.Write(text, expected > 0 ? expected : row, isKnown: expected > 0, bytes);
            row = bytes.WrittenCount - written;
            if (next is { IsRepeat: false } other && (row != expected || line.GoesOn(text, end)))
            {
                throw new PayloadException("This offset does not go with the bytes in the line before.", other.Position);
            }
        }

        return true;
    }

    /// <summary>Whether it is a dump, so that offsets are left out.</summary>
    public static bool Is(string text) => Read(text) is not null;

    /// <summary>The lines of a dump; null for what is none.</summary>
    private static List<DumpLine>? Read(string text)
    {
        var (lines, at) = (new List<DumpLine>(), 0);
        while (at < text.Length)
        {
            var end = text.IndexOf('\n', at) is var found and >= 0 ? found : text.Length;
            if (!text.AsSpan(at, end - at).IsWhiteSpace())
            {
                if (DumpLine.TryRead(text, at, end) is not { } line || (lines.Count > 0 && !line.GoesWith(lines[0])))
                {
                    return null;
                }

                lines.Add(line);
                if (lines.Count == 2 && !line.HasColon && !line.IsRepeat && !lines[0].Leads(text, line))
                {
                    return null;
                }
            }

            at = end + 1;
        }

        return lines.Count == 0 || lines[0].IsRepeat || (lines.Count == 1 && !lines[0].IsPlainAlone(text)) ? null : lines;
    }

    /// <summary>A star stands for lines that are as the one before.</summary>
    private static void Repeat(ArrayBufferWriter<byte> bytes, int row, long until, in DumpLine star)
    {
        var count = until - bytes.WrittenCount;
        if (row == 0 || count <= 0 || count % row != 0 || until > MaxBytes)
        {
            throw new PayloadException(
                "A star stands for lines as the one before it, up to the offset behind it: these do not go together.",
                star.Position
            );
        }

        var one = bytes.WrittenSpan[^row..].ToArray();
        for (var left = count; left > 0; left -= row)
        {
            bytes.Write(one);
        }
    }
}

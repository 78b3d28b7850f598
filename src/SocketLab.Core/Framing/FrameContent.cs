using SocketLab.Core.Definitions;
using SocketLab.Core.Framing.Cutters;

namespace SocketLab.Core.Framing;

/// <summary>What a frame says: its bytes without the codes that keep delimiters out of them.</summary>
public static class FrameContent
{
    /// <summary>ESC of SLIP (RFC 1055).</summary>
    private const byte SlipEscape = 0xdb;

    /// <summary>The content of a frame as its sender had it.</summary>
    /// <param name="options">The framing.</param>
    /// <param name="content">The bytes between length field or start and end.</param>
    /// <param name="isWhole">Whether these are all of them.</param>
    /// <returns>The bytes as they are where the framing has no codes, or where they are none.</returns>
    public static ReadOnlySpan<byte> Decode(FramingOptions options, ReadOnlySpan<byte> content, bool isWhole = true) =>
        Decode(options.Mode, EscapeOf(options), content, isWhole);

    /// <summary>The byte that escapes others; null for none. Asked once for many frames, since it is read from text.</summary>
    internal static byte? EscapeOf(FramingOptions options) =>
        options.Mode switch
        {
            FramingMode.Slip => SlipEscape,
            FramingMode.StartEnd => StartEndCutter.EscapeOf(options),
            _ => null,
        };

    /// <summary>The same with the escape known.</summary>
    internal static ReadOnlySpan<byte> Decode(FramingMode mode, byte? escape, ReadOnlySpan<byte> content, bool isWhole = true) =>
        mode == FramingMode.Cobs ? DecodeCobs(content, isWhole)
        : escape is { } code && content.Contains(code) ? Unescape(content, code, mode == FramingMode.Slip)
        : content;

    /// <summary>Behind ESC of SLIP stand codes, and what is none stays (RFC 1055). Elsewhere the byte behind an escape is itself.</summary>
    private static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> content, byte escape, bool isSlip)
    {
        var (decoded, count) = (new byte[content.Length], 0);
        for (var i = 0; i < content.Length; i++)
        {
            var value = content[i];
            if (value == escape && i + 1 < content.Length)
            {
                value = content[++i] switch
                {
                    0xdc when isSlip => PacketCutter.SlipEnd,
                    0xdd when isSlip => SlipEscape,
                    var other => other,
                };
            }

            decoded[count++] = value;
        }

        return decoded.AsSpan(0, count);
    }

    /// <summary>Each code byte says how far the next one is, and that there is a zero unless the code is FF or the last one.</summary>
    private static ReadOnlySpan<byte> DecodeCobs(ReadOnlySpan<byte> content, bool isWhole)
    {
        var (decoded, count, i) = (new byte[content.Length], 0, 0);
        while (i < content.Length)
        {
            var code = content[i++];
            var block = content[i..];
            if (code == 0 || (isWhole && code - 1 > block.Length))
            {
                return content;
            }

            block = block[..Math.Min(block.Length, code - 1)];
            block.CopyTo(decoded.AsSpan(count));
            (i, count) = (i + block.Length, count + block.Length);
            if (code < 0xff && i < content.Length)
            {
                decoded[count++] = 0;
            }
        }

        return decoded.AsSpan(0, count);
    }
}

using SocketLab.Core.Payloads;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>How the feed writes payloads; a click on the column's head goes to the next way.</summary>
public enum ContentStyle
{
    /// <summary>What is text as text, and everything else in hexadecimal.</summary>
    Auto,

    /// <summary>Everything as text, with escapes for what is none.</summary>
    Text,

    /// <summary>Everything in hexadecimal, so that bytes stand below bytes.</summary>
    Hex,

    /// <summary>As Wireshark's list of packets has it: the protocol, and what the message is about.</summary>
    Decoded,
}

/// <summary>Writes the beginning of a payload on one line.</summary>
public static class ContentColumn
{
    /// <summary>Bytes of a payload that a row can show.</summary>
    public const int PreviewBytes = 256;

    /// <summary>Hexadecimal takes three characters a byte.</summary>
    private const int HexBytes = 96;

    /// <summary>The head of the column.</summary>
    public static string Title(ContentStyle style) =>
        style switch
        {
            ContentStyle.Text => "Content as text",
            ContentStyle.Hex => "Content in hex",
            ContentStyle.Decoded => "Protocol and info",
            _ => "Content",
        };

    /// <summary>The next style in the circle.</summary>
    /// <param name="style">The style now.</param>
    /// <param name="canDecode">Whether there is somebody to decode messages.</param>
    public static ContentStyle Next(ContentStyle style, bool canDecode) =>
        style == (canDecode ? ContentStyle.Decoded : ContentStyle.Hex) || style == ContentStyle.Decoded ? ContentStyle.Auto : style + 1;

    /// <summary>Whether the line is hexadecimal.</summary>
    /// <param name="style">How the feed writes payloads.</param>
    /// <param name="bytes">The first <see cref="PreviewBytes"/> of the payload.</param>
    public static bool IsHex(ContentStyle style, ReadOnlySpan<byte> bytes) =>
        style == ContentStyle.Hex || (style is ContentStyle.Auto or ContentStyle.Decoded && !VisibleText.IsText(bytes));

    /// <summary>The line, and the line break that it ends with, as escapes: shown, but quietly.</summary>
    public static (string Content, string LineEnd) Format(ContentStyle style, ReadOnlySpan<byte> payload)
    {
        var bytes = payload[..Math.Min(payload.Length, PreviewBytes)];
        if (IsHex(style, bytes))
        {
            return (bytes.IsEmpty ? "" : HexDump.Rows(bytes[..Math.Min(bytes.Length, HexBytes)], HexBytes)[0].Hex, "");
        }

        // Asked of the bytes, since escapes are ambiguous from behind: a backslash before LF is not one more escape.
        var lineEnd =
            bytes.EndsWith("\r\n"u8) ? @"\r\n"
            : bytes.EndsWith("\n"u8) ? @"\n"
            : "";
        return (VisibleText.Line(bytes)[..^lineEnd.Length], lineEnd);
    }
}

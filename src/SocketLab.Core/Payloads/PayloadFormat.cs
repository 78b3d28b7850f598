namespace SocketLab.Core.Payloads;

/// <summary>How a person or program writes bytes down.</summary>
public enum PayloadFormat
{
    /// <summary>Text with escapes: <c>\n \r \t \0 \\ \xHH \u{H…}</c>.</summary>
    Text,

    /// <summary>
    /// Hexadecimal digits; blanks, <c>: , - ;</c>, single braces, quotes, <c>0x</c> and <c>\x</c> are ignored, and so are the offsets and
    /// the column of text of a dump (xxd, <c>hexdump -C</c>, <c>tcpdump -X</c>, Wireshark).
    /// </summary>
    Hex,

    /// <summary>Base64 (RFC 4648, 4), with padding.</summary>
    Base64,
}

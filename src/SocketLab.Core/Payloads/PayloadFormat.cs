namespace SocketLab.Core.Payloads;

/// <summary>How a person or program writes bytes down.</summary>
public enum PayloadFormat
{
    /// <summary>Text with escapes: <c>\n \r \t \0 \\ \xHH \u{H…}</c>.</summary>
    Text,

    /// <summary>Hexadecimal digits; blanks, colons, commas and <c>0x</c> are ignored.</summary>
    Hex,

    /// <summary>Base64 (RFC 4648, 4), with padding.</summary>
    Base64,
}

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

/// <summary>How text becomes bytes.</summary>
public enum PayloadEncoding
{
    /// <summary>UTF-8 without a byte order mark.</summary>
    Utf8,

    /// <summary>7-bit ASCII; anything else is an error.</summary>
    Ascii,

    /// <summary>ISO 8859-1; anything above U+00FF is an error.</summary>
    Latin1,

    /// <summary>UTF-16, least significant byte first.</summary>
    Utf16Le,

    /// <summary>UTF-16, most significant byte first.</summary>
    Utf16Be,
}

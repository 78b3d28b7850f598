namespace SocketLab.Core.Payloads.Reading;

/// <summary>Ways in which programs wrap content up before they send it.</summary>
public enum ContentCoding
{
    /// <summary>Base64 of RFC 4648, either alphabet, with or without padding, blanks and line breaks between.</summary>
    Base64,

    /// <summary><c>%XX</c> of RFC 3986. A plus sign stays one.</summary>
    Percent,

    /// <summary>gzip (RFC 1952), zlib (RFC 1950) or bare deflate (RFC 1951); the first bytes tell which.</summary>
    Compressed,
}

/// <summary>What came out of unwrapping content.</summary>
/// <param name="Bytes">The content, as far as it could be read.</param>
/// <param name="Note">What is to be known of it: that it was cut off, or why it ends where it does; null when it is whole.</param>
public sealed record DecodedContent(byte[] Bytes, string? Note);

using SocketLab.Core.Payloads;

namespace SocketLab.Web.ViewState.Sending;

/// <summary>The encodings as people know them.</summary>
public static class EncodingNames
{
    /// <summary>All, the usual one first.</summary>
    public static IReadOnlyList<(PayloadEncoding Encoding, string Name)> All { get; } =
    [
        (PayloadEncoding.Utf8, "UTF-8"),
        (PayloadEncoding.Ascii, "ASCII"),
        (PayloadEncoding.Latin1, "Latin-1"),
        (PayloadEncoding.Utf16Le, "UTF-16LE"),
        (PayloadEncoding.Utf16Be, "UTF-16BE"),
    ];
}

using SocketLab.Core.Payloads.Reading;

namespace SocketLab.Web.ViewState.Bytes;

/// <summary>The ways in which content is unwrapped, as people know them.</summary>
public static class CodingWords
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ContentCoding> All { get; } = Enum.GetValues<ContentCoding>();

    /// <summary>The name of one.</summary>
    public static string Of(ContentCoding coding) =>
        coding switch
        {
            ContentCoding.Base64 => "Base64",
            ContentCoding.Percent => "URL (%XX)",
            _ => "gzip, zlib or deflate",
        };
}

using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace SocketLab.Contracts.Serialization;

/// <summary>JSON as bytes: UTF-8 (RFC 8259, section 8.1), and nothing else.</summary>
internal static class JsonText
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xef, 0xbb, 0xbf];

    /// <summary>The text without the byte order mark that some editors put before it.</summary>
    /// <exception cref="JsonException">It is no UTF-8; the exception says where.</exception>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            var before = json[..FirstFault(json)];
            var lineStart = before.LastIndexOf((byte)'\n') + 1;
            throw new JsonException("This is not UTF-8.", null, before.Count((byte)'\n'), before.Length - lineStart);
        }

        return json.StartsWith(ByteOrderMark) ? json[ByteOrderMark.Length..] : json;
    }

    private static int FirstFault(ReadOnlySpan<byte> json)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(json[at..], out _, out var length) == OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }
}

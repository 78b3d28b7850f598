using System.Buffers;
using System.Globalization;
using System.Text;

namespace SocketLab.Core.Capture.Export;

/// <summary>Text into a buffer of bytes, as UTF-8.</summary>
internal static class Utf8Lines
{
    /// <summary>Writes text.</summary>
    public static void WriteText(this IBufferWriter<byte> to, string text) => Encoding.UTF8.GetBytes(text, to);

    /// <summary>Writes bytes as pairs of small hexadecimal digits, with something in front of each.</summary>
    public static void WriteHex(this IBufferWriter<byte> to, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> before)
    {
        var each = before.Length + 2;
        var room = to.GetSpan(Math.Max(1, each * bytes.Length));
        for (var i = 0; i < bytes.Length; i++)
        {
            before.CopyTo(room[(i * each)..]);
            Convert.TryToHexStringLower(bytes.Slice(i, 1), room[((i * each) + before.Length)..], out _);
        }

        to.Advance(each * bytes.Length);
    }

    /// <summary>A time as the contract writes it: RFC 3339, UTC, seven decimals.</summary>
    public static string Stamp(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text;

namespace SocketLab.Core.Payloads.Reading;

/// <summary>Bytes as they are written into programs.</summary>
public static class ByteLiterals
{
    private const int CWidth = 12;

    /// <summary>Two digits a byte with blanks between, as a payload in hexadecimal is written: <c>de ad</c>.</summary>
    public static string Hex(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? "" : HexDump.Rows(bytes, bytes.Length)[0].Hex;

    /// <summary>An array of C and C++.</summary>
    public static string CArray(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder("unsigned char bytes[] = {");
        for (var i = 0; i < bytes.Length; i++)
        {
            text.Append(i % CWidth == 0 ? "\n  " : " ").Append(CultureInfo.InvariantCulture, $"0x{bytes[i]:x2},");
        }

        return text.Append("\n};").ToString();
    }

    /// <summary>A bytes literal of Python.</summary>
    public static string Python(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder("b\"");
        foreach (var value in bytes)
        {
            _ = value switch
            {
                (byte)'"' or (byte)'\\' => text.Append('\\').Append((char)value),
                (byte)'\n' => text.Append("\\n"),
                (byte)'\r' => text.Append("\\r"),
                (byte)'\t' => text.Append("\\t"),
                >= 0x20 and < 0x7f => text.Append((char)value),
                _ => text.Append(CultureInfo.InvariantCulture, $"\\x{value:x2}"),
            };
        }

        return text.Append('"').ToString();
    }
}

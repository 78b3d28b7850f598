using System.Buffers;

namespace SocketLab.Core.Payloads;

/// <summary>Turns what a person wrote into bytes, or says where it went wrong.</summary>
public static class PayloadParser
{
    /// <summary>The bytes that <paramref name="data"/> stands for, with the line ending behind them.</summary>
    /// <exception cref="PayloadException">It stands for none; the position says where.</exception>
    public static byte[] Parse(
        PayloadFormat format,
        string data,
        PayloadEncoding encoding = PayloadEncoding.Utf8,
        LineEnding lineEnding = LineEnding.None
    )
    {
        var bytes = new ArrayBufferWriter<byte>(Math.Max(16, data.Length));
        switch (format)
        {
            case PayloadFormat.Hex:
                if (!PastedDump.TryWrite(data, bytes))
                {
                    HexPayload.Write(data, 0, bytes);
                }

                break;
            case PayloadFormat.Base64:
                Base64Payload.Write(data, bytes);
                break;
            default:
                TextPayload.Write(data, 0, encoding, isTemplate: false, bytes);
                break;
        }

        bytes.Write(lineEnding.ToBytes(format, encoding));
        return bytes.WrittenSpan.ToArray();
    }
}

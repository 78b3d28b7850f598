namespace SocketLab.Core.Payloads;

/// <summary>Turns what a person wrote into bytes, or says where it went wrong.</summary>
public static class PayloadParser
{
    /// <summary>The bytes that <paramref name="data"/> stands for.</summary>
    /// <exception cref="PayloadException">It stands for none; the position says where.</exception>
    public static byte[] Parse(PayloadFormat format, string data, PayloadEncoding encoding = PayloadEncoding.Utf8) => format switch
    {
        PayloadFormat.Hex => HexPayload.Parse(data),
        PayloadFormat.Base64 => Base64Payload.Parse(data),
        _ => TextPayload.Parse(data, encoding),
    };
}

namespace SocketLab.Core.Payloads;

/// <summary>Hexadecimal as people paste it: <c>ff00</c>, <c>ff 00</c>, <c>ff:00</c>, <c>0xff, 0x00</c>.</summary>
internal static class HexPayload
{
    public static byte[] Parse(string data)
    {
        var bytes = new List<byte>(data.Length / 2);
        for (var i = 0; i < data.Length;)
        {
            if (IsSeparator(data[i]))
            {
                i++;
            }
            else if (data[i] == '0' && i + 1 < data.Length && data[i + 1] is 'x' or 'X')
            {
                i += 2;
            }
            else
            {
                bytes.Add((byte)((Digit(data, i) << 4) | Digit(data, i + 1)));
                i += 2;
            }
        }

        return [.. bytes];
    }

    private static bool IsSeparator(char c) => char.IsWhiteSpace(c) || c is ':' or ',';

    private static int Digit(string data, int position)
    {
        if (position >= data.Length || IsSeparator(data[position]))
        {
            throw new PayloadException("A byte needs two hexadecimal digits; one is missing.", position);
        }

        return char.IsAsciiHexDigit(data[position])
            ? Convert.ToInt32(data[position].ToString(), 16)
            : throw new PayloadException($"'{data[position]}' is not a hexadecimal digit.", position);
    }
}

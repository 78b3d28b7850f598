namespace SocketLab.Core.Payloads;

/// <summary>Base64 (RFC 4648, 4). Blanks, tabs and line breaks are ignored, padding is required.</summary>
internal static class Base64Payload
{
    public static byte[] Parse(string data)
    {
        var digits = 0;
        var firstPadding = -1;
        for (var i = 0; i < data.Length; i++)
        {
            var c = data[i];
            if (c is ' ' or '\t' or '\r' or '\n')
            {
                continue;
            }

            if (c == '=' && firstPadding < 0)
            {
                firstPadding = i;
            }
            else if (c != '=' && firstPadding >= 0)
            {
                throw new PayloadException("Nothing may follow the padding '='.", i);
            }
            else if (c != '=' && !char.IsAsciiLetterOrDigit(c) && c is not '+' and not '/')
            {
                throw new PayloadException($"'{c}' is not a base64 character.", i);
            }

            digits++;
        }

        if (digits % 4 != 0)
        {
            throw new PayloadException("Base64 comes in groups of four characters; the last group is incomplete.", data.Length);
        }

        var bytes = new byte[digits / 4 * 3];
        return Convert.TryFromBase64String(data, bytes, out var written)
            ? bytes[..written]
            : throw new PayloadException("There is too much padding.", Math.Max(firstPadding, 0));
    }
}

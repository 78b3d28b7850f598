using System.Globalization;
using System.Numerics;

namespace SocketLab.Core.Numbers;

/// <summary>The one reader of whole numbers in text: digits from 0 to 9 and nothing else.</summary>
/// <remarks>The framework's own parsers skip NULs behind the digits: they take <c>5</c> with a NUL for <c>5</c>.</remarks>
public static class WholeNumber
{
    /// <summary>Reads digits, without a sign.</summary>
    public static bool TryRead<T>(ReadOnlySpan<char> text, out T number)
        where T : struct, IBinaryInteger<T>
    {
        number = default;
        return !text.ContainsAnyExceptInRange('0', '9') && T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Reads digits, with or without a minus before them.</summary>
    public static bool TryReadSigned<T>(ReadOnlySpan<char> text, out T number)
        where T : struct, IBinaryInteger<T>
    {
        number = default;
        var digits = text is ['-', ..] ? text[1..] : text;
        return !digits.ContainsAnyExceptInRange('0', '9')
            && T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Reads hexadecimal digits of either case, without a prefix.</summary>
    public static bool TryReadHex<T>(ReadOnlySpan<char> text, out T number)
        where T : struct, IBinaryInteger<T>
    {
        number = default;
        foreach (var digit in text)
        {
            if (!char.IsAsciiHexDigit(digit))
            {
                return false;
            }
        }

        return T.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
    }
}

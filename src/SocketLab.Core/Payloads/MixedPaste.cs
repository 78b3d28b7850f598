using System.Globalization;
using System.Text;

namespace SocketLab.Core.Payloads;

/// <summary>Recognises text with bytes in brackets, such as <c>HELLO[0D 0A]</c>, as other tools show and take it.</summary>
public static class MixedPaste
{
    /// <summary>Writes the bytes in brackets as escapes. It is an offer for a person to take: brackets may mean what they say.</summary>
    /// <remarks>
    /// A group is complete pairs of hexadecimal digits with single blanks between. Decimal numbers (<c>[10]</c>, <c>[10 20]</c>) and two
    /// small
    /// letters (<c>[de]</c>) are ordinary writing: such groups are converted only beside another that can be nothing else, such as
    /// <c>[0D]</c> or <c>[FF 00]</c>.
    /// </remarks>
    /// <param name="text">What was pasted.</param>
    /// <param name="converted">The same with <c>\xHH</c>, to be read as <see cref="PayloadFormat.Text"/>.</param>
    /// <returns>Whether there is something to offer.</returns>
    public static bool TryConvert(string text, out string converted)
    {
        converted = text;
        var (result, done, isEvident) = (new StringBuilder(), 0, false);
        for (var open = text.IndexOf('[', StringComparison.Ordinal); open >= 0; open = text.IndexOf('[', open + 1))
        {
            var length = GroupLength(text.AsSpan(open + 1));
            if (length == 0)
            {
                continue;
            }

            var group = text.AsSpan(open + 1, length);
            isEvident |= IsEvident(group);
            result.Append(text, done, open - done);
            for (var i = 0; i < group.Length; i += 3)
            {
                result.Append(CultureInfo.InvariantCulture, $@"\x{char.ToLowerInvariant(group[i])}{char.ToLowerInvariant(group[i + 1])}");
            }

            done = open + length + 2;
        }

        if (isEvident)
        {
            converted = result.Append(text, done, text.Length - done).ToString();
        }

        return isEvident;
    }

    /// <summary>The length of the pairs that begin here and end in a bracket; 0 when it is none.</summary>
    private static int GroupLength(ReadOnlySpan<char> rest)
    {
        for (var i = 0; i + 2 < rest.Length && char.IsAsciiHexDigit(rest[i]) && char.IsAsciiHexDigit(rest[i + 1]); i += 3)
        {
            if (rest[i + 2] == ']')
            {
                return i + 2;
            }

            if (rest[i + 2] != ' ')
            {
                break;
            }
        }

        return 0;
    }

    private static bool IsEvident(ReadOnlySpan<char> group)
    {
        var hasLetter = false;
        for (var i = 0; i < group.Length; i += 3)
        {
            var (high, low) = (group[i], group[i + 1]);
            if (
                high == '0'
                || char.IsAsciiLetterUpper(high)
                || char.IsAsciiLetterUpper(low)
                || char.IsAsciiDigit(high) != char.IsAsciiDigit(low)
            )
            {
                return true;
            }

            hasLetter |= char.IsAsciiLetter(high);
        }

        return hasLetter && group.Length > 2;
    }
}

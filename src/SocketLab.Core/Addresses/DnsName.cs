using System.Buffers;
using System.Globalization;
using System.Text;

namespace SocketLab.Core.Addresses;

/// <summary>
/// Host names as DNS has them: what people write in their own letters (<c>münchen.example</c>) becomes <c>xn--mnchen-3ya.example</c>.
/// </summary>
/// <remarks>
/// By IDNA2008 (RFC 5891): capitals become small, and what that standard has no place for is no name (ligatures, wide forms, symbols).
/// An underscore is fine: programs and service names have it (RFC 8552), although host names once had not.
/// </remarks>
public static class DnsName
{
    /// <summary>The longest name, and the longest part of one, that DNS has (RFC 1035, 2.3.4).</summary>
    private const int LongestName = 253,
        LongestLabel = 63;

    private static readonly SearchValues<char> LabelCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
    );

    private static readonly IdnMapping Mapping = new();

    /// <summary>The name in ASCII, as look-ups, certificates and TLS have it; null where it is no host name.</summary>
    /// <remarks>An address is none, and neither is an old spelling of one: it is more likely a slip.</remarks>
    public static string? ToAscii(string text)
    {
        // The dots that input methods for Chinese and Japanese type mean the same (RFC 3490, 3.1).
        var dotted = text.Replace('\u3002', '.').Replace('\uFF0E', '.').Replace('\uFF61', '.');
        var name = Ascii.IsValid(dotted) ? dotted : Encode(dotted.ToLowerInvariant());
        return name is not null && IsName(name) && !IpLiteral.TryParse(name, out _) && IpLiteral.OldSpelling(name) is null ? name : null;
    }

    private static string? Encode(string text)
    {
        if (!text.EnumerateRunes().All(IsInNames))
        {
            return null;
        }

        try
        {
            return Mapping.GetAscii(text);
        }
        catch (ArgumentException)
        {
            // A part is too long, or goes from right to left and from left to right.
            return null;
        }
    }

    /// <summary>
    /// Letters, marks and digits that are the same in every normal form (RFC 5892, 2). An accent beside its letter is none: <c>ü</c> is
    /// one character.
    /// </summary>
    private static bool IsInNames(Rune rune) =>
        rune.IsAscii
        || (
            rune.Value is not (>= 0x300 and <= 0x36F or >= 0xF900 and <= 0xFFFF)
            && Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.LowercaseLetter
                    or UnicodeCategory.OtherLetter
                    or UnicodeCategory.ModifierLetter
                    or UnicodeCategory.NonSpacingMark
                    or UnicodeCategory.SpacingCombiningMark
                    or UnicodeCategory.DecimalDigitNumber
        );

    /// <summary>Letters, digits, hyphens and underscores between dots; a dot at the end says that the name is whole.</summary>
    private static bool IsName(string name)
    {
        var whole = name.EndsWith('.') ? name[..^1] : name;
        return whole.Length <= LongestName
            && whole
                .Split('.')
                .All(label =>
                    label.Length is > 0 and <= LongestLabel && label[0] != '-' && !label.AsSpan().ContainsAnyExcept(LabelCharacters)
                );
    }
}

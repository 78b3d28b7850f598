namespace SocketLab.Core.Definitions;

/// <summary>Wireshark's names of its dissectors, such as <c>http</c>, <c>mbtcp</c> or <c>sip</c>.</summary>
public static class DissectorName
{
    /// <summary>What such a name is, for people.</summary>
    public const string Rule = "Give Wireshark's name of a protocol, such as http or sip: letters, digits, '-', '_' and '.'.";

    /// <summary>Longest name that is taken; Wireshark's own have up to 40 characters.</summary>
    public const int MaxLength = 64;

    /// <summary>Whether a text can be such a name. Whether Wireshark knows it is another question.</summary>
    public static bool IsOne(string name) =>
        name.Length is > 0 and <= MaxLength && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
}

using System.Buffers;
using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Numbers;

namespace SocketLab.Web.Access;

/// <summary>
/// The host of a Host header or setting, without its port (RFC 9110, 7.2; RFC 3986, 3.2.2): a name in lower case, or an address.
/// Stricter than the RFC where strictness costs nobody: browsers write addresses in their canonical form,
/// so <c>127.1</c>, <c>0x7f.0.0.1</c> and <c>localhost.</c> are no spellings that a person's browser would send.
/// </summary>
internal readonly record struct HostName(string Name, IPAddress? Address)
{
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

    // No scope (%eth0), and neither the brackets nor the port that IPAddress.TryParse would take as well.
    private static readonly SearchValues<char> AddressCharacters = SearchValues.Create("abcdefABCDEF0123456789:.");

    public bool IsLoopback => Address is null ? Name == "localhost" : IPAddress.IsLoopback(Address);

    /// <summary>A host with an optional port, as in a Host header.</summary>
    public static bool TryParseWithPort(string text, out HostName host)
    {
        host = default;
        var end = text.StartsWith('[') ? text.IndexOf(']') + 1 : text.IndexOf(':');
        if (end < 0)
            end = text.Length;
        return end > 0 && IsPort(text.AsSpan(end)) && TryParse(text[..end], out host);
    }

    /// <summary>A host alone, as in the settings; an IPv6 address with or without brackets.</summary>
    public static bool TryParse(string text, out HostName host)
    {
        host = default;
        var bracketed = text.StartsWith('[') && text.EndsWith(']');
        var bare = bracketed ? text[1..^1] : text;
        if (bracketed || bare.Contains(':'))
        {
            if (bare.AsSpan().ContainsAnyExcept(AddressCharacters))
                return false;
            if (!IPAddress.TryParse(bare, out var v6) || v6.AddressFamily != AddressFamily.InterNetworkV6)
                return false;
            host = new HostName("", v6.ToComparable());
            return true;
        }
        var name = bare.ToLowerInvariant();
        if (name.Length is 0 or > 253 || name.AsSpan().ContainsAnyExcept(NameCharacters))
            return false;
        if (IPAddress.TryParse(name, out var v4))
        {
            // The parser also takes the old spellings (one number, hexadecimal, octal).
            if (v4.ToString() != name)
                return false;
            host = new HostName("", v4);
            return true;
        }
        if (name.Split('.').Any(label => label.Length is 0 or > 63))
            return false;
        host = new HostName(name, null);
        return true;
    }

    private static bool IsPort(ReadOnlySpan<char> text) =>
        text.IsEmpty || (text[0] == ':' && WholeNumber.TryRead<ushort>(text[1..], out _));
}

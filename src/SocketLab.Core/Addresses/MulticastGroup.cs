using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace SocketLab.Core.Addresses;

/// <summary>
/// A multicast group to join: <c>GROUP[%INTERFACE][@SOURCE]</c>, such as <c>239.1.2.3</c>, <c>ff02::1:3%eth0</c>,
/// <c>232.1.1.1@10.0.0.5</c>.
/// </summary>
/// <param name="Address">The group (RFC 1112: 224.0.0.0/4; RFC 4291, 2.7: ff00::/8).</param>
/// <param name="Interface">Where to join, by name, number or address; null for the endpoint's interface.</param>
/// <param name="Source">The only sender to hear (RFC 4607); null for all.</param>
public sealed record MulticastGroup(IPAddress Address, string? Interface, IPAddress? Source)
{
    /// <summary>Whether <paramref name="address"/> is a group's.</summary>
    public static bool IsGroup(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? address.IsIPv6Multicast : address.GetAddressBytes()[0] is >= 224 and <= 239;

    /// <summary>Reads a group as it is written.</summary>
    /// <param name="text">What somebody wrote.</param>
    /// <param name="group">The group.</param>
    /// <param name="error">What is wrong with it, for people.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out MulticastGroup? group, [NotNullWhen(false)] out string? error)
    {
        (group, error) = (null, null);
        var (rest, source) = Split(text, '@');
        var (literal, on) = Split(rest, '%');
        IPAddress? from = null;
        if (!IpLiteral.TryParse(literal, out var address) || !IsGroup(address))
        {
            error = $"'{literal}' is not a multicast address. IPv4 has 224.0.0.0 to 239.255.255.255, IPv6 what begins with ff.";
        }
        else if (on is "" || on?.Any(char.IsControl) == true)
        {
            error = "Behind % belongs an interface, by name, number or address.";
        }
        else if (
            source is not null
            && (!IpLiteral.TryParse(source, out from) || from.AddressFamily != address.AddressFamily || IsGroup(from))
        )
        {
            error = $"'{source}' is no source of {address}: that is one sender's address, of the same family.";
        }
        else
        {
            group = new MulticastGroup(address, on, from);
        }

        return group is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Address}{(Interface is null ? "" : $"%{Interface}")}{(Source is null ? "" : $"@{Source}")}";

    private static (string Before, string? After) Split(string text, char mark)
    {
        var place = text.IndexOf(mark, StringComparison.Ordinal);
        return place < 0 ? (text, null) : (text[..place], text[(place + 1)..]);
    }
}

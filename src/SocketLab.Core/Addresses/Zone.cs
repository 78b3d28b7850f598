using System.Net;
using System.Net.Sockets;

namespace SocketLab.Core.Addresses;

/// <summary>
/// The zone of an IPv6 address (RFC 4007): the interface behind the percent sign of <c>fe80::1%eth0</c>, by name or number.
/// </summary>
/// <remarks>The framework's reader takes any, and drops one that does not exist in silence.</remarks>
public static class Zone
{
    private const char Mark = '%';

    /// <summary>What stands behind the percent sign; null where there is none.</summary>
    public static string? Of(string address)
    {
        var mark = address.IndexOf(Mark, StringComparison.Ordinal);
        return mark < 0 ? null : address[(mark + 1)..];
    }

    /// <summary>Whether this machine has no such interface now. Where an address has no zone, nothing is missing.</summary>
    public static bool IsMissing(string address) => Of(address) is { } zone && !Exists(zone);

    /// <summary>What is wrong with the zone of an address that is spelled right; null when nothing is.</summary>
    /// <param name="address">The address as somebody wrote it; a name has no zone.</param>
    /// <param name="mustHave">Whether an address that means something on one link alone needs one.</param>
    public static string? ProblemOf(string address, bool mustHave)
    {
        if (!IpLiteral.TryParse(address, out var literal) || literal.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return null;
        }

        var bare = new IPAddress(literal.GetAddressBytes());
        return (Of(address), AddressScope.NeedsZone(bare)) switch
        {
            (null, true) when mustHave =>
                $"{bare} means something on one link alone: say on which interface, such as {bare}%{NamesToChoose()[0]}.",
            (null, _) => null,
            (_, false) => $"{bare} needs no interface behind it, and none would be used: leave %{Of(address)} out.",
            var (zone, _) => Exists(zone) ? null : NoInterface(zone),
        };
    }

    /// <summary>Says that this machine has no such interface, and which it has.</summary>
    public static string NoInterface(string wanted) =>
        $"This machine has no network interface '{wanted}'. It has {string.Join(", ", NamesToChoose())}.";

    private static bool Exists(string zone) => InterfaceLookup.Find(zone) is not null;

    private static string[] NamesToChoose()
    {
        string[] names = [.. InterfaceLookup.Names()];
        return names.Length > 0 ? names : ["lo"];
    }
}

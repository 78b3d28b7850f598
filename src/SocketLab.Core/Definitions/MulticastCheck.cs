using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;

namespace SocketLab.Core.Definitions;

/// <summary>Says what is wrong with the multicast options of a definition.</summary>
internal static class MulticastCheck
{
    /// <summary>More than any system lets one socket join (Linux: 20 of IPv4, unless told otherwise).</summary>
    private const int MaxGroups = 256;

    private const int MaxInterfaceLength = 64;

    /// <summary>Everything wrong with the groups, the interface and the hops.</summary>
    public static IEnumerable<DefinitionError> Validate(EndpointDefinition definition)
    {
        var udp = definition.Udp;
        if (udp.MulticastTtl is < 0 or > 255)
        {
            yield return new("$.udp.multicastTtl", $"{udp.MulticastTtl} is out of range: 0 to 255.");
        }

        if (udp.MulticastInterface is { } name && (name.Length is 0 or > MaxInterfaceLength || name.Any(char.IsControl)))
        {
            yield return new("$.udp.multicastInterface", "Name an interface by name, number or address, such as lo, 1 or 127.0.0.1.");
        }

        if (udp.MulticastGroups.Count > MaxGroups || (udp.MulticastGroups.Count > 0 && !definition.Kind.IsUdp()))
        {
            yield return new(
                "$.udp.multicastGroups",
                definition.Kind.IsUdp() ? $"A socket joins {MaxGroups} groups at most." : "Groups are for UDP."
            );
            yield break;
        }

        if (definition.IsUnix && udp.MulticastGroups.Count > 0)
        {
            yield return new("$.udp.multicastGroups", "Unix sockets have no groups.");
            yield break;
        }

        var local = definition.Local ?? definition.Kind.Traits().DefaultLocal;
        var bound =
            local is null ? IPAddress.IPv6Any
            : IpLiteral.TryParse(local.Address, out var address) ? address
            : null;
        var seen = new HashSet<MulticastGroup>();
        for (var i = 0; i < udp.MulticastGroups.Count; i++)
        {
            if (ProblemOf(udp.MulticastGroups[i], bound, seen) is { } error)
            {
                yield return new($"$.udp.multicastGroups[{i}]", error);
            }
        }
    }

    /// <summary>What is wrong with a group; null when nothing is.</summary>
    /// <param name="text">The group as written.</param>
    /// <param name="bound">Where the socket is to be bound; null when that is wrong itself.</param>
    /// <param name="seen">The groups before it.</param>
    private static string? ProblemOf(string text, IPAddress? bound, HashSet<MulticastGroup> seen)
    {
        if (!MulticastGroup.TryParse(text, out var group, out var error))
        {
            return error;
        }

        var hearsBoth = IPAddress.IPv6Any.Equals(bound);
        return !seen.Add(group) ? $"{group} is in the list already."
            : bound is null || hearsBoth ? null
            : bound.AddressFamily != group.Address.AddressFamily
                ? $"A socket bound to {bound} does not hear "
                    + $"{(group.Address.AddressFamily == AddressFamily.InterNetwork ? "IPv4" : "IPv6")}: bind to :: for both."
            : bound.Equals(IPAddress.Any) || bound.ToComparable().Equals(group.Address.ToComparable()) ? null
            : $"A socket bound to {bound} hears no group: listen on "
                + $"{(group.Address.AddressFamily == AddressFamily.InterNetwork ? "0.0.0.0" : "::")} instead, and name the interface where "
                + "groups are joined.";
    }
}

using SocketLab.Core.Addresses;

namespace SocketLab.Core.Definitions;

/// <summary>
/// Says where what somebody asks for names a network interface that this machine does not have, or names none where one is needed.
/// </summary>
/// <remarks>
/// Apart from <see cref="DefinitionValidator"/>, since interfaces come and go: a definition that is stored stays valid while a VPN is down.
/// </remarks>
public static class InterfaceCheck
{
    /// <summary>Everything that is wrong with the interfaces of a definition.</summary>
    /// <param name="definition">What somebody asks for.</param>
    /// <param name="before">What is in force: what has not changed is not looked at.</param>
    public static IEnumerable<DefinitionError> Validate(EndpointDefinition definition, EndpointDefinition? before = null)
    {
        if (definition.Local is { } local && local != before?.Local && Zone.ProblemOf(local.Address, mustHave: true) is { } ofLocal)
        {
            yield return new("$.local.address", ofLocal);
        }

        if (definition.Remote is { } remote && remote != before?.Remote && Zone.ProblemOf(remote.Host, mustHave: false) is { } ofRemote)
        {
            yield return new("$.remote.host", ofRemote);
        }

        var udp = definition.Udp;
        if (udp.MulticastInterface is { } name && name != before?.Udp.MulticastInterface && ProblemOf(name) is { } ofInterface)
        {
            yield return new("$.udp.multicastInterface", ofInterface);
        }

        for (var i = 0; i < udp.MulticastGroups.Count; i++)
        {
            if (
                before?.Udp.MulticastGroups.Contains(udp.MulticastGroups[i]) != true
                && ProblemOfGroup(udp.MulticastGroups[i]) is { } ofGroup
            )
            {
                yield return new($"$.udp.multicastGroups[{i}]", ofGroup);
            }
        }
    }

    /// <summary>What is wrong with the interface that a group names; null when nothing is.</summary>
    private static string? ProblemOfGroup(string group) =>
        MulticastGroup.TryParse(group, out var parsed, out _) && parsed.Interface is { } name ? ProblemOf(name) : null;

    /// <summary>A group's interface may be named by an address of it as well.</summary>
    private static string? ProblemOf(string name) => InterfaceLookup.Find(name) is not null ? null : Zone.NoInterface(name);
}

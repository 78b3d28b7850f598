using System.Net;
using SocketLab.Core.Addresses;

namespace SocketLab.Core.Faults;

/// <summary>Explains why an address or an interface cannot be used, where no call of the system failed.</summary>
public static class AddressFaults
{
    /// <summary>A destination of a family that a socket does not reach from where it is bound.</summary>
    /// <param name="bound">Where the socket is bound.</param>
    /// <param name="verb">What was to be done, such as <c>send to</c>.</param>
    /// <param name="target">The destination.</param>
    public static Fault OtherFamily(string bound, string verb, string target) =>
        new(
            FaultCode.AddressNotAvailable,
            $"A socket bound to {bound} cannot {verb} {target}.",
            "Use a destination of the same address family, or bind to another address."
        );

    /// <summary>An answer that would have to leave from an address which this machine has lost.</summary>
    /// <param name="address">The address that was asked.</param>
    /// <param name="peer">Who asked.</param>
    public static Fault NoLongerOurs(string address, string peer) =>
        new(
            FaultCode.AddressNotAvailable,
            $"{peer} asked {address}, which is not an address of this machine any more: no answer can leave from it.",
            "Give the machine its address back, or let the peer ask another one."
        );

    /// <summary>Whether an address means something on one link alone, and no interface says on which.</summary>
    public static bool LacksZone(IPEndPoint target) => AddressScope.NeedsZone(target.Address) && target.Address.ScopeId == 0;

    /// <inheritdoc cref="LacksZone(IPEndPoint)"/>
    public static bool LacksZone(string target) => IPEndPoint.TryParse(target, out var parsed) && LacksZone(parsed);

    /// <summary>A link-local address without the interface that it takes.</summary>
    public static Fault NoZone(string target) =>
        new(
            FaultCode.AddressNotAvailable,
            $"{target} means something on one link alone, and nothing says on which interface that is.",
            "Write the interface behind the address, by name or number, such as fe80::1%eth0."
        );

    /// <summary>An interface that this machine does not have.</summary>
    /// <param name="wanted">What somebody wrote.</param>
    /// <param name="names">The names of those that there are.</param>
    public static Fault NoInterface(string wanted, IEnumerable<string> names) =>
        new(
            FaultCode.AddressNotAvailable,
            $"This machine has no network interface '{wanted}'.",
            $"It has {string.Join(", ", names.Order(StringComparer.Ordinal))}; a number or an address does as well."
        );

    /// <summary>A group for one source, on a system where SocketLab cannot say which.</summary>
    public static Fault NoSourceChoice(string group) =>
        new(FaultCode.SocketError, $"SocketLab cannot choose the source of {group} on this system.", "Join the group without @SOURCE.");
}

using System.Net;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Transport;

/// <summary>Where SocketLab may send and connect to: what the settings allow, less what they deny, less what nobody means.</summary>
/// <remarks>It judges addresses, never names: what a name stands for is decided by whoever runs its DNS.</remarks>
public sealed class DestinationPolicy(IEnumerable<IPNetwork> deny, IEnumerable<IPNetwork> allow)
{
    private const string Elsewhere = "Choose another destination, or have the server's settings changed (SocketLab:Destinations).";

    private static readonly IPAddress CloudMetadata = IPAddress.Parse("169.254.169.254");

    private readonly IPNetwork[] _deny = [.. deny];
    private readonly IPNetwork[] _allow = [.. allow];

    /// <summary>Where Unix sockets may lie, which have no network.</summary>
    public UnixFolders UnixSockets { get; init; } = UnixFolders.None;

    /// <summary>No lists: only what nobody means is denied.</summary>
    public static DestinationPolicy Default { get; } = new([], []);

    /// <summary>Why nothing may go to <paramref name="address"/>; null when it may.</summary>
    public Fault? Refusal(IPAddress address)
    {
        var plain = Plain(address);
        if (plain.Equals(IPAddress.Any) || plain.Equals(IPAddress.IPv6Any))
        {
            return SocketFaults.Denied(plain.ToString(), "it means every address of this machine, not one");
        }

        if (plain.Equals(CloudMetadata))
        {
            return SocketFaults.Denied(plain.ToString(), "it serves credentials to cloud machines");
        }

        if (Array.Exists(_deny, network => network.Contains(plain)))
        {
            return SocketFaults.Denied(plain.ToString(), "the settings deny it", Elsewhere);
        }

        return _allow.Length == 0 || Array.Exists(_allow, network => network.Contains(plain))
            ? null
            : SocketFaults.Denied(plain.ToString(), "the settings allow other destinations only", Elsewhere);
    }

    /// <summary>Those of <paramref name="addresses"/> that may be sent to.</summary>
    /// <exception cref="NetworkException">None may.</exception>
    internal IReadOnlyList<IPAddress> Permitted(IReadOnlyList<IPAddress> addresses)
    {
        IPAddress[] permitted = [.. addresses.Where(address => Refusal(address) is null)];
        return permitted.Length > 0 ? permitted : throw new NetworkException(Refusal(addresses[0])!);
    }

    /// <summary>IPv4 inside IPv6 reaches the same machine as IPv4 does, and a scope only says through which interface.</summary>
    private static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : address.GetAddressBytes() is { Length: 16 } bytes ? new IPAddress(bytes)
        : address;
}

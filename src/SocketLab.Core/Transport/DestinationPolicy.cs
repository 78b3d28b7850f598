using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Transport;

/// <summary>Where SocketLab may send and connect to: what the settings allow, less what they deny, less what nobody means.</summary>
/// <remarks>It judges addresses, never names: what a name stands for is decided by whoever runs its DNS.</remarks>
public sealed class DestinationPolicy(IEnumerable<IPNetwork> deny, IEnumerable<IPNetwork> allow)
{
    private const string Elsewhere = "Choose another destination, or have the server's settings changed (SocketLab:Destinations).";

    private const string ControlHint = "Choose another destination. What SocketLab can do is in its own pages and API.";

    private readonly IPNetwork[] _deny = [.. deny];
    private readonly IPNetwork[] _allow = [.. allow];

    /// <summary>Where Unix sockets may lie, which have no network.</summary>
    public UnixFolders UnixSockets { get; init; } = UnixFolders.None;

    /// <summary>
    /// The TCP addresses from which SocketLab serves its own pages and API; a wildcard means every address of this machine. They are asked
    /// for anew each time, since the host may bind others while it runs.
    /// </summary>
    public Func<IReadOnlyList<IPEndPoint>> ControlAddresses { get; init; } = static () => [];

    /// <summary>No lists: only what nobody means is denied.</summary>
    public static DestinationPolicy Default { get; } = new([], []);

    /// <summary>Why nothing may go to <paramref name="address"/>; null when it may.</summary>
    public Fault? Refusal(IPAddress address)
    {
        var plain = address.ToComparable();
        var inside = EmbeddedIPv4.Of(plain);
        if (plain.IsUnspecified())
        {
            return SocketFaults.Denied(plain.ToString(), "it means every address of this machine, not one");
        }

        if (CloudMetadata.Contains(plain) || inside.Any(CloudMetadata.Contains))
        {
            return SocketFaults.Denied(plain.ToString(), "it serves credentials to cloud machines");
        }

        if (Array.Exists(_deny, network => network.Contains(plain) || inside.Any(network.Contains)))
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

    /// <summary>Those of <paramref name="candidates"/> that a TCP connection may go to: none to SocketLab itself.</summary>
    /// <exception cref="NetworkException">None may.</exception>
    internal IReadOnlyList<IPEndPoint> PermittedForTcp(IReadOnlyList<IPEndPoint> candidates)
    {
        var control = ControlAddresses();
        IPEndPoint[] permitted = [.. candidates.Where(candidate => !control.Any(own => IsSame(own, candidate)))];
        return permitted.Length > 0
            ? permitted
            : throw new NetworkException(
                SocketFaults.Denied(candidates[0].ToString(), "SocketLab's own pages and API are served there", ControlHint)
            );
    }

    /// <summary>Whether SocketLab serves its own pages and API on that TCP port of some address.</summary>
    internal bool IsControlPort(int port) => ControlAddresses().Any(own => own.Port == port);

    private static bool IsSame(IPEndPoint own, IPEndPoint candidate)
    {
        var address = candidate.Address.ToComparable();
        return own.Port == candidate.Port
            && (own.Address.IsUnspecified() ? NetworkInterfaces.IsOwn(address) : own.Address.ToComparable().Equals(address));
    }
}

using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Transport;

/// <summary>Turns names into addresses that may be sent to. What it returns is what is then used: no second look-up.</summary>
public static class HostResolver
{
    private static readonly TimeSpan LookupTimeout = TimeSpan.FromSeconds(10);

    /// <summary>All addresses of <paramref name="remote"/> that may be sent to, IPv4 first: what most peers of a lab listen on.</summary>
    /// <exception cref="NetworkException">The name has no address, the look-up took too long, the address names an interface that is not
    /// there, or SocketLab does not send there.</exception>
    public static async Task<IReadOnlyList<IPEndPoint>> ResolveAllAsync(
        RemoteAddress remote,
        DestinationPolicy policy,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var addresses = HostAddress.TryParse(remote.Host) is { } literal ? [literal] : await LookUpAsync(remote.Host, time, cancellation);
        return Select(addresses, remote, policy);
    }

    /// <summary>Those of <paramref name="addresses"/> of the family asked for that may be sent to, IPv4 first.</summary>
    internal static IReadOnlyList<IPEndPoint> Select(IReadOnlyList<IPAddress> addresses, RemoteAddress remote, DestinationPolicy policy)
    {
        // IPv4 inside IPv6 is for sockets of both families; as IPv4 it is for all.
        IPAddress[] suitable = [.. addresses.Select(IpAddresses.Unmapped).Where(address => remote.Family.Includes(address))];
        return suitable.Length == 0
            ? throw new NetworkException(SocketFaults.NotFound(remote.Host, remote.Family))
            :
            [
                .. policy
                    .Permitted(suitable)
                    .OrderBy(a => a.AddressFamily == AddressFamily.InterNetwork ? 0 : 1)
                    .Select(a => new IPEndPoint(a, remote.Port)),
            ];
    }

    /// <summary>
    /// The first of <paramref name="candidates"/> that a socket bound to <paramref name="bound"/> can reach; the first of all if none is.
    /// </summary>
    public static IPEndPoint Choose(IReadOnlyList<IPEndPoint> candidates, IPEndPoint? bound) =>
        candidates.FirstOrDefault(candidate =>
            bound is null || bound.Address.Equals(IPAddress.IPv6Any) || candidate.AddressFamily == bound.AddressFamily
        ) ?? candidates[0];

    private static async Task<IPAddress[]> LookUpAsync(string host, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host, cancellation).WaitAsync(LookupTimeout, time, cancellation);
            return addresses.Length > 0 ? addresses : throw new NetworkException(SocketFaults.NotFound(host));
        }
        catch (SocketException error)
        {
            throw new NetworkException(SocketFaults.NotFound(host), error);
        }
        catch (TimeoutException error)
        {
            throw new NetworkException(
                SocketFaults.NotFound(host) with
                {
                    Message = $"Looking up {host} took longer than {LookupTimeout.TotalSeconds:N0} s.",
                },
                error
            );
        }
    }
}

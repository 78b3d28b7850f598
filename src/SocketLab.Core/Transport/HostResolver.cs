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

    // The system's look-up cannot be cancelled: it goes on after our time-out, with a thread and open sockets of its own.
    private static readonly SemaphoreSlim Lookups = new(Descriptors.Lookups);

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
        var asked = DnsName.ToAscii(host) ?? host;
        var shown = asked == host ? host : $"{host} ({asked})";
        using var deadline = new CancellationTokenSource(LookupTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            await Lookups.WaitAsync(either.Token);
            var addresses = await AskAsync(asked).WaitAsync(either.Token);
            return addresses.Length > 0 ? addresses : throw new NetworkException(SocketFaults.NotFound(shown));
        }
        catch (SocketException error)
        {
            // Where no file can be opened, the system says that there is no such name.
            throw new NetworkException(Descriptors.AreUsedUp ? SocketFaults.OutOfFiles : SocketFaults.NotFound(shown), error);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new NetworkException(
                SocketFaults.NotFound(shown) with
                {
                    Message = $"Looking up {shown} took longer than {LookupTimeout.TotalSeconds:N0} s.",
                },
                error
            );
        }
    }

    private static async Task<IPAddress[]> AskAsync(string host)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host);
        }
        finally
        {
            Lookups.Release();
        }
    }
}

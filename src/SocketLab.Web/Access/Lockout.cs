using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;

namespace SocketLab.Web.Access;

/// <summary>
/// Counts failures by remote address over a sliding window. The rate limiters of the framework count requests, not
/// failures, and know no TimeProvider. Bounded: beyond <see cref="MaxAddresses"/> the one that failed longest ago is forgotten.
/// Not thread-safe: <see cref="Attempts"/> holds the lock over asking, comparing and counting.
/// </summary>
internal sealed class Lockout(int limit, TimeSpan window, TimeProvider time)
{
    public const int MaxAddresses = 4096;

    private readonly Dictionary<IPAddress, List<Failure>> _failures = [];

    /// <summary>How long the address has to wait, or null if it may try.</summary>
    public TimeSpan? WaitOf(IPAddress? remote)
    {
        if (!_failures.TryGetValue(KeyOf(remote), out var failures))
            return null;
        failures.RemoveAll(f => time.GetElapsedTime(f.At) >= window);
        return failures.Count >= limit ? window - time.GetElapsedTime(failures[^limit].At) : null;
    }

    /// <param name="remote">Who failed.</param>
    /// <param name="what">If given, the same thing failing again counts once: a script with an old token is no guesser.</param>
    /// <returns>Whether the address is locked out now.</returns>
    public bool Count(IPAddress? remote, string? what = null)
    {
        var key = KeyOf(remote);
        if (!_failures.TryGetValue(key, out var failures))
        {
            if (_failures.Count >= MaxAddresses)
                _failures.Remove(_failures.MinBy(f => LastOf(f.Value)).Key);
            _failures[key] = failures = [];
        }
        failures.RemoveAll(f => what is not null && f.What == what);
        failures.Add(new Failure(time.GetTimestamp(), what));
        return WaitOf(remote) is not null;
    }

    private static long LastOf(List<Failure> failures) => failures.Count == 0 ? long.MinValue : failures[^1].At;

    // One customer's IPv6 network is a /64: counting its single addresses would count nothing.
    private static IPAddress KeyOf(IPAddress? remote)
    {
        if (remote is null)
            return IPAddress.None;
        var plain = remote.ToComparable();
        if (plain.AddressFamily != AddressFamily.InterNetworkV6)
            return plain;
        var bytes = plain.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private readonly record struct Failure(long At, string? What);
}

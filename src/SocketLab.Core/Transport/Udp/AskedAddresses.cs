using SocketLab.Core.Addresses;

namespace SocketLab.Core.Transport.Udp;

/// <summary>Which of this machine's addresses each peer of a wildcard socket asked last: what goes to it leaves from there.</summary>
/// <remarks>
/// Peers take answers from the address that they asked alone (RFC 1123, 2.3). Used under the transport's lock, and made so that a flood
/// from one peer costs a comparison a datagram. Overflow policy: the peers that were not heard for the longest time are forgotten, and what
/// goes to them leaves from where the system's routes say.
/// </remarks>
internal sealed class AskedAddresses
{
    /// <summary>Peers that are remembered at least; at most it is twice as many.</summary>
    public const int MinPeers = 2048;

    private PeerAddress _newest;
    private LocalEnd _newestEnd;
    private Dictionary<PeerAddress, LocalEnd> _recent = [];
    private Dictionary<PeerAddress, LocalEnd> _older = [];

    /// <summary>Remembers what a peer asked.</summary>
    public void Remember(PeerAddress peer, LocalEnd end)
    {
        if (peer == _newest && end == _newestEnd)
        {
            return;
        }

        (_newest, _newestEnd) = (peer, end);
        if (_recent.Count == MinPeers && !_recent.ContainsKey(peer))
        {
            (_recent, _older) = (_older, _recent);
            _recent.Clear();
        }

        _recent[peer] = end;
    }

    /// <summary>Forgets a peer.</summary>
    public void Forget(PeerAddress peer)
    {
        (_newest, _newestEnd) = (PeerAddress.None, LocalEnd.None);
        _recent.Remove(peer);
        _older.Remove(peer);
    }

    /// <summary>What a peer asked last; nothing where it was not heard lately.</summary>
    public LocalEnd Find(PeerAddress peer) => _recent.TryGetValue(peer, out var end) ? end : _older.GetValueOrDefault(peer);
}

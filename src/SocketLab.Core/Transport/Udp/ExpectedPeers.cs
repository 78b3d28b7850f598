using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Transport.Udp;

/// <summary>Whom a UDP sender has asked lately, and so expects to hear from.</summary>
/// <remarks>
/// Anybody may send to an open port: an answer from elsewhere is a mistake, a second interface of the peer, or forged. Used under the
/// transport's lock. Overflow policy: the destination that was not used for the longest time is forgotten.
/// </remarks>
internal sealed class ExpectedPeers
{
    /// <summary>Destinations that are remembered.</summary>
    public const int MaxPeers = 1024;

    private readonly Dictionary<PeerAddress, LinkedListNode<PeerAddress>> _peers = [];
    private readonly LinkedList<PeerAddress> _byUse = new();
    private PeerAddress _remote;
    private PeerAddress _newest;
    private bool _anybody;

    /// <summary>Adds the remote of the definition, which is never forgotten.</summary>
    public void AddForGood(PeerAddress remote)
    {
        _remote = remote;
        RecordReach(remote);
    }

    /// <summary>Adds a destination. Whoever is in a group or a network may answer what was sent to all of it.</summary>
    public void Add(PeerAddress peer)
    {
        if (peer == _newest || peer == _remote)
        {
            return;
        }

        _newest = peer;
        RecordReach(peer);
        if (_peers.TryGetValue(peer, out var node))
        {
            _byUse.Remove(node);
        }
        else
        {
            if (_peers.Count == MaxPeers)
            {
                _peers.Remove(_byUse.First!.Value);
                _byUse.RemoveFirst();
            }

            _peers.Add(peer, node = new(peer));
        }

        _byUse.AddLast(node);
    }

    /// <summary>The marks of a datagram from <paramref name="peer"/>.</summary>
    public EntryMarks MarksFor(PeerAddress peer) =>
        _anybody || peer == _newest || peer == _remote || _peers.ContainsKey(peer) || (peer.HasZone && IsExpectedOnAnyLink(peer))
            ? EntryMarks.None
            : EntryMarks.UnexpectedPeer;

    /// <summary>Whether it was asked by an address that did not say on which link: the system chose one, and answers name it.</summary>
    private bool IsExpectedOnAnyLink(PeerAddress peer)
    {
        var bare = peer.WithoutZone();
        return bare == _remote || _peers.ContainsKey(bare);
    }

    private void RecordReach(PeerAddress peer) => _anybody |= !peer.IsUnix && AddressScope.MayReachMany(peer.ToIPEndPoint().Address);
}

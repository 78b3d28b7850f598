using SocketLab.Core.Addresses;

namespace SocketLab.Core.Capture.Writing;

/// <summary>
/// Finds connections of which both ends are in one file, as when an endpoint talks to another. On a wire each of their packets is there
/// once, and a reader takes a second one for a retransmission: so they are written as the end that comes first saw them.
/// </summary>
/// <remarks>Overflow policy: beyond the limit all are forgotten, and a connection that is under way may then appear twice.</remarks>
internal sealed class MirrorTable
{
    private const int MaxConnections = 65_536;

    private readonly Dictionary<(PeerAddress Local, PeerAddress Peer), CaptureInterface> _owners = [];

    /// <summary>Whether the other end of a connection is written already; if not, this one will be.</summary>
    public bool IsMirror(CaptureInterface on, PeerAddress local, PeerAddress peer)
    {
        if (_owners.TryGetValue((peer, local), out var owner) && owner != on)
        {
            return true;
        }

        if (_owners.Count == MaxConnections)
        {
            _owners.Clear();
        }

        _owners[(local, peer)] = on;
        return false;
    }
}

using System.Text;
using SocketLab.Core.Addresses;

namespace SocketLab.Core.Transport.Udp;

/// <summary>Names the peers of a Unix datagram socket. Used by one receive loop.</summary>
internal sealed class UnixPeers(UnixFolders folders)
{
    private const int FamilyBytes = sizeof(ushort);

    private byte[] _lastPath = [];
    private PeerAddress _last = PeerAddress.FromUnix("");

    /// <summary>
    /// Who sent: a <c>sockaddr_un</c> (unix(7)), as long as the system filled it. A socket that was never bound has no name.
    /// </summary>
    public PeerAddress PeerOf(ReadOnlySpan<byte> sockaddr)
    {
        var path = sockaddr.Length <= FamilyBytes ? default : sockaddr[FamilyBytes..];
        if (!path.SequenceEqual(_lastPath))
        {
            (_lastPath, _last) = (path.ToArray(), Name(path));
        }

        return _last;
    }

    private PeerAddress Name(ReadOnlySpan<byte> path)
    {
        if (path is [0, ..])
        {
            // An abstract name is no file; tools write it with an at sign.
            return PeerAddress.FromUnix("@" + Encoding.UTF8.GetString(path[1..]));
        }

        var end = path.IndexOf((byte)0);
        return PeerAddress.From(folders.Describe(Encoding.UTF8.GetString(end < 0 ? path : path[..end])));
    }
}

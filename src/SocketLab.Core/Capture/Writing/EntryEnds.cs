using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Capture.Writing;

/// <summary>Says of an endpoint's entries which end of ours they came to or left from.</summary>
/// <remarks>Connections are asked for once each. Overflow policy: beyond the limit all answers are forgotten and asked for again.</remarks>
internal sealed class EntryEnds(CaptureSource source)
{
    private const int MaxConnections = 16_384;

    private readonly Dictionary<ConnectionId, PeerAddress> _connections = [];

    /// <summary>Our end of an entry: a datagram has its own, stream data its connection's; none where nobody knows.</summary>
    public PeerAddress LocalOf(in EntryView entry)
    {
        if (entry.ConnectionId.IsNone)
        {
            return entry.Local.ToPeerAddress();
        }

        if (!_connections.TryGetValue(entry.ConnectionId, out var local))
        {
            if (_connections.Count == MaxConnections)
            {
                _connections.Clear();
            }

            _connections.Add(entry.ConnectionId, local = source.LocalOf(entry.ConnectionId));
        }

        return local;
    }
}

using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Endpoints;

/// <summary>
/// Finds which endpoints here are the other side of conversations, of many at once: all connections there are are looked at once, and only
/// where a conversation is one. What is there at the first question counts.
/// </summary>
/// <param name="supervisor">All endpoints.</param>
public sealed class ConversationEnds(EndpointSupervisor supervisor)
{
    private readonly Lazy<ILookup<(PeerAddress, PeerAddress), Endpoint>> _ends = new(() =>
        supervisor
            .List()
            .SelectMany(endpoint => endpoint.Connections.List().Select(one => (Endpoint: endpoint, Connection: one)))
            .ToLookup(one => (one.Connection.Local, one.Connection.Peer), one => one.Endpoint)
    );

    /// <summary>The endpoint at the other side; null where it is none, and where nobody remembers.</summary>
    /// <param name="here">The endpoint at our side.</param>
    /// <param name="connection">The connection; none for datagrams.</param>
    /// <param name="peer">The other side's address.</param>
    public Endpoint? Find(Endpoint here, ConnectionId connection, PeerAddress peer)
    {
        if (connection.IsNone)
        {
            return here.Definition.Kind.Traits().HasSocket && !peer.IsNone
                ? supervisor.FindOtherEnd(here, peer, PeerAddress.None)?.Endpoint
                : null;
        }

        return here.Connections.Find(connection) is { Peer.IsUnix: false } known
            ? _ends.Value[(known.Peer, known.Local)].FirstOrDefault()
            : null;
    }
}

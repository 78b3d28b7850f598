using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Endpoints;

/// <summary>The programs at the other side of endpoints.</summary>
public static class EndpointPrograms
{
    /// <summary>
    /// The program of this machine that is at the other side of an entry; null while that is not known, and where it cannot be known.
    /// </summary>
    public static PeerProgram? ProgramOf(this Endpoint endpoint, Entry entry) =>
        entry.Kind == EntryKind.Datagram ? endpoint.Programs.Find(entry.Peer, entry.Local.ToPeerAddress())
        : entry.ConnectionId.IsNone ? null
        : endpoint.Connections.Find(entry.ConnectionId)?.PeerProgram;
}

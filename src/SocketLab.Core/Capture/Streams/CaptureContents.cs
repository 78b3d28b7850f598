using SocketLab.Core.Journal;

namespace SocketLab.Core.Capture.Streams;

/// <summary>What was in a capture file besides the entries that it became.</summary>
/// <remarks>Overflow policy: of connections beyond the limit the entries are there, but they are in no list.</remarks>
public sealed class CaptureContents
{
    /// <summary>Connections that are listed.</summary>
    public const int MaxConnections = 65_536;

    private readonly Dictionary<ConnectionId, CapturedConnection> _connections = [];

    /// <summary>What the file was called when it was opened.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>All packets of the file.</summary>
    public long Packets { get; internal set; }

    /// <summary>Packets that are neither UDP nor TCP over IP, and no messages: they became no entries.</summary>
    public long OtherPackets { get; internal set; }

    /// <summary>Connections in the file, listed or not.</summary>
    public long ConnectionsTotal { get; private set; }

    /// <summary>The connections, the newest first.</summary>
    public IReadOnlyList<CapturedConnection> ListConnections() => [.. _connections.Values.OrderByDescending(one => one.Id.Number)];

    /// <summary>A connection by its id; null where there is none, and for one that is not listed.</summary>
    public CapturedConnection? Find(ConnectionId id) => _connections.GetValueOrDefault(id);

    internal void Add(CapturedConnection connection)
    {
        ConnectionsTotal++;
        if (_connections.Count < MaxConnections)
        {
            _connections.Add(connection.Id, connection);
        }
    }
}

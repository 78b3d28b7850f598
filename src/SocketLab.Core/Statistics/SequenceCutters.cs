using SocketLab.Core.Journal;

namespace SocketLab.Core.Statistics;

/// <summary>A cutter for each connection, from its first byte on: a stamp may begin anywhere in a stream.</summary>
/// <remarks>
/// Overflow policy: the cutter that was not used for the longest time is forgotten. If its connection goes on, a new one begins there, and
/// a
/// stamp that was just coming is missed.
/// </remarks>
internal sealed class SequenceCutters
{
    /// <summary>Connections that are followed at once.</summary>
    public const int MaxConnections = 1024;

    private readonly Dictionary<ConnectionId, LinkedListNode<(ConnectionId Id, SequenceCutter Cutter)>> _nodes = [];
    private readonly LinkedList<(ConnectionId Id, SequenceCutter Cutter)> _byUse = new();

    /// <summary>Connections that are followed now.</summary>
    public int Count => _nodes.Count;

    /// <summary>The cutter of a connection.</summary>
    public SequenceCutter Of(ConnectionId id)
    {
        if (_nodes.TryGetValue(id, out var node))
        {
            _byUse.Remove(node);
        }
        else
        {
            if (Count == MaxConnections)
            {
                Forget(_byUse.First!.Value.Id);
            }

            _nodes.Add(id, node = new((id, new SequenceCutter())));
        }

        _byUse.AddLast(node);
        return node.Value.Cutter;
    }

    /// <summary>Reads an event: a connection that ended is followed no longer.</summary>
    public void OnEvent(in EntryView entry)
    {
        if (_nodes.ContainsKey(entry.ConnectionId) && entry.EndsConnection)
        {
            Forget(entry.ConnectionId);
        }
    }

    private void Forget(ConnectionId id)
    {
        _nodes.Remove(id, out var node);
        _byUse.Remove(node!);
    }
}

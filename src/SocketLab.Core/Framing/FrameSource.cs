using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Framing;

/// <summary>Which bytes are framed, and how.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Direction">Received or sent.</param>
/// <param name="Options">The framing.</param>
public sealed record FrameSource(ConnectionId Connection, EntryDirection Direction, FramingOptions Options)
{
    /// <summary>Whether an entry carries bytes of this stream.</summary>
    public bool Has(in EntryView entry) => entry.Kind == EntryKind.Data && entry.Direction == Direction && entry.ConnectionId == Connection;
}

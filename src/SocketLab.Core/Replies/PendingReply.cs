using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Replies;

/// <summary>An answer on its way.</summary>
/// <param name="Payload">The bytes; its own.</param>
/// <param name="Peer">Where a datagram goes.</param>
/// <param name="Connection">Where stream data goes; none for a datagram.</param>
/// <param name="CloseAfter">Whether the connection is closed afterwards.</param>
/// <param name="Sends">Whether there is anything to send: an empty datagram is something, an empty piece of a stream is not.</param>
/// <param name="HasRoom">Whether it is no longer than its question, on a stream: the question was let in with it in mind.</param>
/// <param name="Asked">Our end of a datagram's question: the answer leaves from there.</param>
internal sealed record PendingReply(
    ReadOnlyMemory<byte> Payload,
    PeerAddress Peer,
    ConnectionId Connection,
    bool CloseAfter,
    bool Sends,
    bool HasRoom = false,
    LocalEnd Asked = default
)
{
    /// <summary>Whether it was given up while it waited for its delay. Guarded by the lock of <see cref="PendingReplies"/>.</summary>
    public bool IsDropped { get; set; }
}

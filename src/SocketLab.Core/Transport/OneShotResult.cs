using SocketLab.Core.Addresses;

namespace SocketLab.Core.Transport;

/// <summary>One datagram or one read that came back.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="Peer">From whom.</param>
/// <param name="Payload">The bytes.</param>
public sealed record OneShotReply(DateTime Time, PeerAddress Peer, ReadOnlyMemory<byte> Payload);

/// <summary>What a send with no endpoint did.</summary>
/// <param name="Receipt">What was sent.</param>
/// <param name="Replies">What came back while it waited.</param>
public sealed record OneShotResult(SendReceipt Receipt, IReadOnlyList<OneShotReply> Replies);

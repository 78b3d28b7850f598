using SocketLab.Core.Addresses;

namespace SocketLab.Core.Transport;

/// <summary>The replies to a send with no endpoint, up to the limits of <see cref="OneShotSender"/>.</summary>
internal sealed class OneShotReplies
{
    private readonly List<OneShotReply> _replies = [];
    private long _bytes;

    public IReadOnlyList<OneShotReply> All => _replies;

    public bool IsFull => _replies.Count >= OneShotSender.MaxReplies || _bytes >= OneShotSender.MaxReplyBytes;

    public void Add(TimeProvider time, PeerAddress peer, ReadOnlySpan<byte> payload)
    {
        _replies.Add(new OneShotReply(time.GetUtcNow().UtcDateTime, peer, payload.ToArray()));
        _bytes += payload.Length;
    }
}

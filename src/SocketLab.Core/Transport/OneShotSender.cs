using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Transport;

/// <summary>Sends once with no endpoint made first: a socket is opened, used and given back. Nothing is journaled.</summary>
public static class OneShotSender
{
    /// <summary>Replies are gathered up to here, in messages and in bytes; overflow policy: stop listening.</summary>
    public const int MaxReplies = 1000;

    /// <summary>Bytes of all replies together at most, but for the last one's rest.</summary>
    public const int MaxReplyBytes = 4 << 20;

    internal const int BufferBytes = 65_535;

    /// <summary>Sends it and listens for as long as it says.</summary>
    /// <exception cref="NetworkException">It could not be sent whole.</exception>
    public static async Task<OneShotResult> SendAsync(
        OneShotSend send,
        DestinationPolicy destinations,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var candidates = await HostResolver.ResolveAllAsync(send.To, destinations, time, cancellation);
        return send.Protocol == OneShotProtocol.Udp
            ? await OneShotDatagram.SendAsync(send, candidates, time, cancellation)
            : await OneShotStream.SendAsync(send, destinations.PermittedForTcp(candidates), destinations, time, cancellation);
    }
}

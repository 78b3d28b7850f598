using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
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

    /// <summary>Sends <paramref name="payload"/> and listens for <paramref name="wait"/>.</summary>
    /// <exception cref="NetworkException">It could not be sent whole.</exception>
    public static async Task<OneShotResult> SendAsync(
        OneShotProtocol protocol,
        RemoteAddress to,
        ReadOnlyMemory<byte> payload,
        TimeSpan wait,
        DestinationPolicy destinations,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var candidates = await HostResolver.ResolveAllAsync(to, destinations, time, cancellation);
        return protocol == OneShotProtocol.Udp
            ? await SendDatagramAsync(candidates[0], payload, wait, time, cancellation)
            : await OneShotStream.SendAsync(destinations.PermittedForTcp(candidates), payload, wait, time, cancellation);
    }

    private static async Task<OneShotResult> SendDatagramAsync(
        IPEndPoint to,
        ReadOnlyMemory<byte> payload,
        TimeSpan wait,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var isV6 = to.AddressFamily == AddressFamily.InterNetworkV6;
        if (payload.Length > DatagramSize.Longest(to))
        {
            throw new NetworkException(SocketFaults.TooLong(payload.Length));
        }

        try
        {
            using var socket = Descriptors.OpenSocket(to.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(isV6 ? IPAddress.IPv6Any : IPAddress.Any, 0));
            await socket.SendToAsync(payload, SocketFlags.None, to, cancellation);
            var receipt = new SendReceipt(1, payload.Length, (IPEndPoint)socket.LocalEndPoint!, to);
            return new OneShotResult(receipt, await GatherAsync(new byte[BufferBytes], socket, wait, time, cancellation));
        }
        catch (SocketException error)
        {
            throw new NetworkException(SocketFaults.Of(error, to.ToString()), error);
        }
    }

    private static async Task<IReadOnlyList<OneShotReply>> GatherAsync(
        byte[] buffer,
        Socket socket,
        TimeSpan wait,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var replies = new OneShotReplies();
        if (wait <= TimeSpan.Zero)
        {
            return replies.All;
        }

        using var deadline = new CancellationTokenSource(wait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        EndPoint anybody = new IPEndPoint(socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        while (!replies.IsFull)
        {
            try
            {
                var received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, anybody, either.Token);
                replies.Add(time, PeerAddress.From((IPEndPoint)received.RemoteEndPoint), buffer.AsSpan(0, received.ReceivedBytes));
            }
            catch (OperationCanceledException) when (deadline.IsCancellationRequested)
            {
                break;
            }
            catch (SocketException error) when (error.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionRefused)
            {
                // Some systems tell a socket here that nobody listens there: it is no reply, and others may still come.
            }
        }

        return replies.All;
    }
}

using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Transport;

/// <summary>One UDP socket for one datagram and the answers to it.</summary>
internal static class OneShotDatagram
{
    public static async Task<OneShotResult> SendAsync(
        OneShotSend send,
        IReadOnlyList<IPEndPoint> candidates,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var (source, to) = Route(send, candidates);
        if (send.Payload.Length > DatagramSize.Longest(to))
        {
            throw new NetworkException(SocketFaults.TooLong(send.Payload.Length));
        }

        using var socket = Open(source, send);
        try
        {
            await socket.SendToAsync(send.Payload, SocketFlags.None, to, cancellation);
            var receipt = new SendReceipt(1, send.Payload.Length, (IPEndPoint)socket.LocalEndPoint!, to);
            return new OneShotResult(receipt, await GatherAsync(socket, send.Wait, time, cancellation));
        }
        catch (SocketException error)
        {
            throw new NetworkException(
                error.SocketErrorCode == SocketError.AccessDenied
                    ? AccessFault.Of(to, send.Broadcast)
                    : SocketFaults.Of(error, to.ToString()),
                error
            );
        }
    }

    /// <summary>Where it leaves from, and the first address of the destination that is reached from there.</summary>
    private static (IPEndPoint Source, IPEndPoint To) Route(OneShotSend send, IReadOnlyList<IPEndPoint> candidates)
    {
        var local = send.Local is { } wanted ? new IPEndPoint(HostAddress.Parse(wanted.Address), wanted.Port) : null;
        var to = HostResolver.Choose(candidates, local);
        var any = to.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
        if (local is null || local.Address.Equals(IPAddress.IPv6Any))
        {
            return (new IPEndPoint(any, local?.Port ?? 0), to);
        }

        return local.AddressFamily == to.AddressFamily
            ? (local, to)
            : throw new NetworkException(AddressFaults.OtherFamily(local.ToString(), "send to", to.ToString()));
    }

    private static Socket Open(IPEndPoint source, OneShotSend send)
    {
        Socket? socket = null;
        try
        {
            socket = Descriptors.OpenSocket(source.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.EnableBroadcast = send.Broadcast;
            socket.Bind(source);
            return socket;
        }
        catch (SocketException error)
        {
            socket?.Dispose();
            throw BindFault.Of(error, source, udp: true);
        }
    }

    private static async Task<IReadOnlyList<OneShotReply>> GatherAsync(
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
        var buffer = new byte[OneShotSender.BufferBytes];
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

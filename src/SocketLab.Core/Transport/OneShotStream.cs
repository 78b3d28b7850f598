using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Transport;

/// <summary>One TCP connection for one send: connect, send all, half-close when it was asked to, wait for answers, close.</summary>
internal static class OneShotStream
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1);

    public static async Task<OneShotResult> SendAsync(
        OneShotSend send,
        IReadOnlyList<IPEndPoint> candidates,
        DestinationPolicy destinations,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var (socket, remote) = await TcpDial.ConnectAsync(candidates, send.Local, destinations, ConnectTimeout, time, cancellation);
        var local = (IPEndPoint)socket.LocalEndPoint!;
        var ended = false;
        try
        {
            if (local.Equals(remote))
            {
                // A simultaneous open with itself (RFC 9293, 3.5): nobody listens there.
                throw new NetworkException(SocketFaults.Refused(remote.ToString()));
            }

            await SendAllAsync(socket, remote, send.Payload, time, cancellation);
            if (send.HalfClose == HalfClose.AfterSend)
            {
                socket.Shutdown(SocketShutdown.Send);
            }

            var replies = new OneShotReplies();
            ended = send.Wait > TimeSpan.Zero && await GatherAsync(socket, remote, replies, send, time, cancellation);
            return new OneShotResult(new SendReceipt(send.Payload.IsEmpty ? 0 : 1, send.Payload.Length, local, remote), replies.All);
        }
        catch (SocketException error)
        {
            ended = true;
            throw new NetworkException(SocketFaults.Of(error, remote.ToString()), error);
        }
        finally
        {
            // Closing with unread data would send RST and could take the peer's copy of what we sent with it.
            _ = ended ? CloseNow(socket) : DrainAndCloseAsync(socket, time);
        }
    }

    private static async Task SendAllAsync(
        Socket socket,
        IPEndPoint remote,
        ReadOnlyMemory<byte> payload,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        using var deadline = new CancellationTokenSource(SendTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            while (payload.Length > 0)
            {
                payload = payload[await socket.SendAsync(payload, SocketFlags.None, either.Token)..];
            }
        }
        catch (OperationCanceledException error) when (deadline.IsCancellationRequested)
        {
            throw new NetworkException(SocketFaults.TimedOut(remote.ToString()), error);
        }
    }

    /// <summary>Gathers what the peer sends back, until the time is over, the limits are reached or the peer has finished.</summary>
    /// <returns>Whether the peer has finished.</returns>
    private static async Task<bool> GatherAsync(
        Socket socket,
        IPEndPoint remote,
        OneShotReplies replies,
        OneShotSend send,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        using var deadline = new CancellationTokenSource(send.Wait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        var buffer = new byte[OneShotSender.BufferBytes];
        try
        {
            while (!replies.IsFull)
            {
                var count = await socket.ReceiveAsync(buffer, SocketFlags.None, either.Token);
                if (count == 0)
                {
                    return true;
                }

                replies.Add(time, PeerAddress.From(remote), buffer.AsSpan(0, count));
                if (send.HalfClose == HalfClose.AfterReply && replies.All.Count == 1)
                {
                    socket.Shutdown(SocketShutdown.Send);
                }
            }

            return false;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return false;
        }
        catch (SocketException) when (replies.All.Count > 0)
        {
            // The answer is here; how the peer hung up afterwards does not undo it.
            return true;
        }
    }

    private static Task CloseNow(Socket socket)
    {
        socket.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>
    /// Finishes, reads and drops what still comes until the peer has finished too, then closes. Never throws: nobody awaits it.
    /// </summary>
    private static async Task DrainAndCloseAsync(Socket socket, TimeProvider time)
    {
        using var deadline = new CancellationTokenSource(DrainTime, time);
        try
        {
            socket.Shutdown(SocketShutdown.Send);
            var buffer = new byte[8 << 10];
            while (await socket.ReceiveAsync(buffer, SocketFlags.None, deadline.Token) > 0) { }
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            // The peer reset the connection, or does not finish in time: it is closed all the same.
        }
        finally
        {
            socket.Dispose();
        }
    }
}

using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>Connects to the first of several addresses that answers.</summary>
internal static class TcpDial
{
    /// <summary>A connected socket. <paramref name="patience"/> is for all candidates together.</summary>
    /// <exception cref="NetworkException">None answered; the fault is the last candidate's.</exception>
    public static async Task<Socket> ConnectAsync(IReadOnlyList<IPEndPoint> candidates, LocalAddress? local, TimeSpan patience, TimeProvider time, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        NetworkException? last = null;
        foreach (var candidate in candidates)
        {
            var socket = Open(candidate, local);
            try
            {
                await socket.ConnectAsync(candidate, either.Token);
                return socket;
            }
            catch (SocketException error)
            {
                socket.Dispose();
                last = new NetworkException(SocketFaults.Of(error, candidate.ToString()), error);
            }
            catch (OperationCanceledException error) when (deadline.IsCancellationRequested)
            {
                socket.Dispose();
                throw new NetworkException(SocketFaults.TimedOut(candidate.ToString()), error);
            }
            catch (OperationCanceledException)
            {
                socket.Dispose();
                throw;
            }
        }

        throw last!;
    }

    private static Socket Open(IPEndPoint candidate, LocalAddress? local)
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(candidate.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (local is not null)
            {
                socket.Bind(new IPEndPoint(IPAddress.Parse(local.Address), local.Port));
            }

            return socket;
        }
        catch (SocketException error)
        {
            socket?.Dispose();
            throw new NetworkException(local is null ? SocketFaults.Of(error, candidate.ToString()) : SocketFaults.OfBind(error, local.ToString(), local.Port), error);
        }
    }
}

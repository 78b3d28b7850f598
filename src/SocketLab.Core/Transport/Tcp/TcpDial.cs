using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>Connects to the first of several addresses that answers.</summary>
internal static class TcpDial
{
    /// <summary>A connected socket and whom it is connected to: a peer that resets at once takes that knowledge from the socket.</summary>
    /// <param name="candidates">Addresses to try, in order.</param>
    /// <param name="local">Where to bind first; null for the system's choice.</param>
    /// <param name="destinations">Knows SocketLab's own addresses; null with the system's choice.</param>
    /// <param name="timeout">For all candidates together.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    /// <exception cref="NetworkException">None answered; the fault is the last candidate's.</exception>
    public static async Task<(Socket Socket, IPEndPoint Remote)> ConnectAsync(
        IReadOnlyList<IPEndPoint> candidates,
        LocalAddress? local,
        DestinationPolicy? destinations,
        TimeSpan timeout,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        NetworkException? last = null;
        foreach (var candidate in Reachable(candidates, local))
        {
            try
            {
                return (await ConnectAsync(candidate, local, destinations, either.Token), candidate);
            }
            catch (NetworkException error)
            {
                last = error;
            }
            catch (OperationCanceledException error) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
            {
                throw new NetworkException(SocketFaults.TimedOut(candidate.ToString()), error);
            }
        }

        throw last!;
    }

    /// <summary>A socket bound to an address of one family connects to addresses of that family.</summary>
    private static IReadOnlyList<IPEndPoint> Reachable(IReadOnlyList<IPEndPoint> candidates, LocalAddress? local)
    {
        if (local is null)
        {
            return candidates;
        }

        var family = HostAddress.Parse(local.Address).AddressFamily;
        IPEndPoint[] reachable = [.. candidates.Where(candidate => candidate.AddressFamily == family)];
        return reachable.Length > 0
            ? reachable
            : throw new NetworkException(AddressFaults.OtherFamily(local.ToString(), "connect to", candidates[0].ToString()));
    }

    private static async Task<Socket> ConnectAsync(
        IPEndPoint candidate,
        LocalAddress? local,
        DestinationPolicy? destinations,
        CancellationToken cancellation
    )
    {
        var socket = Open(candidate, local, destinations);
        try
        {
            await socket.ConnectAsync(candidate, cancellation);
            return socket;
        }
        catch (Exception error)
        {
            socket.Dispose();
            if (error is SocketException failure)
            {
                throw new NetworkException(Explain(failure, candidate, local), failure);
            }

            throw;
        }
    }

    private static Fault Explain(SocketException error, IPEndPoint candidate, LocalAddress? local) =>
        error.SocketErrorCode switch
        {
            SocketError.AccessDenied => AccessFault.Of(candidate, broadcast: true),

            // Our own address is known to be right: binding has succeeded.
            SocketError.AddressNotAvailable when local is { Port: > 0 } => SocketFaults.ConnectionThere(
                new IPEndPoint(HostAddress.Parse(local.Address), local.Port),
                candidate
            ),
            _ => SocketFaults.Of(error, candidate.ToString()),
        };

    private static Socket Open(IPEndPoint candidate, LocalAddress? local, DestinationPolicy? destinations)
    {
        var source = local is null ? null : new IPEndPoint(HostAddress.Parse(local.Address), local.Port);
        Socket? socket = null;
        try
        {
            socket = Descriptors.OpenSocket(candidate.AddressFamily, SocketType.Stream, ProtocolType.Tcp);

            // Else the system keeps urgent bytes out of what is read.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.OutOfBandInline, true);
            if (source is not null)
            {
                socket.Bind(source);
            }

            return socket;
        }
        catch (SocketException error)
        {
            socket?.Dispose();
            throw source is null
                ? new NetworkException(SocketFaults.Of(error, candidate.ToString()), error)
                : BindFault.Of(error, source, udp: false, destinations);
        }
    }
}

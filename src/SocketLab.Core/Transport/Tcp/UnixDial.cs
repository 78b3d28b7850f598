using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>Connects to a Unix domain socket.</summary>
internal static class UnixDial
{
    /// <summary>A connected socket.</summary>
    /// <param name="target">The listener.</param>
    /// <param name="local">A name of our own; null for none.</param>
    /// <param name="folders">Where names may lie.</param>
    /// <param name="timeout">A listener whose backlog is full keeps us waiting.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    /// <exception cref="NetworkException">Nobody listens there, or it took too long.</exception>
    public static async Task<Socket> ConnectAsync(
        UnixAddress target,
        UnixAddress? local,
        UnixFolders folders,
        TimeSpan timeout,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        var socket = local is null ? UnixSocket.New(SocketType.Stream) : UnixSocket.Bind(SocketType.Stream, local, folders);
        try
        {
            await socket.ConnectAsync(target.ToSystem(), either.Token);
            return socket;
        }
        catch (Exception error)
        {
            socket.Dispose();
            throw error switch
            {
                SocketException failure => new NetworkException(UnixFaults.Of(failure, target), failure),
                OperationCanceledException when deadline.IsCancellationRequested && !cancellation.IsCancellationRequested =>
                    new NetworkException(SocketFaults.TimedOut(target.ToString()), error),
                _ => error,
            };
        }
    }
}

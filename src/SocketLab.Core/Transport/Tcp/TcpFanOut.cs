using System.Net;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>The same data to several connections at once: one that does not take it holds up none of the others.</summary>
internal static class TcpFanOut
{
    /// <summary>Sends to all; counts those that took all of it.</summary>
    /// <exception cref="Faults.NetworkException">None did, for this reason.</exception>
    /// <exception cref="ConnectionClosedException">None did: they are closed for sending.</exception>
    public static async Task<SendReceipt> SendAsync(
        IReadOnlyList<TcpConnection> connections,
        ReadOnlyMemory<byte> payload,
        EndPoint? local,
        CancellationToken cancellation
    )
    {
        var sends = connections.Select(connection => connection.SendAsync(payload, cancellation)).ToArray();
        var all = Task.WhenAll(sends);
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var taken = sends.Count(send => send.IsCompletedSuccessfully);
        if (taken == 0 && sends.Length > 0)
        {
            await all;
        }

        return new SendReceipt(
            payload.IsEmpty ? 0 : taken,
            (long)taken * payload.Length,
            local,
            connections is [var only] ? only.Remote : null
        );
    }
}

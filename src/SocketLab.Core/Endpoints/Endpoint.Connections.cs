using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Endpoints;

/// <content>What is done to chosen connections of it.</content>
public sealed partial class Endpoint
{
    /// <summary>Sends stream data to these connections of it, to all at once.</summary>
    /// <returns>How many took all of it, and bytes over all of them.</returns>
    /// <exception cref="EndpointStateException">It is not running.</exception>
    /// <exception cref="Faults.NetworkException">None took it: the network refused.</exception>
    /// <exception cref="ConnectionClosedException">None took it: they are closed for sending.</exception>
    public Task<SendReceipt> SendToAsync(
        ReadOnlyMemory<byte> payload,
        IReadOnlyList<TcpConnection> connections,
        CancellationToken cancellation
    ) =>
        State == EndpointState.Running
            ? TcpFanOut.SendAsync(connections, payload, Status.Bound, cancellation)
            : throw new EndpointStateException(mustBeRunning: true);
}

using SocketLab.Core.Definitions;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Endpoints;

/// <summary>Sends once from an endpoint that runs.</summary>
/// <param name="endpoint">The endpoint.</param>
/// <param name="destinations">Where may be sent to.</param>
internal sealed class EndpointSending(Endpoint endpoint, DestinationPolicy destinations)
{
    /// <inheritdoc cref="Endpoint.SendAsync"/>
    public async Task<SendReceipt> SendAsync(ReadOnlyMemory<byte> payload, RemoteAddress? to, CancellationToken cancellation)
    {
        var transport = endpoint.RunningTransport();
        var order = new SendOrder(payload, await DatagramDestination.ResolveAsync(endpoint, to, destinations, cancellation));
        try
        {
            return await transport.SendAsync(order, cancellation);
        }
        catch (ObjectDisposedException)
        {
            // It was stopped meanwhile.
            throw new EndpointStateException(mustBeRunning: true);
        }
    }

    /// <inheritdoc cref="Endpoint.SendToAsync"/>
    public Task<SendReceipt> SendToAsync(
        ReadOnlyMemory<byte> payload,
        IReadOnlyList<TcpConnection> connections,
        CancellationToken cancellation
    ) =>
        endpoint.State == EndpointState.Running
            ? TcpFanOut.SendAsync(connections, payload, endpoint.Status.Bound, cancellation)
            : throw new EndpointStateException(mustBeRunning: true);
}

using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace SocketLab.Web.Hosting.Control;

/// <summary>The web server's sockets, with room for so many connections.</summary>
internal sealed class ControlListenerFactory(SocketTransportFactory sockets, ControlConnections connections)
    : IConnectionListenerFactory,
        IConnectionListenerFactorySelector
{
    /// <inheritdoc/>
    public bool CanBind(EndPoint endpoint) => sockets.CanBind(endpoint);

    /// <inheritdoc/>
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new ControlListener(await sockets.BindAsync(endpoint, cancellationToken), connections);
}

/// <summary>Turns a connection away right where it is accepted: further on, any number of them could wait for a thread.</summary>
internal sealed class ControlListener(IConnectionListener inner, ControlConnections connections) : IConnectionListener
{
    /// <inheritdoc/>
    public EndPoint EndPoint => inner.EndPoint;

    /// <inheritdoc/>
    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await inner.AcceptAsync(cancellationToken) is { } accepted)
        {
            if (connections.TryAdd(accepted, out var connection))
            {
                return connection;
            }

            await accepted.DisposeAsync();
        }

        return null;
    }

    /// <inheritdoc/>
    public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => inner.UnbindAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => inner.DisposeAsync();
}

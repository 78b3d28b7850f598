using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace SocketLab.Web.Hosting.Control;

/// <summary>A connection to SocketLab itself, as the web server sees it: the transport's own, with its end made known.</summary>
/// <remarks>
/// Owned by the web server, which disposes of it when the connection is over. It is a feature of itself, so that requests find it.
/// </remarks>
internal sealed class ControlConnection : ConnectionContext
{
    private readonly ConnectionContext _inner;
    private readonly ControlConnections _connections;

    public ControlConnection(ConnectionContext inner, ControlConnections connections)
    {
        (_inner, _connections) = (inner, connections);
        Place = new LinkedListNode<ControlConnection>(this);
        inner.Features.Set(this);
    }

    /// <summary>Its place among those that nobody uses. Belongs to <see cref="ControlConnections"/>, as <see cref="Uses"/> does.</summary>
    internal LinkedListNode<ControlConnection> Place { get; }

    /// <summary>Requests under way of people who have a right to be here.</summary>
    internal int Uses { get; set; }

    /// <summary>Whether it does not count any more.</summary>
    internal bool IsOver { get; set; }

    /// <inheritdoc/>
    public override string ConnectionId
    {
        get => _inner.ConnectionId;
        set => _inner.ConnectionId = value;
    }

    /// <inheritdoc/>
    public override IFeatureCollection Features => _inner.Features;

    /// <inheritdoc/>
    public override IDictionary<object, object?> Items
    {
        get => _inner.Items;
        set => _inner.Items = value;
    }

    /// <inheritdoc/>
    public override IDuplexPipe Transport
    {
        get => _inner.Transport;
        set => _inner.Transport = value;
    }

    /// <inheritdoc/>
    public override CancellationToken ConnectionClosed
    {
        get => _inner.ConnectionClosed;
        set => _inner.ConnectionClosed = value;
    }

    /// <inheritdoc/>
    public override EndPoint? LocalEndPoint
    {
        get => _inner.LocalEndPoint;
        set => _inner.LocalEndPoint = value;
    }

    /// <inheritdoc/>
    public override EndPoint? RemoteEndPoint
    {
        get => _inner.RemoteEndPoint;
        set => _inner.RemoteEndPoint = value;
    }

    /// <inheritdoc/>
    public override void Abort() => _inner.Abort();

    /// <inheritdoc/>
    public override void Abort(ConnectionAbortedException abortReason) => _inner.Abort(abortReason);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _inner.DisposeAsync();
        await base.DisposeAsync();
        _connections.End(this);
    }
}
